package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.testing.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever of the three processes is killed, the others end soon, and nothing is left. */
class BrokenBenchTest {
    private static final long SOON_SECONDS = 10;

    @ParameterizedTest
    @CsvSource({"pipe, 0", "pipe, 1", "fifo, 1", "mq, 0", "mq, 1", "unix-stream, 0", "tcp, 1", "shm-sem, 0", "shm-sem, 1"})
    void aKilledPeerIsAFailureThatNamesIt(String mechanism, int victim) throws Exception {
        Plan plan = new Plan(List.of(Transports.find(mechanism)), Set.of(Metric.THROUGHPUT), List.of(64), Duration.ZERO,
                Duration.ofMinutes(5), 0, 1, Pinning.NONE, Tuning.NONE, true);
        CompletableFuture<Long> killed = new CompletableFuture<>();
        CompletableFuture<Void> bench = CompletableFuture.runAsync(() -> new Bench(plan, new Silent() {
            @Override
            public void at(int number, Case what, String phase, double fraction) {
                // The first time that a fraction of this run is done: blocks are on their way.
                if (phase.equals("measuring") && fraction > 0 && !killed.isDone()) {
                    ProcessHandle peer = peersOf(ProcessHandle.current()).get(victim);
                    peer.destroyForcibly();
                    killed.complete(peer.pid());
                }
            }
        }).run());
        long pid = killed.get(60, TimeUnit.SECONDS);
        assertThatThrownBy(() -> bench.get(SOON_SECONDS, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .cause().isInstanceOf(BenchFailure.class)
                .hasMessage("the %s process (pid %d) was ended by signal 9 before it was done", victim == 0 ? "sending" : "receiving", pid);
        assertThat(peersOf(ProcessHandle.current())).isEmpty();
        assertThat(leftBy(ProcessHandle.current().pid())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "mq", "shm-sem", "pipe"})
    void theyEndWhenTheConductorIsKilled(String mechanism) throws Exception {
        List<String> line = new ArrayList<>(PeerCommand.line());
        line.removeIf(PeerCommand.WORD::equals);
        line.addAll(List.of("bench", mechanism, "--duration", "5m", "--warmup", "0", "--metric", "throughput", "--size", "64,4K"));
        try (Peer conductor = Peer.start(line.toArray(String[]::new))) {
            ProcessHandle process = ProcessHandle.of(conductor.pid()).orElseThrow();
            List<ProcessHandle> peers = bothPeersOf(process);
            process.destroyForcibly();
            conductor.end();
            for (ProcessHandle peer : peers) {
                peer.onExit().get(SOON_SECONDS, TimeUnit.SECONDS);
            }
            assertThat(leftBy(conductor.pid())).isEmpty();
        }
    }

    @Test
    void aPeerEndsWhenItsStdinDoesWhateverItIsDoing() {
        try (Peer peer = Peer.start(PeerCommand.line().toArray(String[]::new))) {
            peer.says("hello version=" + Message.VERSION);
            String tag = "ipcctl-bench-" + peer.pid() + "-t";
            Setup setup = new Setup("shm-sem", Metric.THROUGHPUT, 64, tag, System.getProperty("java.io.tmpdir"), "", Tuning.NONE);
            peer.tell(setup.asMessage("open").with("side", "SENDING").encoded()).says("opened address=");
            assertThat(leftBy(peer.pid())).isNotEmpty();
            peer.tell("join").says("ready buffer=8192 depth=2 memory=64");
            // Nobody receives: after two blocks it waits for a free slot for ever.
            peer.tell("go count=0 nanos=0").hangUp();
            assertThat(peer.end()).isZero();
            assertThat(leftBy(peer.pid())).isEmpty();
        }
    }

    @Test
    void aPeerAnswersNonsenseWithAFailure() {
        try (Peer peer = Peer.start(PeerCommand.line().toArray(String[]::new))) {
            peer.says("hello version=" + Message.VERSION).tell("dance");
            assertThat(Message.parse(peer.line()).text("reason")).contains("nobody says dance");
        }
    }

    private static List<ProcessHandle> peersOf(ProcessHandle conductor) {
        return conductor.children().filter(child -> child.info().commandLine().orElse("").endsWith(PeerCommand.WORD))
                .sorted((a, b) -> Long.compare(a.pid(), b.pid())).toList();
    }

    private static List<ProcessHandle> bothPeersOf(ProcessHandle conductor) throws TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            List<ProcessHandle> peers = peersOf(conductor);
            if (peers.size() == 2) {
                return peers;
            }
            Thread.onSpinWait();
        }
        throw new TimeoutException("no peers of " + conductor.pid());
    }

    /** What of a bench of process {@code pid} is in the places where names live, as far as they are mounted. */
    private static List<String> leftBy(long pid) {
        List<String> left = new ArrayList<>();
        for (String folder : List.of("/dev/shm", "/dev/mqueue", System.getProperty("java.io.tmpdir"))) {
            File[] files = new File(folder).listFiles((dir, file) -> file.contains("ipcctl-bench-" + pid + "-"));
            Arrays.stream(files == null ? new File[0] : files).map(File::toString).forEach(left::add);
        }
        return left;
    }

    /** Hears nothing. */
    private abstract static class Silent implements Observer {
        @Override
        public void measured(Measurement measurement) {
            // Nobody looks at it.
        }

        @Override
        public void interrupted() {
            // Only a signal to this test would do that.
        }
    }
}
