package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.testing.InstalledPeers;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the machine does by itself is measured at the start of each round and at the end. */
@ExtendWith(InstalledPeers.class)
@Timeout(120)
class ControlsTest {
    private final Scratch scratch = new Scratch();

    @AfterEach
    void close() {
        scratch.close();
    }

    private static Plan plan(int rounds, String... mechanisms) {
        return new Plan(List.of(mechanisms).stream().map(Transports::find).toList(), Set.of(Metric.LATENCY), List.of(8),
                Duration.ZERO, null, 20,
                rounds, Places.of(Pinning.NONE), Tuning.NONE, false, true);
    }

    private static class Telling implements Observer {
        private final List<String> steps = new ArrayList<>();

        @Override
        public void at(int step, Case what, String phase, double fraction) {
            if (phase.equals("measuring")) {
                String name = what.transport().name();
                if (steps.isEmpty() || !steps.get(steps.size() - 1).equals(name)) {
                    steps.add(name);
                }
            } else if (phase.equals("control figures")) {
                steps.add("controls");
            }
        }

        @Override
        public void measured(Measurement measurement) {
            assertThat(measurement.isMeasured()).isTrue();
        }

        @Override
        public void interrupted() {
            // Only a signal to this test would do that.
        }
    }

    @Test
    void eachIsMeasuredOnceMoreThanThereAreRounds() {
        Telling telling = new Telling();
        Bench bench = new Bench(plan(2, "pipe", "eventfd"), telling);
        bench.run();
        assertThat(telling.steps).containsExactly("controls", "pipe", "eventfd", "controls", "pipe", "eventfd",
                "controls");
        Controls controls = bench.controls();
        boolean isOneCpu = Places.usual().throughput().get(0).placement() == Placement.SAME;
        for (Control control : Control.values()) {
            assertThat(controls.of(control)).as(control.id())
                    .hasSize(isOneCpu && (control == Control.FUTEX_APART || control == Control.LINE_APART) ? 0 : 3)
                    .allMatch(nanos -> nanos > 1);
        }
        assertThat(controls.of(Control.COPY_UNCACHED).get(0)).as("1 MiB takes longer than 64 KiB")
                .isGreaterThan(controls.of(Control.COPY_CACHED).get(0));
        assertThat(controls.load()).isNotNegative();
    }

    @Test
    void aRunOnTwoCpusHasTheRoundTripOfALineWithIt() {
        Pinning apart = Places.usual().throughput().get(0);
        assumeThat(apart.placement()).isEqualTo(Placement.APART);
        Plan plan = new Plan(List.of(Transports.find("pipe")), Set.of(Metric.LATENCY), List.of(8), Duration.ZERO,
                Duration.ofMillis(5), 0, 2, Places.of(apart), Tuning.NONE, false, true);
        Bench bench = new Bench(plan, new Telling());
        bench.run();
        assertThat(bench.controls().of(Control.FUTEX_APART)).as("at the start of each round and at the end").hasSize(3);
        assertThat(bench.controls().of(Control.LINE_APART)).as("of each round").hasSize(2)
                .allMatch(nanos -> nanos > 1);
    }

    @Test
    void theRoundsOfARaceAlternate() {
        Telling telling = new Telling();
        new Bench(List.of(plan(3, "pipe"), plan(3, "eventfd")), telling).run();
        assertThat(telling.steps).filteredOn(step -> !step.equals("controls")).containsExactly("pipe", "eventfd",
                "eventfd", "pipe", "pipe", "eventfd");
    }

    @Test
    void loadOfOthersIsWhatWasBusyAndNotOurs() throws IOException {
        Path proc = Path.of(scratch.path("proc"));
        Files.createDirectories(proc.resolve("self"));
        say(proc, "cpu  100 0 50 1000 7 0 0 3 0 0\ncpu0 1 2 3\ncpu1 1 2 3\n",
                "1 (a) b) S 1 1 1 0 -1 4 0 0 0 0 10 5 3 2 20 0");
        Environment environment = new Environment(proc, Path.of(scratch.path("sys")), 2, LongStream::empty);
        assertThat(environment.loadOfOthers()).isZero();
        // 200 ticks of two CPUs, of which 150 were busy; 100 of these are of this process and its children, so 50 are
        // of others.
        say(proc, "cpu  200 0 100 1040 7 0 0 13 0 0\ncpu0 1 2 3\ncpu1 1 2 3\n",
                "1 (a) b) S 1 1 1 0 -1 4 0 0 0 0 40 25 33 22 20 0");
        assertThat(environment.loadOfOthers()).isEqualTo(0.5);
        say(proc, "nothing", "1 (a) S");
        assertThat(environment.loadOfOthers()).isNull();
    }

    private static void say(Path proc, String all, String own) throws IOException {
        Files.writeString(proc.resolve("stat"), all);
        Files.writeString(proc.resolve("self/stat"), own);
    }
}
