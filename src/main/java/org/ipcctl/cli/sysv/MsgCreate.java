package org.ipcctl.cli.sysv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.MsgQueue;
import org.ipcctl.sysv.MsgStatus;

/** {@code ipcctl sysv msg create}. */
final class MsgCreate extends Command {
    private final Arg<Key> key = arg(KeyName.NEW, "KEY", KeyName.helpNew(MsgColumns.NAME));
    private final Arg<Long> maxBytes = opt(ValueType.SIZE,
            "The capacity in bytes (default: kernel.msgmnb, which only root may exceed).",
            "--max-bytes").formerly("-s");
    private final Arg<FileMode> mode = opt(ValueType.MODE, SysvMode.HELP, "-m", "--mode");
    private final Arg<Boolean> exclusive = flag("Exit 4 if the queue exists already.", "-x", "--exclusive");

    @Override
    protected List<String> description() {
        return List.of(
                "A queue that already exists is left as it is; that counts as success if it has the requested "
                        + "attributes, otherwise the difference is shown, and the exit status is 4. With private the "
                        + "new queue has no key: its id is printed, and id:N names it.",
                "A queue exists until it is removed or the machine restarts, and belongs to the IPC namespace in "
                        + "which it was created.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("a queue that others in the group may send to",
                        "ipcctl sysv msg create 0x1234 -m u=rw,g=w"),
                new Example("one for this script only",
                        "queue=$(ipcctl sysv msg create private); trap 'ipcctl sysv msg rm id:$queue' EXIT"),
                new Example("the queue of a C program that calls ftok(\"/etc/passwd\", 'q')",
                        "ipcctl sysv msg create ftok:/etc/passwd:q"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        while (!createOrCheck(args, context)) {
            // It was removed between two calls, so it can be created now.
        }
        return 0;
    }

    private boolean createOrCheck(Args args, Context context) throws IOException {
        MsgQueue created = MsgQueue.create(args.get(key), SysvMode.of(args.get(mode)));
        if (created != null) {
            limit(args, created);
            if (args.get(key).isPrivate()) {
                context.out().write((created.id() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            return true;
        } else if (args.get(exclusive)) {
            throw exists(args, "it exists already");
        }
        try {
            check(args, MsgQueue.open(args.get(key)).status());
            return true;
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT) || e.isGone()) {
                return false;
            }
            throw e;
        }
    }

    /** A queue of another size than was asked for is none that was asked for. */
    private void limit(Args args, MsgQueue created) {
        try {
            if (args.has(maxBytes)) {
                created.setMaxBytes(args.get(maxBytes));
            }
        } catch (KernelException e) {
            created.remove();
            throw e;
        }
    }

    private void check(Args args, MsgStatus there) {
        List<String> differences = new ArrayList<>();
        if (args.has(maxBytes) && args.get(maxBytes) != there.maxBytes()) {
            differences.add("--max-bytes " + there.maxBytes() + ", not " + args.get(maxBytes));
        }
        SysvMode.compare(args.get(mode), there.permissions(), differences);
        if (!differences.isEmpty()) {
            throw exists(args, "it exists already, with " + String.join(", and with ", differences));
        }
    }

    private KernelException exists(Args args, String reason) {
        return SysvMode.exists("msgget", "ipcctl sysv msg rm", args.get(key), reason);
    }
}
