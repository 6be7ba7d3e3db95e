package org.ipcctl.host;

import java.util.List;
import java.util.function.Supplier;
import org.ipcctl.inspect.Limit;
import org.ipcctl.mq.QueueLimits;
import org.ipcctl.pipe.PipeLimits;
import org.ipcctl.shm.ShmLimits;
import org.ipcctl.sock.SocketLimits;
import org.ipcctl.sysv.SysvLimits;

/** The registry of the limits that mechanisms have. */
public final class Limits {
    /** Each mechanism, a line. */
    public static final List<Mechanism> ALL = List.of(
            new Mechanism("pipe", List.of("fifo"), PipeLimits::all),
            new Mechanism("shm", List.of("sem", "mutex", "cond"), ShmLimits::all),
            new Mechanism("mq", List.of(), QueueLimits::all),
            new Mechanism("sock", List.of(), SocketLimits::all),
            new Mechanism("sysv", List.of(), SysvLimits::all),
            new Mechanism("process", List.of(), ProcessLimits::all));

    /** The percentage from which on a limit is near. */
    public static final int NEAR = 80;

    private Limits() {}

    /**
     * Whose limits they are.
     *
     * @param word   of its group of commands
     * @param others that have the same limits
     * @param look   what they are now
     */
    public record Mechanism(String word, List<String> others, Supplier<List<Limit>> look) {
    }

    /** The mechanism that {@code word} stands for, or null. */
    public static Mechanism find(String word) {
        for (Mechanism mechanism : ALL) {
            if (mechanism.word().equals(word) || mechanism.others().contains(word)) {
                return mechanism;
            }
        }
        return null;
    }
}
