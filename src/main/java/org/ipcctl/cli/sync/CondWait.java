package org.ipcctl.cli.sync;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.HeldCommand;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.result.Result;
import org.ipcctl.result.Schema;
import org.ipcctl.sync.ProcessCondition;

/** {@code ipcctl cond wait}. */
final class CondWait extends Leaf {
    private final Opt<String> name = arg(ObjectName.SHM, "NAME", "The condition variable, with or without its leading slash.");
    private final Opt<Long> since = opt(Kind.integer("SEQ", 0, Long.MAX_VALUE),
            "Do not wait where more than SEQ signals were sent so far; 'cond stat' and --format tell the number.", "--since");
    private final WaitOptions wait = waitOptions("no signal comes");

    @Override
    protected Schema schema() {
        return CondStat.SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("Waits for a signal that is sent while it waits; one that was sent before is not remembered. A script that looks whether "
                + "it has to wait at all therefore reads the number of signals first, and gives it to --since.",
                "It may wake without a signal, as pthread_cond_wait(3) may: look again at what you wait for. Nothing is printed "
                + "unless a format is asked for.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("wait for a change, and miss none",
                "seq=$(ipcctl cond stat changed --format plain --columns sequence); [ -e done ] || ipcctl cond wait changed --since \"$seq\" -t 10s")
                .after("ipcctl cond create changed", "{ sleep 1; touch done; ipcctl cond signal changed; } &"));
    }

    @Override
    protected int run(Context context) throws IOException {
        try (SyncObject<ProcessCondition> object = SyncObject.condition(name.get(), false);
             HeldCommand held = new HeldCommand()) {
            ProcessCondition condition = object.get();
            Deadline deadline = wait.deadline();
            MutexLock lock = new MutexLock(condition.mutex(), context::warn);
            if (!held.take(lock::take, deadline)) {
                return ended(held, deadline);
            }
            try {
                if (!sent(condition) && !held.take(slice -> condition.await(slice) || sent(condition), deadline)) {
                    return ended(held, deadline);
                }
            } finally {
                lock.release();
            }
            if (context.isFormatGiven()) {
                context.show(Result.of(CondStat.row(object)));
            }
            return 0;
        }
    }

    private boolean sent(ProcessCondition condition) {
        return since.isGiven() && condition.sequence() > since.get();
    }

    private int ended(HeldCommand held, Deadline deadline) {
        if (held.signal() != 0) {
            return held.interrupted();
        }
        throw deadline.passed("pthread_cond_timedwait", name.get(), "a signal");
    }
}
