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
import org.ipcctl.cli.convert.Sizes;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.ShmSegment;
import org.ipcctl.sysv.ShmStatus;

/** {@code ipcctl sysv shm create}. */
final class ShmCreate extends Command {
    private static final ValueType<Long> SIZE = ValueType.custom("SIZE", Long.class, ShmCreate::size);

    private final Arg<Key> key = arg(KeyName.NEW, "KEY", KeyName.helpNew(ShmColumns.NAME));
    private final Arg<Long> size = requiredOpt(SIZE, "The size of the segment, whose bytes are zero; it cannot be "
            + "changed later.", "-s",
            "--size");
    private final Arg<FileMode> mode = opt(ValueType.MODE, SysvMode.HELP, "-m", "--mode");
    private final Arg<Boolean> exclusive = flag("Exit 4 if the segment exists already.", "-x", "--exclusive");

    @Override
    protected List<String> description() {
        return List.of(
                "A segment that already exists is left as it is; that counts as success if it has the requested size "
                        + "and mode, otherwise the difference is shown, and the exit status is 4. With private the "
                        + "new segment has no key: its id is printed, and id:N names it.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("for a C program that calls shmget(0x5000, 4096, 0)",
                "ipcctl sysv shm create 0x5000 --size 4K"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        while (!createOrCheck(args, context)) {
            // It was removed between two calls, so it can be created now.
        }
        return 0;
    }

    private boolean createOrCheck(Args args, Context context) throws IOException {
        ShmSegment created = ShmSegment.create(args.get(key), args.get(size), SysvMode.of(args.get(mode)));
        if (created != null) {
            if (args.get(key).isPrivate()) {
                context.out().write((created.id() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            return true;
        } else if (args.get(exclusive)) {
            throw exists(args, "it exists already");
        }
        try {
            check(args, ShmSegment.open(args.get(key)).status());
            return true;
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT) || e.isGone()) {
                return false;
            }
            throw e;
        }
    }

    private void check(Args args, ShmStatus there) {
        List<String> differences = new ArrayList<>();
        if (args.get(size) != there.size()) {
            differences.add(there.size() + " bytes, not " + args.get(size));
        }
        SysvMode.compare(args.get(mode), there.permissions(), differences);
        if (!differences.isEmpty()) {
            throw exists(args, "it exists already, with " + String.join(", and with ", differences));
        }
    }

    private KernelException exists(Args args, String reason) {
        return SysvMode.exists("shmget", "ipcctl sysv shm rm", args.get(key), reason);
    }

    private static long size(String text) {
        long size = Sizes.parse(text);
        if (size < 1) {
            throw new IllegalArgumentException("is below 1");
        }
        return size;
    }
}
