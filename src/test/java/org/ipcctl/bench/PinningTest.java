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
        assertThat(Pinning.apart(List.of(0, 1, 2, 3), cpu -> cpu < 2 ? "0-1" : "2-3")).hasToString("0,2");
        assertThat(Pinning.apart(List.of(4, 7), cpu -> "all one core")).as("better than the same one").hasToString("4,7");
        assertThat(Pinning.apart(List.of(3), Integer::toString)).isNull();
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
                Duration.ofMillis(500), 0, 1, pinning, Tuning.NONE, false, true);
        List<String> seen = new ArrayList<>();
        new Bench(plan, new Observer() {
            @Override
            public void at(int number, Case what, String phase, double fraction) {
                if (phase.equals("measuring") && fraction > 0 && seen.isEmpty()) {
                    ProcessHandle.current().children().sorted().forEach(peer -> seen.addAll(measuringThreads(peer.pid())));
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
                    Files.readAllLines(thread.resolve("status")).stream().filter(line -> line.startsWith("Cpus_allowed_list:"))
                            .forEach(line -> cpus.add(line.split(":")[1].strip()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cpus;
    }
}
