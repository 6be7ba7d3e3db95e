package org.ipcctl.cli.pipe;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Copier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Signals;
import org.ipcctl.pipe.Capture;
import org.ipcctl.pipe.Pipe;

/** {@code ipcctl pipe-demo exec}: CMD's stdout, through our pipe, and CMD's exit status. */
final class DemoExec extends Command {
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    /** More than a pipe holds, bytes of every kind, and a status that means something. */
    private static final List<String> SAMPLE = List.of("sh", "-c",
            "printf '\\000\\001\\377\\n'; head -c 200000 /dev/zero; exit 7");
    private static final int SAMPLE_SIZE = 200_004;

    private final Arg<Duration> timeout = opt(ValueType.DURATION,
            "If CMD has not ended within DUR, send it SIGTERM, and SIGKILL a second later, and exit 124.", "-t",
            "--timeout");
    private final Arg<List<String>> command = cmd(
            "The command, found on PATH, with its options and arguments.", true);

    @Override
    protected List<String> description() {
        return List.of(
                "CMD is started by posix_spawn(3) with the write end of a pipe as its standard output; ipcctl reads "
                        + "the pipe and writes the same bytes to its own standard output. CMD inherits standard "
                        + "input and standard error.",
                "The exit status is that of CMD, 128+N if signal N ended it, 126 if it cannot be run, or 127 if "
                        + "there is no such command. If the reader of standard output exits, CMD is sent SIGPIPE and "
                        + "ipcctl exits with 141.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("what ls prints", "ipcctl pipe-demo exec -- ls -la"),
                new Example("its status is passed on", "ipcctl pipe-demo exec -- sh -c 'exit 7'; echo $?"));
    }

    @Override
    protected int run(Args args, Context context) {
        try (Pipe pipe = Pipe.open()) {
            Child child = context.cmd(args.get(command)).put(pipe.writer(), 1).startTethered();
            ExitHook tether = child.tether();
            Deadline deadline = Deadline.inOrNever(args.get(timeout));
            try {
                pipe.closeWriter();
                relay(pipe.reader(), context.stdout(), deadline);
                Child.Ending ending = child.await(deadline);
                if (ending == null) {
                    throw deadline.passed("waitpid", args.get(command).get(0), "it to end");
                }
                return ending.shellStatus();
            } catch (KernelException e) {
                if (e.is(Errno.ETIMEDOUT)) {
                    child.stop();
                    throw e;
                }
                // With the read end gone its next write would end it; a CMD that does not write must not stay behind
                // either.
                pipe.closeReader();
                child.signal(Signals.SIGPIPE);
                child.await(Deadline.in(LAST_WORDS));
                throw e;
            } catch (Interruption.Interrupted e) {
                child.stop();
                throw e;
            } finally {
                tether.close();
            }
        }
    }

    /** Watches both sides: that nobody reads any more shall be seen also while CMD writes nothing. */
    private static void relay(Fd from, Fd to, Deadline deadline) {
        try (Copier copier = Copier.of(from, to)) {
            long count = 0;
            while (count != Copier.END) {
                boolean isFull = count == Copier.FULL;
                int[] ready = Poll.await(new Fd[] {from, to},
                        new int[] {isFull ? 0 : Poll.IN, isFull ? Poll.OUT : Poll.ERR}, deadline);
                if (ready[0] == 0 && ready[1] == 0) {
                    throw deadline.passed("poll", from.name(), "CMD to end");
                } else if ((ready[1] & Poll.ERR) != 0 && ready[0] == 0) {
                    throw new KernelException("write", to.name(), Errno.EPIPE);
                }
                count = copier.step(Long.MAX_VALUE);
            }
        }
    }

    /** The same with a command of our own, for the list of all experiments. */
    static Findings<Void> find(Duration patience) {
        Capture capture = Capture.stdout(SAMPLE, Deadline.in(patience));
        byte[] bytes = new byte[SAMPLE_SIZE];
        System.arraycopy(new byte[] {0, 1, (byte) 0xFF, '\n'}, 0, bytes, 0, 4);
        boolean same = Arrays.equals(bytes, capture.bytes());
        int status = capture.ending().shellStatus();
        String expected = "CMD's " + SAMPLE_SIZE + " bytes, status 7";
        String observed = capture.bytes().length + " bytes, " + (same ? "the same" : "not the same") + ", status "
                + status;
        return new Findings<>(expected, observed,
                List.of(new Step<>("sh -c '...; exit 7'", expected, observed, same && status == 7, null)));
    }
}
