package org.ipcctl.cli.pipe;

import java.time.Duration;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Signals;
import org.ipcctl.pipe.BrokenPipe;
import org.ipcctl.result.Column;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl pipe-demo sigpipe}: what a write does when nobody can read. */
final class DemoSigpipe extends Demo<DemoSigpipe.Writer> {
    /**
     * Who wrote.
     *
     * @param ending    null where it goes on
     * @param errno     of its write(2), or null
     * @param complaint null where there was none
     */
    record Writer(Child.Ending ending, String errno, String complaint) {
    }

    DemoSigpipe() {
        super(Step.schema(
                Column.detail("exit_status", Type.INTEGER, "that of the writer, if it ended by itself",
                        w -> w.ending() == null || w.ending().signal() != 0 ? Value.MISSING
                                : Value.of(w.ending().status())),
                Column.detail("signal", Type.INTEGER, "the signal that ended it",
                        w -> w.ending() == null || w.ending().signal() == 0 ? Value.MISSING
                                : Value.of(w.ending().signal())),
                Column.detail("errno_name", Type.TEXT, "the error of its write(2)", w -> Value.of(w.errno())),
                Column.detail("complaint", Type.TEXT, "what it said on its standard error",
                        w -> Value.of(w.complaint()))));
    }

    @Override
    protected List<String> description() {
        return List.of(
                "A child writes one byte into a pipe whose read end is closed, and SIGPIPE ends it. Started with "
                        + "trap '' PIPE it ignores the signal, and its write fails with EPIPE. So does that of "
                        + "ipcctl, because the Java virtual machine ignores SIGPIPE; that is why ipcctl resets it "
                        + "for every CMD that it starts.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("a writer without a reader, step by step", "ipcctl pipe-demo sigpipe"));
    }

    @Override
    Findings<Writer> find(Args args, Duration patience) {
        return findAll(patience);
    }

    static Findings<Writer> findAll(Duration patience) {
        BrokenPipe seen = BrokenPipe.observe(Deadline.in(patience));
        boolean dies = seen.byDefault().signal() == Signals.SIGPIPE;
        boolean epipe = seen.ignoring().signal() == 0 && seen.ignoring().status() != 0 && seen.isEpipeSeen();
        String ours = seen.ourErrno() == 0 ? "written" : Errno.name(seen.ourErrno());
        List<Step<Writer>> steps = List.of(
                new Step<>("child, SIGPIPE at its default", "dies of SIGPIPE", ending(seen.byDefault()), dies,
                        new Writer(seen.byDefault(), null, null)),
                new Step<>("child, SIGPIPE ignored", "write fails: EPIPE",
                        (epipe ? "EPIPE, " : "") + ending(seen.ignoring()), epipe,
                        new Writer(seen.ignoring(), epipe ? "EPIPE" : null, seen.complaint())),
                new Step<>("ipcctl itself, SIGPIPE ignored", "write fails: EPIPE", ours, seen.ourErrno() == Errno.EPIPE,
                        new Writer(null, seen.ourErrno() == 0 ? null : ours, null)));
        return new Findings<>("child dies of SIGPIPE; ignored, EPIPE",
                steps.get(0).observed() + "; ignored, " + (epipe ? "EPIPE" : steps.get(1).observed()), steps);
    }

    private static String ending(Child.Ending ending) {
        return ending.signal() == 0 ? "status " + ending.status()
                : ending.signal() == Signals.SIGPIPE ? "died of SIGPIPE" : "died of signal " + ending.signal();
    }
}
