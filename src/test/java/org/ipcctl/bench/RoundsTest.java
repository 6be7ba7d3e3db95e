package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.testing.InstalledPeers;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A repetition is a new pair of processes, and all cases are gone through before the next. */
@ExtendWith(InstalledPeers.class)
@Timeout(120)
class RoundsTest {
    private static final int ROUNDS = 3;

    private final List<String> steps = new ArrayList<>();
    private final List<Set<Long>> pairs = new ArrayList<>();
    private final List<Measurement> told = new ArrayList<>();

    private class Listening implements Observer {
        @Override
        public void at(int step, Case what, String phase, double fraction) {
            if (phase.equals("measuring") && steps.size() < step) {
                steps.add(step + " " + what.transport().name());
                pairs.add(PeerProcesses.of(ProcessHandle.current())
                        .map(ProcessHandle::pid).collect(Collectors.toSet()));
            }
        }

        @Override
        public void measured(Measurement measurement) {
            told.add(measurement);
        }

        @Override
        public void interrupted() {
            // Only a signal to this test would do that.
        }
    }

    private static Plan plan(String... mechanisms) {
        return new Plan(List.of(mechanisms).stream().map(Transports::find).toList(), Set.of(Metric.THROUGHPUT),
                List.of(64), Duration.ZERO, null, 20,
                ROUNDS, Places.of(Pinning.NONE), Tuning.NONE, false, true);
    }

    @Test
    void eachRoundIsANewPairThatGoesThroughAllCases() {
        new Bench(plan("pipe", "mq"), new Listening()).run();
        assertThat(steps).containsExactly("1 pipe", "2 mq", "3 pipe", "4 mq", "5 pipe", "6 mq");
        assertThat(pairs).allMatch(pair -> pair.size() == 2);
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(pairs.get(2 * round)).isEqualTo(pairs.get(2 * round + 1));
        }
        Set<Long> all = new HashSet<>();
        pairs.forEach(all::addAll);
        assertThat(all).hasSize(2 * ROUNDS);
        assertThat(told).extracting(m -> m.what().transport().name() + " " + m.repeats()).containsExactly("pipe 3",
                "mq 3");
    }

    @Test
    void aFailureInALaterRoundTellsTheRoundsBefore() {
        assertThatThrownBy(() -> new Bench(plan("pipe", "mq"), new Listening() {
            @Override
            public void at(int step, Case what, String phase, double fraction) {
                super.at(step, what, phase, fraction);
                if (step == 4) {
                    throw new IllegalStateException("enough");
                }
            }
        }).run()).hasMessage("enough");
        assertThat(told).extracting(m -> m.what().transport().name() + " " + m.repeats()).containsExactly("pipe 2",
                "mq 1");
    }
}
