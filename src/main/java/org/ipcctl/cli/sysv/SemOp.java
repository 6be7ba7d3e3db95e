package org.ipcctl.cli.sysv;

import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.SemOperation;
import org.ipcctl.sysv.SemSet;

/** {@code ipcctl sysv sem op}. */
final class SemOp extends Command {
    @SuppressWarnings("unchecked") // a class of a list has no type of its elements
    static final ValueType<List<SemOperation>> OPERATIONS = ValueType.custom("OPS",
            (Class<List<SemOperation>>) (Class<?>) List.class, SemOperation::parse);

    private final Arg<Key> key = arg(KeyName.SEM, "KEY", KeyName.help(SemColumns.NAME));
    private final Arg<List<SemOperation>> operations = arg(OPERATIONS, "OPS",
            "What to do, separated by commas: SEM:-N subtracts N from semaphore SEM, SEM:+N adds N, SEM:0 waits "
                    + "until it is 0. The first semaphore is 0.");
    private final WaitOptions wait = waitOptions("they cannot all be done");

    @Override
    protected List<String> description() {
        return List.of(
                "Calls semop(2) once: either all operations are done, at the same moment, or none, and it waits "
                        + "until all can be done. What it takes stays taken; 'sysv sem run' takes a semaphore only "
                        + "while a command runs. If the set is removed meanwhile, the exit status is 3.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("give one", "ipcctl sysv sem op 0x77 0:+1").after("ipcctl sysv sem create 0x77"),
                new Example("subtract two from the first and add one to the second, at once",
                        "ipcctl sysv sem op 0x77 0:-2,1:+1").after("ipcctl sysv sem create 0x77 -s 2 -n 2"),
                new Example("wait until no process is working", "ipcctl sysv sem op 0x77 0:0 --timeout 10s")
                        .after("ipcctl sysv sem create 0x77"));
    }

    @Override
    protected int run(Args args, Context context) {
        SemSet set = SemSet.open(args.get(key));
        Deadline deadline = wait.deadline(args);
        if (!set.operate(args.get(operations), deadline)) {
            throw set.notDone(args.get(operations), deadline);
        }
        return 0;
    }
}
