package org.ipcctl.cli.pipe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.Errno;
import org.ipcctl.pipe.Capacity;
import org.ipcctl.pipe.PipeLimits;
import org.ipcctl.result.Column;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl pipe-demo capacity}: how much goes in before a write would block. */
final class DemoCapacity extends Demo<Capacity> {
    private static final long TARGET = 256 << 10;
    /** The kernel takes an unsigned int and refuses more than half of its range. */
    private static final long MOST = 1L << 31;

    private final Arg<Long> size = optOr(ValueType.SIZE, TARGET,
            "Resize to SIZE, which the kernel rounds up to a power of two pages.",
            "-s", "--size");

    DemoCapacity() {
        super(Step.schema(
                Column.detail("requested_bytes", Type.SIZE, "the argument of F_SETPIPE_SZ",
                        c -> c.requested() == 0 ? Value.MISSING : Value.of(c.requested())),
                Column.detail("capacity_bytes", Type.SIZE, "the result of F_GETPIPE_SZ", c -> Value.of(c.capacity())),
                Column.detail("filled_bytes", Type.SIZE, "bytes written before the next one would have blocked",
                        c -> c.filled() < 0 ? Value.MISSING : Value.of(c.filled())),
                Column.detail("limit", Type.TEXT, "the limit that made it smaller than requested",
                        c -> c.limit() == null ? Value.MISSING : Value.of(c.limit().sysctl()))));
    }

    @Override
    protected List<String> description() {
        return List.of(
                "A new pipe is filled without blocking, and the number of bytes is compared with F_GETPIPE_SZ: 16 "
                        + "pages, which is 64 KiB on most machines. Then pipes are resized by F_SETPIPE_SZ and "
                        + "filled again.",
                "Without CAP_SYS_RESOURCE, /proc/sys/fs/pipe-max-size limits each pipe, and pipe-user-pages-soft all "
                        + "pipes of a user: above it new pipes are small and none grows. The limit that applied is "
                        + "shown. Pipes above 64 MiB are created but not filled, because their memory cannot be "
                        + "swapped out.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("resize to 1 MiB", "ipcctl pipe-demo capacity --size 1M"),
                new Example("the default capacity",
                        "ipcctl pipe-demo capacity --format csv --columns step,filled_bytes"));
    }

    @Override
    Findings<Capacity> find(Args args, Duration patience) {
        return find(args.get(size));
    }

    static Findings<Capacity> find() {
        return find(TARGET);
    }

    private static Findings<Capacity> find(long target) {
        if (target < 1 || target > MOST) {
            throw new UsageException("--size " + target + " is outside 1 to " + MOST);
        }
        Capacity fresh = Capacity.byDefault();
        Capacity resized = Capacity.afterResize(target);
        long beyond = Math.min(MOST, fresh.limits().rounded(fresh.limits().maxSize() + 1));
        List<Step<Capacity>> steps = new ArrayList<>(
                List.of(ofNew(fresh), ofResize("F_SETPIPE_SZ " + Demo.size(target), resized),
                        ofShrink(Capacity.shrunkWhileFull()),
                        ofResize("above pipe-max-size", Capacity.afterResize(beyond))));
        return new Findings<>(steps.get(0).expected() + "; resized, " + steps.get(1).expected(),
                steps.get(0).observed() + "; resized, " + steps.get(1).observed(), steps);
    }

    private static Step<Capacity> ofNew(Capacity capacity) {
        long due = capacity.limits().defaultCapacity();
        boolean explained = capacity.capacity() == due || capacity.limit() != null;
        return step("new pipe", "holds " + Demo.size(due), capacity, explained && isFull(capacity));
    }

    private static Step<Capacity> ofResize(String name, Capacity capacity) {
        PipeLimits limits = capacity.limits();
        long due = limits.rounded(capacity.requested());
        if (limits.forbids(capacity.requested())) {
            return step(name, "EPERM: " + limits.refusing(due).reason(), capacity, capacity.errno() == Errno.EPERM);
        }
        boolean granted = capacity.errno() == 0 && capacity.capacity() == due && isFull(capacity);
        return step(name, "holds " + Demo.size(due), capacity,
                granted || capacity.errno() == Errno.EPERM && capacity.limit() != null);
    }

    private static Step<Capacity> ofShrink(Capacity capacity) {
        return step("F_SETPIPE_SZ " + Demo.size(capacity.requested()) + " while full", "EBUSY", capacity,
                capacity.errno() == Errno.EBUSY);
    }

    private static boolean isFull(Capacity capacity) {
        return capacity.filled() < 0 || capacity.filled() == capacity.capacity();
    }

    private static Step<Capacity> step(String name, String expected, Capacity capacity, boolean asExpected) {
        return new Step<>(name, expected, observed(capacity), asExpected, capacity);
    }

    private static String observed(Capacity capacity) {
        String because = capacity.limit() == null ? "" : ": " + capacity.limit().reason();
        if (capacity.errno() != 0) {
            return Errno.name(capacity.errno()) + because;
        }
        String held = capacity.filled() < 0 ? "granted, not filled"
                : isFull(capacity) ? "holds " + Demo.size(capacity.filled())
                        : "holds " + Demo.size(capacity.filled()) + ", F_GETPIPE_SZ " + Demo.size(capacity.capacity());
        return held + because;
    }
}
