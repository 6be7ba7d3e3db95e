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

    /** A queue of ten messages and one of a single message, as they were measured; once a cache line took 90 ns. */
    @Test
    void oneLineThatWasQuickMakesTheOthersNotFar() {
        SavedCase before = beside(List.of(281.0, 210.0, 231.0, 191.0, 180.0, 90.0, 290.0, 290.0, 276.0, 611.0), 1.69,
                1.76, 2.13, 1.77, 1.48, 1.76, 1.83, 1.91, 1.74, 1.43);
        SavedCase now = beside(List.of(271.0, 170.0, 260.0, 280.0, 225.5, 240.0, 181.0, 265.5, 280.0, 270.0), 0.8, 0.78,
                0.95, 0.74, 0.67, 0.88, 0.74, 1.02, 0.69, 0.73);
        assertThat(ComparableRuns.of(before, now).before()).as("all but the one of 611 ns").hasSize(9);
        assertThat(verdict(still(), before, now)).isEqualTo(Verdict.SLOWER);
    }

    /** As it was measured: runs of then were far, while the control figures, taken between them, were near. */
    @Test
    void runsThatWereNearAndRunsThatWereFarAreNotCompared() {
        SavedCase before = beside(List.of(561.0, 481.0, 161.0, 451.0, 151.0), 3.85, 3.97, 23.39, 2.78, 23.68);
        SavedCase now = beside(List.of(160.0, 410.0, 150.0, 150.0, 160.0), 23.57, 23.65, 26.13, 24.38, 28.25);
        assertThat(verdict(still(), before, now)).isIn(Verdict.UNCHANGED, Verdict.MACHINE);
        SavedCase allFar = beside(List.of(561.0, 481.0, 461.0, 451.0, 551.0), 3.85, 3.97, 3.39, 2.78, 3.68);
        SavedCase allNear = beside(NEAR, 23.57, 23.65, 26.13, 24.38, 28.25);
        assertThat(verdict(still(), allFar, allNear)).isEqualTo(Verdict.MACHINE);
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

    private static final double[] UNEVEN = {1.45, 0.71, 1.62, 1.95, 1.02, 1.81, 1.33, 1.32, 1.6, 1.68};

    /** A pipe of 64 KiB and one of 16 on a guest whose CPUs come and go: no t test tells these apart. */
    @Test
    void ranksTellWhatUnevenRoundsHide() {
        double[] now = {0.73, 0.49, 0.8, 0.71, 0.61, 0.48, 0.83, 0.73, 0.73, 0.85};
        Map<Control, List<Double>> uneven = new EnumMap<>(controls(100, 0).figures());
        uneven.put(Control.FUTEX_APART, List.of(70.0, 130.0, 80.0, 120.0, 60.0, 140.0));
        MachineChange machine = new MachineChange(new Controls(uneven, 0, 0), new Controls(uneven, 0, 0), 2);
        assertThat(compare(machine, Metric.THROUGHPUT, UNEVEN, now).verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(compare(machine, Metric.THROUGHPUT, now, UNEVEN).verdict()).isEqualTo(Verdict.FASTER);
        assertThat(compare(machine, Metric.LATENCY, now, UNEVEN).verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(compare(machine, Metric.THROUGHPUT, UNEVEN, times(0.8, UNEVEN)).verdict())
                .isEqualTo(Verdict.UNCHANGED);
        assertThat(race(UNEVEN, now)).isEqualTo(Verdict.SLOWER);
        assertThat(race(now, UNEVEN)).isEqualTo(Verdict.FASTER);
        assertThat(race(UNEVEN, times(0.8, UNEVEN))).isEqualTo(Verdict.UNCHANGED);
    }

    private static Verdict race(double[] a, double[] b) {
        return Comparisons.ofRace(List.of(figures(Metric.THROUGHPUT, a)), List.of(figures(Metric.THROUGHPUT, b))).all()
                .get(0).verdict();
    }

    /** A copy has one of two speeds by the pages that its process got, and five rounds may get the same by chance. */
    @Test
    void twoSpeedsAreNoChange() {
        List<SavedCase> before = new ArrayList<>(
                List.of(figures(Metric.THROUGHPUT, 76.65, 77.69, 33.61, 67.86, 39.31)));
        List<SavedCase> now = new ArrayList<>(List.of(figures(Metric.THROUGHPUT, 35.24, 34.13, 34.69, 36.09, 34.42)));
        Random chance = new Random(46);
        for (int size = 1; size < CASES; size++) {
            before.add(ofSize(size, chance));
            now.add(ofSize(size, chance));
        }
        assertThat(new Comparisons(before, now, Judge.of(still()), one -> true).all()).extracting(Comparison::verdict)
                .containsOnly(Verdict.UNCHANGED);
    }

    private static SavedCase ofSize(int size, Random chance) {
        return new SavedCase("pipe", Metric.THROUGHPUT, size + 64, Placement.APART, List.of(), Double.NaN,
                rounds(chance, ROUNDS), List.of());
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
