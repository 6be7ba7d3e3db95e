package org.ipcctl.cli.sysv;

import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.SemOperation;
import org.ipcctl.sysv.SemSet;

/** {@code ipcctl sysv sem set}. */
final class SemSetCommand extends Command {
    private final Arg<Key> key = arg(KeyName.SEM, "KEY", KeyName.help(SemColumns.NAME));
    private final Arg<List<Long>> values = args(ValueType.integer("VALUE", 0, SemOperation.HIGHEST_VALUE), "VALUE",
            "The value, 0 to 32767, or one for each semaphore of the set.",
            1);
    private final Arg<Long> semaphore = opt(ValueType.integer("SEM", 0, 65_535), "The semaphore to set (default "
            + "0).", "--semaphore")
            .formerly("-s");

    @Override
    protected List<String> description() {
        return List
                .of("Sets the value regardless of the previous one, and wakes processes that waited for it. Use it "
                        + "for repairs: what a process has taken with SEM_UNDO, as 'sysv sem run' does, will not be "
                        + "given back when it ends.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("the first semaphore of a set", "ipcctl sysv sem set 0x77 3")
                        .after("ipcctl sysv sem create 0x77"),
                new Example("all of a set of two", "ipcctl sysv sem set 0x77 1 0")
                        .after("ipcctl sysv sem create 0x77 -s 2"));
    }

    @Override
    protected int run(Args args, Context context) {
        int[] all = args.get(values).stream().mapToInt(Long::intValue).toArray();
        if (all.length > 1 && args.has(semaphore)) {
            throw new UsageException("--semaphore is for one VALUE, and there are " + all.length);
        }
        SemSet set = SemSet.open(args.get(key));
        if (all.length == 1) {
            set.set(args.has(semaphore) ? args.get(semaphore).intValue() : 0, all[0]);
            return 0;
        }
        long there = set.status().semaphores();
        if (there != all.length) {
            throw new CommandFailure(ExitCode.FAILED, args.get(key).text(),
                    "has " + there + (there == 1 ? " semaphore" : " semaphores") + ", and " + all.length
                            + " values were given",
                    null);
        }
        set.setAll(all);
        return 0;
    }
}
