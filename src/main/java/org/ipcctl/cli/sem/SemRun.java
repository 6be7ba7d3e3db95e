package org.ipcctl.cli.sem;

import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.HeldCommand;
import org.ipcctl.kernel.SpareMemory;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.sem.SemaphoreKind;

/** {@code ipcctl sem run}. */
final class SemRun extends Command {
    private final Arg<String> name = arg(ObjectName.of(SemaphoreKind.KIND), "NAME",
            "The semaphore, with or without its leading slash.");
    private final Arg<List<String>> command = cmd("The command with its options and arguments.", true);
    private final Arg<Long> count = optOr(ValueType.integer("N", 1, NamedSemaphore.MAX_VALUE), 1L,
            "Take N at once: all of them, or none.", "-n", "--count");
    private final Arg<Long> init = opt(ValueType.integer("N", 0, NamedSemaphore.MAX_VALUE),
            "Create the semaphore with the value N if there is none.", "-i", "--init");
    private final Arg<Boolean> detach = flag("If ipcctl is killed with SIGKILL, let CMD continue.", "--detach").rare();
    private final WaitOptions wait = waitOptions("the semaphore stays 0");

    @Override
    protected List<String> description() {
        return List.of(
                "The exit status is that of CMD. The semaphore is given back when CMD has ended, in whatever way. "
                        + "SIGTERM, SIGINT, SIGHUP, SIGUSR1 and SIGALRM to ipcctl are passed on to CMD, and end the "
                        + "wait for the semaphore. Only kill -9 of ipcctl leaves the semaphore taken, although it "
                        + "also kills CMD; if that must not happen, use 'sysv sem run', which also counts, or 'mutex "
                        + "run'.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("one at a time",
                        "ipcctl sem run lock --init 1 -- sh -c 'n=$(cat counter); echo $((n+1)) >counter'")
                        .after("echo 0 >counter"),
                new Example("sixteen started, four working at a time",
                        "ls *.log | xargs -P 16 -n 1 ipcctl sem run slots --init 4 -- gzip")
                        .after("touch a.log b.log c.log d.log e.log"));
    }

    @Override
    protected int run(Args args, Context context) {
        try (NamedSemaphore semaphore = open(args);
             HeldCommand held = new HeldCommand()) {
            int number = args.get(count).intValue();
            Deadline deadline = wait.deadline(args);
            if (!held.take(limit -> semaphore.acquire(number, limit), deadline)) {
                if (held.signal() != 0) {
                    return held.interrupted();
                }
                throw semaphore.notTaken(number, deadline);
            }
            try {
                return held.run(
                        args.get(detach) ? context.cmd(args.get(command)) : context.tetheredCmd(args.get(command)));
            } finally {
                SpareMemory.giveUp();
                semaphore.post(number);
            }
        }
    }

    private NamedSemaphore open(Args args) {
        return args.has(init) ? NamedSemaphore.openOrCreate(args.get(name), Files.MODE_OF_OBJECTS, args.get(init))
                : NamedSemaphore.open(args.get(name));
    }
}
