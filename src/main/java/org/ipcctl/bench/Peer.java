package org.ipcctl.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Signals;
import org.ipcctl.kernel.Spawn;
import org.ipcctl.pipe.Pipe;

/** One of the two measuring processes, as the conductor sees it. */
final class Peer implements AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    /** After the standard streams. */
    private static final int FIRST_INHERITED = 3;

    private static final String OURS = "ipcctl ";
    private static final long LONGEST_WORDS = 1 << 16;
    private static final Pattern THROWN = Pattern.compile("java\\.lang\\.\\w+Error: (.*)");
    /** What a JVM puts above the reason why it could not begin. */
    private static final String NOT_BEGUN = "Error occurred during initialization of VM";

    private final Side side;
    private final Child child;
    private final Fd toPeer;
    private final Fd fromPeer;
    private final ControlChannel talk;
    private final Map<String, String> inherited;
    /** What it says on standard error, which is where the JVM tells that it cannot begin. */
    private final Fd said;

    private Peer(Side side, Child child, Fd toPeer, Fd fromPeer, Map<String, String> inherited, Fd said) {
        this.side = side;
        this.child = child;
        this.toPeer = toPeer;
        this.fromPeer = fromPeer;
        this.talk = new ControlChannel(fromPeer, toPeer);
        this.inherited = inherited;
        this.said = said;
    }

    /** @param descriptors what each side inherits for each mechanism */
    static Peer start(Side side, Map<String, Map<Side, List<Fd>>> descriptors) {
        Pipe commands = Pipe.open();
        Pipe answers = Pipe.open();
        List<String> line = PeerCommand.line();
        Fd said = memoryOrNull();
        try (Fd stdin = commands.reader(); Fd stdout = answers.writer()) {
            // Ctrl-C is for the conductor alone, which then ends the peers.
            Spawn spawn = new Spawn(line).environment(PeerCommand.environment()).inOwnGroup().put(stdin, 0)
                    .put(stdout, 1);
            if (said != null) {
                spawn.put(said, 2);
            }
            Map<String, String> inherited = new HashMap<>();
            int number = FIRST_INHERITED;
            for (Map.Entry<String, Map<Side, List<Fd>>> each : descriptors.entrySet()) {
                List<String> numbers = new ArrayList<>();
                for (Fd fd : each.getValue().getOrDefault(side, List.of())) {
                    spawn.put(fd, number);
                    numbers.add(Integer.toString(number++));
                }
                inherited.put(each.getKey(), String.join(",", numbers));
            }
            return new Peer(side, spawn.start(), commands.writer(), answers.reader(), inherited, said);
        } catch (RuntimeException e) {
            if (said != null) {
                said.close();
            }
            commands.close();
            answers.close();
            throw e;
        }
    }

    private static Fd memoryOrNull() {
        try {
            return Fd.inMemory("standard error of a peer");
        } catch (KernelException forbidden) {
            return null;
        }
    }

    ControlChannel talk() {
        return talk;
    }

    String inherited(Transport transport) {
        return inherited.get(transport.name());
    }

    /** In messages: {@code the receiving process (pid 4711)}. */
    @Override
    public String toString() {
        return "the " + side + " process (pid " + child.pid() + ")";
    }

    /** How it ended, as a clause; it has closed its stdout already. */
    String howItEnded() {
        Child.Ending ending = child.await(Deadline.in(LAST_WORDS));
        if (ending == null) {
            return this + " closed its control channel";
        }
        return this
                + (ending.signal() != 0 ? " was ended by signal " + ending.signal()
                        : " ended with status " + ending.status())
                + " before it was done" + why();
    }

    /** What ipcctl says itself is handed on whole. */
    private String why() {
        String text = text();
        if (text.isEmpty() || text.startsWith(OURS)) {
            return "";
        }
        said.truncate(0);
        return ": " + reason(text);
    }

    /** Of what a JVM says that cannot go on, the reason. */
    static String reason(String text) {
        Matcher thrown = THROWN.matcher(text);
        return thrown.find() ? thrown.group(1)
                : text.lines().filter(line -> !line.isBlank() && !line.equals(NOT_BEGUN)).findFirst().orElse(NOT_BEGUN)
                        .replaceFirst("\\.$", "");
    }

    private String text() {
        return StandardCharsets.UTF_8.decode(words()).toString();
    }

    private ByteBuffer words() {
        if (said == null) {
            return ByteBuffer.allocateDirect(0);
        }
        ByteBuffer words = ByteBuffer.allocateDirect((int) Math.min(said.status().size(), LONGEST_WORDS));
        said.readAt(words, 0);
        return words.flip();
    }

    /** Ends it at once, and does not return before it is gone. */
    void kill() {
        child.signal(Signals.SIGKILL);
        child.await(Deadline.in(LAST_WORDS));
    }

    /** Tells it to end by itself; {@link #close} sees to it that it does. */
    void dismiss() {
        toPeer.close();
    }

    @Override
    public void close() {
        dismiss();
        if (child.await(Deadline.in(LAST_WORDS)) == null) {
            kill();
        }
        fromPeer.close();
        if (said != null) {
            handOn();
            said.close();
        }
    }

    /** But for what a JVM says that could not begin: the other one's could not either, and that was told. */
    private void handOn() {
        boolean began = text().startsWith(OURS) || child.poll() != null && child.poll().shellStatus() == 0;
        try {
            if (began) {
                Fd.borrow(2, "standard error").writeFully(words());
            }
        } catch (KernelException nobodyListens) {
            // What went wrong is told in the results, too.
        }
    }
}
