package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.kernel.CpuAffinity;
import org.junit.jupiter.api.Test;

/** Which CPUs are chosen, and that the measuring threads really are bound to them. */
class PinningTest {
    @Test
    void apartPrefersAnotherCore() {
        assertThat(Pinning.apart(List.of(0, 1, 2, 3), cpu -> cpu < 2 ? "0-1" : "2-3", cpu -> "L3")).hasToString("0,2");
        assertThat(Pinning.apart(List.of(4, 7), cpu -> "all one core", cpu -> "L3")).as("better than the same one")
                .hasToString("4,7");
        assertThat(Pinning.apart(List.of(3), Integer::toString, cpu -> "L3")).isNull();
    }

    @Test
    void apartPrefersOneLastLevelCacheAndAmongThoseAnotherCore() {
        // Two sockets: 0 and 1 are threads of a core on the first, 2 to 5 two cores of the second.
        assertThat(
                Pinning.apart(List.of(0, 1, 2, 3, 4, 5), cpu -> Integer.toString(cpu / 2), cpu -> cpu < 2 ? "a" : "b"))
                .hasToString("2,4");
        assertThat(Pinning.apart(List.of(0, 8), Integer::toString, Integer::toString)).as("no two share one")
                .hasToString("0,8");
        assertThat(Pinning.apart(List.of(0, 1, 8, 9), cpu -> cpu < 8 ? "first" : "second", cpu -> cpu < 8 ? "a" : "b"))
                .as("another core before the same cache").hasToString("0,8");
    }

    @Test
    void usuallyRatesAreMeasuredApartAndRoundTripsOnOneCpuToo() {
        Places usual = Places.usual(List.of(2, 3), Integer::toString, cpu -> "L3");
        assertThat(usual.throughput()).containsExactly(new Pinning(2, 3));
        assertThat(usual.latency()).containsExactly(new Pinning(2, 3), new Pinning(2, 2));
        assertThat(usual.onlyCpu()).isNegative();
        assertThat(usual).hasToString("usual");
        Places alone = Places.usual(List.of(5), Integer::toString, cpu -> "L3");
        assertThat(alone.throughput()).containsExactly(new Pinning(5, 5));
        assertThat(alone.latency()).containsExactly(new Pinning(5, 5));
        assertThat(alone.onlyCpu()).isEqualTo(5);
        assertThat(Places.of(new Pinning(1, 1)).onlyCpu()).as("asked for").isNegative();
    }

    @Test
    void spinningOnOneCpuIsLeftOutAndWhereThereIsNoOtherRefusedUnlessAskedFor() {
        Places two = Places.usual(List.of(0, 1), Integer::toString, cpu -> "L3");
        assertThat(plan("shm-spin", two).casesOf(Transports.find("shm-spin")))
                .extracting(what -> what.metric() + " " + what.pinning())
                .containsExactly("throughput 0,1", "latency 0,1");
        assertThat(plan("pipe", two).casesOf(Transports.find("pipe")))
                .extracting(what -> what.metric() + " " + what.pinning())
                .containsExactly("throughput 0,1", "latency 0,1", "latency 0,0");
        Plan one = plan("shm-spin", Places.usual(List.of(0), Integer::toString, cpu -> "L3"));
        assertThat(one.casesOf(Transports.find("shm-spin"))).hasSize(2)
                .allMatch(what -> one.refusal(what).contains("never sleep"));
        Plan asked = plan("shm-spin", Places.of(new Pinning(0, 0)));
        assertThat(asked.casesOf(Transports.find("shm-spin"))).hasSize(2).allMatch(what -> asked.refusal(what) == null);
    }

    private static Plan plan(String mechanism, Places places) {
        return new Plan(List.of(Transports.find(mechanism)), Set.of(Metric.values()), List.of(64), Duration.ZERO,
                Duration.ofMillis(1), 0, 1, places,
                Tuning.NONE, false, true);
    }

    @Test
    void whatWasWrittenIsReadAndNothingElse() {
        assertThat(Pinning.of("none")).isEqualTo(Pinning.NONE);
        assertThat(Pinning.of("3,3").placement()).isEqualTo(Placement.SAME);
        assertThat(Pinning.of("3,4").placement()).isEqualTo(Placement.APART);
        for (String text : List.of("", "3", "3,", "a,b", "-1,-1", "1,2,3", "99999,1", "usual")) {
            assertThat(Pinning.of(text)).as(text).isNull();
        }
    }

    @Test
    void sameIsTheFirstThatIsAllowed() {
        assertThat(Pinning.same(List.of(2, 5))).hasToString("2,2");
        assertThat(Pinning.NONE).hasToString("none");
    }

    @Test
    void bothMeasuringThreadsAreBoundAndTheOthersFree() {
        List<Integer> allowed = CpuAffinity.allowed();
        Pinning pinning = new Pinning(allowed.get(allowed.size() - 1), allowed.get(0));
        Plan plan = new Plan(List.of(Transports.find("pipe")), Set.of(Metric.THROUGHPUT), List.of(4096), Duration.ZERO,
                Duration.ofMillis(500), 0, 1, Places.of(pinning), Tuning.NONE, false, true);
        List<String> seen = new ArrayList<>();
        new Bench(plan, new Observer() {
            @Override
            public void at(int number, Case what, String phase, double fraction) {
                if (phase.equals("measuring") && fraction > 0 && seen.isEmpty()) {
                    ProcessHandle.current().children().sorted()
                            .forEach(peer -> seen.addAll(measuringThreads(peer.pid())));
                }
            }

            @Override
            public void measured(Measurement measurement) {
                assertThat(measurement.conditions().pinning()).isEqualTo(pinning);
            }

            @Override
            public void interrupted() {
                // Only a signal to this test would do that.
            }
        }).run();
        assertThat(seen).containsExactly(Integer.toString(pinning.sending()), Integer.toString(pinning.receiving()));
    }

    /** Where the threads called measurement in process {@code pid} may run. */
    private static List<String> measuringThreads(long pid) {
        List<String> cpus = new ArrayList<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("comm")).strip().equals("measurement")) {
                    Files.readAllLines(thread.resolve("status")).stream()
                            .filter(line -> line.startsWith("Cpus_allowed_list:"))
                            .forEach(line -> cpus.add(line.split(":")[1].strip()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cpus;
    }
}
