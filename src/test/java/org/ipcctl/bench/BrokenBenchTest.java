package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.testing.InstalledPeers;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Until;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever of the three processes is killed, the others end soon, and nothing is left. */
@ExtendWith(InstalledPeers.class)
class BrokenBenchTest {
    /**
     * Users are promised 2 s, and it takes 0.1 s where the machine does nothing else; here the peers may still be
     * starting on a busy one.
     */
    private static final long SOON_SECONDS = 60;
    private static final long PATIENCE_SECONDS = 60;
    /** Longer than the conductor waits for a word, and not as long as it would wait for the next one. */
    private static final long STOPPED_SECONDS = 13;

    @ParameterizedTest
    @CsvSource({"pipe, 0, measuring", "pipe, 1, measuring", "fifo, 1, measuring", "mq, 0, measuring",
        "mq, 1, measuring",
        "unix-stream, 0, measuring", "tcp, 1, measuring", "shm-sem, 0, measuring", "shm-sem, 1, measuring",
        "pipe, 1, settling", "mq, 0, warm-up", "shm-sem, 0, settling", "shm-sem, 1, warm-up"})
    void aKilledPeerIsAFailureThatNamesIt(String mechanism, int victim, String when) throws Exception {
        Plan plan = new Plan(List.of(Transports.find(mechanism)),
                Set.of(victim == 0 ? Metric.THROUGHPUT : Metric.LATENCY), List.of(64),
                null, Duration.ofMinutes(5), 0, 1, Places.of(Pinning.NONE), Tuning.NONE, false, true);
        CompletableFuture<Long> killed = new CompletableFuture<>();
        CompletableFuture<Void> bench = CompletableFuture.runAsync(() -> new Bench(plan, new Silent() {
            @Override
            public void at(int number, Case what, String phase, double fraction) {
                // When a fraction of the run is done, blocks are on their way; a slice of warm-up is over before that
                // is told.
                if (phase.equals(when) && (fraction > 0 || !phase.equals("measuring")) && !killed.isDone()) {
                    ProcessHandle peer = peersOf(ProcessHandle.current()).get(victim);
                    peer.destroyForcibly();
                    killed.complete(peer.pid());
                }
            }
        }).run());
        long pid = killed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThatThrownBy(() -> bench.get(SOON_SECONDS, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .cause().isInstanceOf(BenchFailure.class)
                .hasMessage("the %s process (pid %d) was ended by signal 9 before it was done",
                        victim == 0 ? "sending" : "receiving", pid);
        assertThat(peersOf(ProcessHandle.current())).isEmpty();
        assertThat(leftBy(ProcessHandle.current().pid())).isEmpty();
    }

    /** Stopped for longer than anybody waits for them, as on a host that is far too busy. */
    @Test
    void controlFiguresThatComeTooLateAreNoAnswerToWhatIsAskedNext() throws Exception {
        Plan plan = new Plan(List.of(Transports.find("pipe")), Set.of(Metric.LATENCY), List.of(64), Duration.ZERO,
                null, 10, 1, Places.of(Pinning.NONE), Tuning.NONE, false, true);
        List<Measurement> measured = new ArrayList<>();
        CompletableFuture<Void> continued = new CompletableFuture<>();
        Bench bench = new Bench(plan, new Silent() {
            @Override
            public void at(int number, Case what, String phase, double fraction) {
                if (phase.equals("control figures") && !continued.isDone()) {
                    long pid = peersOf(ProcessHandle.current()).get(0).pid();
                    signal("STOP", pid);
                    continued.completeAsync(() -> {
                        signal("CONT", pid);
                        return null;
                    }, CompletableFuture.delayedExecutor(STOPPED_SECONDS, TimeUnit.SECONDS));
                }
            }

            @Override
            public void measured(Measurement measurement) {
                measured.add(measurement);
            }
        });
        CompletableFuture.runAsync(bench::run).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(measured).singleElement().matches(one -> one.note() == null && !one.runs().isEmpty());
        assertThat(bench.controls().isEmpty()).isTrue();
        assertThat(peersOf(ProcessHandle.current())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "mq", "shm-sem", "pipe"})
    void theyEndWhenTheConductorIsKilled(String mechanism) throws Exception {
        try (Peer conductor = conductor(mechanism, "--duration", "5m", "--warmup", "0", "--metric", "throughput",
                "--size", "64,4K")) {
            List<ProcessHandle> all = bothPeersOf(conductor.pid());
            endsAll(conductor.pid(), conductor.pid(), all);
        }
    }

    @ParameterizedTest
    @CsvSource({"fifo, 0", "fifo, 1", "fifo, 2", "shm-sem, 0", "shm-sem, 1", "shm-sem, 2"})
    void namesThatExistAtThatMomentGoToo(String mechanism, int victim) throws Exception {
        // A case each makes names that live until both sides have opened them, which is not for long: so there are
        // many.
        String sizes = IntStream.rangeClosed(1, 2000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        try (Peer conductor = conductor(mechanism, "--count", "1", "--warmup", "0", "--metric", "throughput", "--size",
                sizes)) {
            List<ProcessHandle> all = bothPeersOf(conductor.pid());
            Until.holds("there is a name", () -> !leftBy(conductor.pid()).isEmpty());
            endsAll(conductor.pid(), victim == 2 ? conductor.pid() : all.get(victim).pid(), all);
        }
    }

    /** The issue's own words; each repetition has its own moment and victim, the same at every run of the tests. */
    @RepeatedTest(6)
    void aRandomOneIsKilledAtARandomMoment(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        try (Peer conductor = conductor("mq", "shm-sem", "fifo", "pipe", "tcp", "unix-stream", "--quick")) {
            List<ProcessHandle> all = bothPeersOf(conductor.pid());
            all.get(0).onExit().completeOnTimeout(all.get(0), random.nextInt(2500), TimeUnit.MILLISECONDS).get();
            int victim = random.nextInt(3);
            endsAll(conductor.pid(), victim == 2 ? conductor.pid() : all.get(victim).pid(), all);
        }
    }

    /** Kills {@code victim} and expects that soon nothing is left of that bench. */
    private static void endsAll(long conductor, long victim, List<ProcessHandle> peers) throws Exception {
        ProcessHandle.of(victim).ifPresent(ProcessHandle::destroyForcibly);
        Until.holds("all have ended",
                () -> !runs(conductor) && peers.stream().noneMatch(peer -> runs(peer.pid())));
        assertThat(leftBy(conductor)).isEmpty();
    }

    /**
     * Whether it is there and no zombie: nobody may be left to take note of an orphan's end, and onExit looks seldom.
     */
    private static boolean runs(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return "ZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0;
        } catch (IOException gone) {
            return false;
        }
    }

    private static Peer conductor(String... arguments) {
        List<String> line = new ArrayList<>(PeerCommand.line());
        line.removeIf(PeerCommand.WORD::equals);
        line.add("bench");
        line.addAll(List.of(arguments));
        return Peer.start(line.toArray(String[]::new));
    }

    @Test
    void aPeerEndsWhenItsStdinDoesWhateverItIsDoing() {
        try (Peer peer = Peer.start(PeerCommand.line().toArray(String[]::new))) {
            peer.says("hello version=" + ControlMessage.VERSION);
            String tag = "ipcctl-bench-" + peer.pid() + "-t";
            Setup setup = new Setup("shm-sem", Metric.THROUGHPUT, 64, tag, System.getProperty("java.io.tmpdir"),
                    Tuning.NONE, false);
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
            peer.says("hello version=" + ControlMessage.VERSION).tell("dance");
            assertThat(ControlMessage.parse(peer.line()).text("reason")).contains("nobody says dance");
        }
    }

    private static void signal(String which, long pid) {
        try {
            new ProcessBuilder("kill", "-" + which, Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ProcessHandle> peersOf(ProcessHandle conductor) {
        return PeerProcesses.of(conductor).toList();
    }

    private static List<ProcessHandle> bothPeersOf(long conductor) {
        ProcessHandle process = ProcessHandle.of(conductor).orElseThrow();
        Until.holds("both peers run", () -> peersOf(process).size() == 2);
        return peersOf(process);
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
