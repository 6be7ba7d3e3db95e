package org.ipcctl.cli.pipe;

import java.time.Duration;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.pipe.BrokenPipe;
import org.ipcctl.result.Column;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl pipe-demo sigpipe}: what a write does when nobody can read. */
final class DemoSigpipe extends Demo {
    DemoSigpipe() {
        super(Step.schema(
                Column.detail("exit_status", Type.INTEGER, "the writer's, where it ended by itself"),
                Column.detail("signal", Type.INTEGER, "the signal that ended it"),
                Column.detail("errno_name", Type.TEXT, "the error of its write(2)"),
                Column.detail("complaint", Type.TEXT, "what it said on its standard error")));
    }

    @Override
    protected List<String> description() {
        return List.of("A child writes one byte into a pipe whose read end is closed: SIGPIPE ends it. Started with trap '' PIPE it ignores "
                + "the signal, and its write fails with EPIPE. So does ours, for the Java virtual machine ignores SIGPIPE; that is why "
                + "ipcctl resets it for every CMD that it starts.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("a writer without a reader, step by step", "ipcctl pipe-demo sigpipe"));
    }

    @Override
    Findings find(Args args, Duration patience) {
        return findAll(patience);
    }

    static Findings findAll(Duration patience) {
        BrokenPipe seen = BrokenPipe.observe(Deadline.in(patience));
        boolean dies = seen.byDefault().signal() == BrokenPipe.SIGPIPE;
        boolean epipe = seen.ignoring().signal() == 0 && seen.ignoring().status() != 0 && seen.isEpipeSeen();
        String ours = seen.ourErrno() == 0 ? "written" : Errno.name(seen.ourErrno());
        List<Step> steps = List.of(
                step("child, SIGPIPE at its default", "dies of SIGPIPE", ending(seen.byDefault()), dies, seen.byDefault(), null, null),
                step("child, SIGPIPE ignored", "write fails: EPIPE", (epipe ? "EPIPE, " : "") + ending(seen.ignoring()), epipe,
                        seen.ignoring(), epipe ? "EPIPE" : null, seen.complaint()),
                step("ipcctl itself, SIGPIPE ignored", "write fails: EPIPE", ours, seen.ourErrno() == Errno.EPIPE, null,
                        seen.ourErrno() == 0 ? null : ours, null));
        return new Findings("child dies of SIGPIPE; ignored, EPIPE",
                steps.get(0).observed() + "; ignored, " + (epipe ? "EPIPE" : steps.get(1).observed()), steps);
    }

    private static String ending(Child.Ending ending) {
        return ending.signal() == 0 ? "status " + ending.status()
                : ending.signal() == BrokenPipe.SIGPIPE ? "died of SIGPIPE" : "died of signal " + ending.signal();
    }

    private static Step step(String name, String expected, String observed, boolean asExpected, Child.Ending ending, String errno,
                             String complaint) {
        return Step.of(name, expected, observed, asExpected,
                ending == null || ending.signal() != 0 ? Value.MISSING : Value.of(ending.status()),
                ending == null || ending.signal() == 0 ? Value.MISSING : Value.of(ending.signal()),
                Value.of(errno), Value.of(complaint));
    }
}
