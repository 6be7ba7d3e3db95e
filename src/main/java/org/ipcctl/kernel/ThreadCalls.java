package org.ipcctl.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The system calls that the threads of another process are in, as far as one may trace it: {@code proc_pid_syscall(5)}.
 */
public final class ThreadCalls {
    private record Call(long number, long argument) {
    }

    private final List<Call> calls = new ArrayList<>();
    private boolean complete = true;

    private ThreadCalls() {}

    /** Those of {@code pid}; none where it is gone. */
    public static ThreadCalls of(long pid) {
        ThreadCalls seen = new ThreadCalls();
        String tasks = "/proc/" + pid + "/task";
        try {
            Directory.names(tasks).forEach(thread -> seen.look(tasks + "/" + thread));
        } catch (KernelException e) {
            seen.complete = !OpenFiles.isThere(pid);
        }
        return seen;
    }

    /** The number of the call and its arguments in hexadecimal; {@code running} where it is in none. */
    private void look(String thread) {
        try {
            String[] fields = Files.readString(Path.of(thread + "/syscall"), StandardCharsets.ISO_8859_1).split(" ");
            if (fields.length > 2) {
                calls.add(new Call(Long.parseLong(fields[0]),
                        Long.parseUnsignedLong(fields[1].substring("0x".length()), 16)));
            }
        } catch (IOException goneOrNotToBeSeen) {
            complete &= !Files.exists(Path.of(thread));
        }
    }

    /** The words that threads sleep on: {@code futex(2)}. */
    public List<Long> futexes() {
        return arguments(RawSyscall.FUTEX);
    }

    /**
     * The descriptors, as many times as there are threads, of the queues that threads wait for a message of:
     * {@code mq_receive(3)}.
     */
    public List<Long> queuesReceivedFrom() {
        return arguments(RawSyscall.MQ_TIMEDRECEIVE);
    }

    private List<Long> arguments(long number) {
        return calls.stream().filter(call -> call.number == number).map(Call::argument).toList();
    }

    /** Whether every thread could be looked at. */
    public boolean isComplete() {
        return complete;
    }
}
