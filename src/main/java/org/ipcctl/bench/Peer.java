package org.ipcctl.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Signals;
import org.ipcctl.kernel.Spawn;
import org.ipcctl.pipe.Pipe;

/** One of the two measuring processes, as the conductor sees it. */
final class Peer implements AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    /** After the standard streams. */
    private static final int FIRST_INHERITED = 3;

    private final Side side;
    private final Child child;
    private final Fd toPeer;
    private final Fd fromPeer;
    private final ControlChannel talk;
    private final Map<String, String> inherited;

    private Peer(Side side, Child child, Fd toPeer, Fd fromPeer, Map<String, String> inherited) {
        this.side = side;
        this.child = child;
        this.toPeer = toPeer;
        this.fromPeer = fromPeer;
        this.talk = new ControlChannel(fromPeer, toPeer);
        this.inherited = inherited;
    }

    /** @param descriptors what each side inherits for each mechanism */
    static Peer start(Side side, Map<String, Map<Side, List<Fd>>> descriptors) {
        Pipe commands = Pipe.open();
        Pipe answers = Pipe.open();
        List<String> line = PeerCommand.line();
        try (Fd stdin = commands.reader(); Fd stdout = answers.writer()) {
            // Ctrl-C is for the conductor alone, which then ends the peers.
            Spawn spawn = new Spawn(line).environment(PeerCommand.environment()).inOwnGroup().put(stdin, 0).put(stdout,
                    1);
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
            return new Peer(side, spawn.start(), commands.writer(), answers.reader(), inherited);
        } catch (RuntimeException e) {
            commands.close();
            answers.close();
            throw e;
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
                + " before it was done";
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
    }
}
