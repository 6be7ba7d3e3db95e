package org.ipcctl.bench.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ipcctl.bench.Control;
import org.ipcctl.bench.Controls;
import org.ipcctl.bench.Load;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.saved.Comparison.Verdict;
import org.junit.jupiter.api.Test;

/** A change is told from chance, and from a change of the machine. */
class JudgeTest {
    private static final int ROUNDS = 5;
    private static final int CASES = 40;

    private static SavedCase figures(Metric metric, double... runs) {
        return new SavedCase("pipe", metric, 64, Placement.APART, List.of(), Double.NaN,
                DoubleStream.of(runs).sorted().boxed().toList(), List.of());
    }

    /** The same machine both times. */
    private static MachineChange still() {
        return new MachineChange(controls(100, 0), controls(100, 0), 2);
    }

    /** Each control {@code nanos}, more or less. */
    private static Controls controls(double nanos, double load) {
        Map<Control, List<Double>> figures = new EnumMap<>(Control.class);
        for (Control control : Control.values()) {
            figures.put(control, IntStream.range(-3, 3).mapToObj(i -> nanos * (1 + i / 1000.0)).toList());
        }
        return new Controls(figures, load, 0);
    }

    private static Comparison compare(MachineChange machine, Metric metric, double[] before, double... now) {
        return new Comparisons(List.of(figures(metric, before)), List.of(figures(metric, now)), Judge.of(machine),
                one -> true).all().get(0);
    }

    private static double[] times(double factor, double... figures) {
        return DoubleStream.of(figures).map(figure -> figure * factor).toArray();
    }

    private static final double[] BEFORE = {98, 99, 100, 101, 102};

    @Test
    void moreThroughputIsFasterAndMoreTimeIsSlower() {
        assertThat(compare(still(), Metric.THROUGHPUT, BEFORE, times(1.5, BEFORE)).verdict()).isEqualTo(Verdict.FASTER);
        assertThat(compare(still(), Metric.THROUGHPUT, BEFORE, times(0.6, BEFORE)).verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(compare(still(), Metric.LATENCY, BEFORE, times(0.6, BEFORE)).verdict()).isEqualTo(Verdict.FASTER);
        Comparison slower = compare(still(), Metric.LATENCY, BEFORE, times(1.5, BEFORE));
        assertThat(slower.verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(slower.changePercent()).isCloseTo(50, within(0.01));
        assertThat(slower.lowPercent()).isBetween(35.0, 49.0);
        assertThat(slower.highPercent()).isBetween(51.0, 65.0);
        assertThat(slower.chance()).isLessThan(0.001);
    }

    @Test
    void whatIsNoMoreThanWhatCountsIsUnchanged() {
        assertThat(compare(still(), Metric.LATENCY, BEFORE, BEFORE).verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(compare(still(), Metric.LATENCY, BEFORE, times(1.05, BEFORE)).verdict())
                .as("of other ranks, and too small").isEqualTo(Verdict.UNCHANGED);
        double[] wide = {50, 80, 100, 130, 180};
        assertThat(compare(still(), Metric.LATENCY, wide, times(1.5, wide)).verdict()).as("rounds overlap")
                .isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void fewRoundsTellNothing() {
        assertThat(Shift.canBeTold(3, 3)).isTrue();
        assertThat(Shift.canBeTold(2, 5)).isTrue();
        assertThat(Shift.canBeTold(2, 4)).isFalse();
        assertThat(Shift.canBeTold(1, 5)).isFalse();
        Comparison one = compare(still(), Metric.THROUGHPUT, new double[] {100}, 10);
        assertThat(one.verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(one.lowPercent()).isNaN();
        assertThat(compare(still(), Metric.THROUGHPUT, new double[] {100, 101}, 10, 10, 11, 11).verdict())
                .isEqualTo(Verdict.UNCHANGED);
        Comparisons few = new Comparisons(List.of(figures(Metric.LATENCY, 1)), List.of(figures(Metric.LATENCY, 2)),
                Judge.of(still()), each -> true);
        assertThat(few.hasTooFewRounds()).isTrue();
    }

    @Test
    void withoutControlFiguresOnlyLargeChangesCount() {
        MachineChange unknown = new MachineChange(Controls.NONE, controls(100, 0), 2);
        assertThat(compare(unknown, Metric.LATENCY, BEFORE, times(1.2, BEFORE)).verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(compare(unknown, Metric.LATENCY, BEFORE, times(1.6, BEFORE)).verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(unknown.told()).isEmpty();
    }

    @Test
    void whatTheMachineExplainsIsOfTheMachine() {
        MachineChange slower = new MachineChange(controls(100, 0), controls(140, 0), 2);
        assertThat(slower.told()).hasSize(Control.values().length)
                .contains("a bare system call took 140 ns instead of 100.0 ns (+40 %)");
        Comparison explained = compare(slower, Metric.LATENCY, BEFORE, times(1.4, BEFORE));
        assertThat(explained.verdict()).isEqualTo(Verdict.MACHINE);
        assertThat(explained.isSlowerBy(10)).isFalse();
        assertThat(compare(slower, Metric.THROUGHPUT, BEFORE, times(1 / 1.4, BEFORE)).verdict())
                .isEqualTo(Verdict.MACHINE);
        Comparison more = compare(slower, Metric.LATENCY, BEFORE, times(2.8, BEFORE));
        assertThat(more.verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(more.slowerPercent()).as("what the machine does not explain").isBetween(95.0, 105.0);
        assertThat(compare(slower, Metric.LATENCY, BEFORE, times(0.7, BEFORE)).verdict())
                .as("a slower machine makes nothing faster").isEqualTo(Verdict.FASTER);
    }

    @Test
    void otherLoadExplainsToo() {
        MachineChange busy = new MachineChange(controls(100, 0), controls(100, 1), 2);
        assertThat(busy.told()).containsExactly("other processes kept 1.0 CPUs busy instead of 0.0");
        assertThat(compare(busy, Metric.THROUGHPUT, BEFORE, times(0.6, BEFORE)).verdict()).isEqualTo(Verdict.MACHINE);
        assertThat(compare(busy, Metric.THROUGHPUT, BEFORE, times(0.2, BEFORE)).verdict()).isEqualTo(Verdict.SLOWER);
    }

    @Test
    void wakeUpsOnOneCpuExplainNothingThatIsApart() {
        Map<Control, List<Double>> now = new EnumMap<>(controls(100, 0).figures());
        now.put(Control.FUTEX_SAME, controls(200, 0).of(Control.FUTEX_SAME));
        MachineChange machine = new MachineChange(controls(100, 0), new Controls(now, 0, 0), 2);
        assertThat(machine.told()).singleElement().asString()
                .startsWith("a round trip of futex wake-ups on one CPU took 200 ns");
        assertThat(compare(machine, Metric.LATENCY, BEFORE, times(1.5, BEFORE)).verdict()).isEqualTo(Verdict.SLOWER);
    }

    @Test
    void whereWakeUpsAreUnevenEvenRoundsAreChance() {
        Map<Control, List<Double>> uneven = new EnumMap<>(controls(100, 0).figures());
        uneven.put(Control.FUTEX_APART, List.of(70.0, 130.0, 80.0, 120.0, 60.0, 140.0));
        MachineChange machine = new MachineChange(new Controls(uneven, 0, 0), new Controls(uneven, 0, 0), 2);
        assertThat(machine.told()).isEmpty();
        assertThat(compare(still(), Metric.LATENCY, BEFORE, times(1.4, BEFORE)).verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(compare(machine, Metric.LATENCY, BEFORE, times(1.4, BEFORE)).verdict()).isEqualTo(Verdict.UNCHANGED);
    }

    /**
     * Two CPUs of a guest are near each other or far, by turns, and half of the rounds were measured while they were
     * far.
     */
    @Test
    void anEpisodeExplainsWhatItLasted() {
        Map<Control, List<Double>> far = new EnumMap<>(controls(100, 0).figures());
        far.put(Control.LINE_APART, List.of(400.0, 100.0, 410.0, 100.5, 400.0, 101.0));
        MachineChange machine = new MachineChange(controls(100, 0), new Controls(far, 0, 0), 2);
        assertThat(machine.told()).singleElement().asString()
                .contains("a round trip of a cache line between two CPUs took 251 ns instead of 100.0 ns");
        assertThat(compare(machine, Metric.THROUGHPUT, BEFORE, 25, 26, 25, 98, 24).verdict())
                .isEqualTo(Verdict.MACHINE);
        assertThat(compare(machine, Metric.THROUGHPUT, BEFORE, times(0.1, BEFORE)).verdict())
                .as("what is more than that").isEqualTo(Verdict.SLOWER);
        assertThat(compare(machine, Metric.THROUGHPUT, BEFORE, times(2, BEFORE)).verdict())
                .as("far makes nothing faster").isEqualTo(Verdict.FASTER);
        far.put(Control.LINE_APART, List.of(100.0, 400.0, 100.0, 400.0, 100.0, 101.0));
        assertThat(new MachineChange(controls(100, 0), new Controls(far, 0, 0), 2).told())
                .containsExactly("a round trip of a cache line between two CPUs took from 99.7 ns to 400 ns, by turns");
        far.put(Control.LINE_APART, List.of(100.0, 100.0, 100.0, 400.0, 100.0, 101.0));
        MachineChange once = new MachineChange(controls(100, 0), new Controls(far, 0, 0), 2);
        assertThat(compare(once, Metric.THROUGHPUT, BEFORE, times(0.6, BEFORE)).verdict())
                .as("one round leaves the median where it was").isEqualTo(Verdict.SLOWER);
    }

    /** A case beside whose runs a cache line took as long as {@code lines} tell, in the same order. */
    private static SavedCase beside(List<Double> lines, double... runs) {
        return new SavedCase("pipe", Metric.THROUGHPUT, 64, Placement.APART, Load.PLAIN, List.of(), Double.NaN,
                DoubleStream.of(runs).boxed().toList(), lines, List.of());
    }

    private static final List<Double> NEAR = List.of(100.0, 101.0, 99.0, 100.0, 102.0);

    @Test
    void runsThatWereAsFarAreCompared() {
        Map<Control, List<Double>> far = new EnumMap<>(controls(100, 0).figures());
        far.put(Control.LINE_APART, List.of(400.0, 100.0, 410.0, 100.5, 400.0, 101.0));
        MachineChange machine = new MachineChange(controls(100, 0), new Controls(far, 0, 0), 2);
        SavedCase before = beside(NEAR, BEFORE);
        List<Double> twoFar = List.of(400.0, 410.0, 101.0, 102.0, 100.0);
        assertThat(verdict(machine, before, beside(twoFar, 24, 25, 60, 60.5, 61))).as("slower where it was near")
                .isEqualTo(Verdict.SLOWER);
        assertThat(verdict(machine, before, beside(twoFar, 24, 25, 99, 100, 101))).as("slower only where it was far")
                .isEqualTo(Verdict.UNCHANGED);
        assertThat(verdict(machine, before, beside(List.of(400.0, 410.0, 420.0, 400.0, 100.0), 24, 25, 26, 27, 100)))
                .as("too few were near").isEqualTo(Verdict.MACHINE);
        assertThat(verdict(machine, before, beside(List.of(), 24, 25, 60, 60.5, 61))).as("not known where it was far")
                .isEqualTo(Verdict.MACHINE);
        SavedCase half = beside(List.of(400.0, 410.0, 405.0, 101.0, 102.0), 24, 25, 26, 99, 100);
        assertThat(verdict(machine, half, beside(List.of(402.0, 408.0, 410.0, 100.0, 101.0), 2.4, 2.5, 2.6, 10, 11)))
                .as("slower where it was far, and too few were near").isEqualTo(Verdict.SLOWER);
        assertThat(verdict(machine, half, beside(List.of(402.0, 408.0, 410.0, 100.0, 101.0), 24, 25, 26.5, 10, 11)))
                .as("as it was where it was far").isEqualTo(Verdict.UNCHANGED);
        List<Double> farther = NEAR.stream().map(line -> line * 1.7).toList();
        assertThat(verdict(still(), before, beside(farther, times(0.6, BEFORE))))
                .as("as much slower as a cache line beside it").isNotEqualTo(Verdict.SLOWER);
    }

    private static Verdict verdict(MachineChange machine, SavedCase before, SavedCase now) {
        return new Comparisons(List.of(before), List.of(now), Judge.of(machine), one -> true).all().get(0).verdict();
    }

    @Test
    void whatOnlyOneHasIsNewOrGone() {
        SavedCase one = figures(Metric.LATENCY, 1, 2, 3);
        assertThat(verdicts(List.of(), List.of(one))).containsExactly(Verdict.NEW);
        assertThat(verdicts(List.of(figures(Metric.LATENCY)), List.of(one))).containsExactly(Verdict.NEW);
        assertThat(verdicts(List.of(one), List.of())).containsExactly(Verdict.GONE);
        assertThat(verdicts(List.of(figures(Metric.LATENCY)), List.of())).isEmpty();
    }

    private static List<Verdict> verdicts(List<SavedCase> before, List<SavedCase> now) {
        return new Comparisons(before, now, Judge.of(still()), each -> true).all().stream().map(Comparison::verdict)
                .toList();
    }

    @Test
    void onlyASlowerCaseBeyondTheLimitFails() {
        Comparison slower = compare(still(), Metric.THROUGHPUT, BEFORE, times(0.6, BEFORE));
        assertThat(slower.isSlowerBy(30)).isTrue();
        assertThat(slower.isSlowerBy(40.1)).isFalse();
        assertThat(compare(still(), Metric.THROUGHPUT, BEFORE, times(1.6, BEFORE)).isSlowerBy(30)).isFalse();
        assertThat(compare(still(), Metric.LATENCY, BEFORE, times(1.6, BEFORE)).isSlowerBy(30)).isTrue();
    }

    @Test
    void holmTakesTheSmallestTimesAll() {
        assertThat(Judge.holm(new double[] {0.04, 0.01, 0.5, 0.012})).usingComparatorWithPrecision(1e-9)
                .containsExactly(0.08, 0.04, 0.5, 0.04);
    }

    @Test
    void aRaceHasNothingBetween() {
        List<SavedCase> a = List.of(figures(Metric.LATENCY, times(1, BEFORE)));
        SavedCase other = new SavedCase("fifo", Metric.LATENCY, 4096, Placement.SAME, List.of(), Double.NaN,
                DoubleStream.of(times(1.09, BEFORE)).boxed().toList(), List.of());
        assertThat(Comparisons.ofRace(a, List.of(other)).all()).singleElement().extracting(Comparison::verdict)
                .isEqualTo(Verdict.SLOWER);
        assertThat(compare(still(), Metric.LATENCY, BEFORE, times(1.09, BEFORE)).verdict())
                .as("too little between two times").isEqualTo(Verdict.UNCHANGED);
        assertThat(Comparisons.ofRace(a, List.of(other, other)).all()).as("not as many").extracting(Comparison::verdict)
                .containsExactly(Verdict.GONE, Verdict.NEW, Verdict.NEW);
    }

    /**
     * As a quiet machine measures: rounds differ by 3 percent or by 10, benchmarks by 2 more, and now and then a round
     * is half as fast.
     */
    private static List<SavedCase> benchmark(Random chance, double factorOfFirst) {
        List<SavedCase> all = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            double deviation = i % 2 == 0 ? 0.03 : 0.10;
            double level = Math.exp(0.02 * chance.nextGaussian()) * (i == 0 ? factorOfFirst : 1);
            List<Double> runs = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                runs.add(1e9 * level * Math.exp(deviation * chance.nextGaussian())
                        * (chance.nextInt(50) == 0 ? 0.5 : 1));
            }
            all.add(new SavedCase("pipe", Metric.THROUGHPUT, 64 + i, i % 2 == 0 ? Placement.SAME : Placement.APART,
                    List.of(), Double.NaN, runs.stream().sorted().toList(),
                    List.of()));
        }
        return all;
    }

    @Test
    void anUnchangedMachineIsUnchangedAndAChangeIsFound() {
        Random chance = new Random(18);
        int changed = 0;
        int found = 0;
        int comparisons = 200;
        for (int i = 0; i < comparisons; i++) {
            boolean real = i % 2 == 0;
            List<Comparison> all = new Comparisons(benchmark(chance, 1), benchmark(chance, real ? 0.6 : 1),
                    Judge.of(still()), one -> true).all();
            changed += (int) all.stream().skip(1).filter(one -> one.verdict() != Verdict.UNCHANGED).count();
            assertThat(all).noneMatch(one -> one.verdict() == Verdict.MACHINE);
            found += real && all.get(0).verdict() == Verdict.SLOWER ? 1 : 0;
        }
        assertThat(changed * 100.0 / comparisons / CASES).as("percent called changed").isLessThan(0.1);
        assertThat(found).as("of %s changes from 1 to 0.6", comparisons / 2).isGreaterThanOrEqualTo(95);
    }

    /** Where nothing is pooled: a single mechanism, as uneven as the wake-ups of its machine. */
    @Test
    void twoCasesOfAnUnchangedMachineAreUnchanged() {
        Random chance = new Random(28);
        int changed = 0;
        int comparisons = 2000;
        for (int i = 0; i < comparisons; i++) {
            MachineChange machine = new MachineChange(uneven(chance), uneven(chance), 2);
            changed += (int) new Comparisons(pipe(chance), pipe(chance), Judge.of(machine), one -> true).all().stream()
                    .filter(one -> one.verdict() == Verdict.FASTER || one.verdict() == Verdict.SLOWER).count();
        }
        assertThat(changed * 100.0 / comparisons / 2).as("percent called changed").isLessThan(0.5);
    }

    private static Controls uneven(Random chance) {
        Map<Control, List<Double>> figures = new EnumMap<>(controls(100, 0).figures());
        figures.put(Control.FUTEX_APART, rounds(chance, ROUNDS + 1));
        return new Controls(figures, 0, 0);
    }

    private static List<SavedCase> pipe(Random chance) {
        return IntStream.range(0, 2)
                .mapToObj(i -> new SavedCase("pipe", Metric.THROUGHPUT, 64 + i, Placement.APART, List.of(), Double.NaN,
                        rounds(chance, ROUNDS), List.of()))
                .toList();
    }

    private static List<Double> rounds(Random chance, int count) {
        double level = 1e6 * Math.exp(0.02 * chance.nextGaussian());
        return IntStream.range(0, count).mapToObj(i -> level * Math.exp(0.2 * chance.nextGaussian())).sorted().toList();
    }
}
