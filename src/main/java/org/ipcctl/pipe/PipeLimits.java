package org.ipcctl.pipe;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ipcctl.inspect.Limit;
import org.ipcctl.inspect.Limit.Unit;
import org.ipcctl.kernel.PageSize;
import org.ipcctl.kernel.Sysctl;

/**
 * What bounds the capacity of this process's pipes: {@code pipe(7)}, {@code proc_sys_fs(5)}.
 *
 * @param maxSize   {@code pipe-max-size}: bytes that a pipe may have without {@code CAP_SYS_RESOURCE}
 * @param softPages {@code pipe-user-pages-soft}: pages of all pipes of a user, above which new ones are small and none
 *                  grows; 0 is no limit
 * @param hardPages {@code pipe-user-pages-hard}: pages above which a user gets no pipe at all; 0 is no limit
 * @param anySize   whether this process may exceed {@code maxSize}: {@code CAP_SYS_RESOURCE}
 * @param anyPages  whether it may exceed the other two: {@code CAP_SYS_RESOURCE} or {@code CAP_SYS_ADMIN}
 * @param pageSize  bytes
 */
public record PipeLimits(long maxSize, long softPages, long hardPages, boolean anySize, boolean anyPages,
                         long pageSize) {
    private static final int CAP_SYS_ADMIN = 21;
    private static final int CAP_SYS_RESOURCE = 24;
    private static final long DEFAULT_MAX_SIZE = 1 << 20;
    /** The inode of the first user namespace; in any other, capabilities do not count for these limits. */
    private static final String FIRST_USER_NAMESPACE = "user:[4026531837]";
    /** {@code PIPE_DEF_BUFFERS}. */
    private static final int DEFAULT_PAGES = 16;

    /**
     * A limit that refused something.
     *
     * @param sysctl its name as sysctl(8) takes it
     * @param reason what it says, as a clause
     * @param enough a value that would not have refused it
     */
    public record Refusal(String sysctl, String reason, long enough) {
    }

    /** Those that hold now for this process. */
    public static PipeLimits current() {
        return new PipeLimits(Sysctl.number("fs/pipe-max-size").orElse(DEFAULT_MAX_SIZE),
                Sysctl.number("fs/pipe-user-pages-soft").orElse(0), Sysctl.number("fs/pipe-user-pages-hard").orElse(0),
                hasCapability(CAP_SYS_RESOURCE), hasCapability(CAP_SYS_RESOURCE, CAP_SYS_ADMIN),
                PageSize.bytes());
    }

    /** Each of them; the kernel does not tell how many pages a user's pipes have. */
    public static List<Limit> all() {
        return List.of(
                setting("pipe-max-size", "pipe", Unit.BYTES, "EPERM").exempting("CAP_SYS_RESOURCE"),
                setting("pipe-user-pages-soft", "user", Unit.PAGES, "EPERM")
                        .exempting("CAP_SYS_RESOURCE, CAP_SYS_ADMIN").unlimitedByZero(),
                setting("pipe-user-pages-hard", "user", Unit.PAGES, "ENFILE")
                        .exempting("CAP_SYS_RESOURCE, CAP_SYS_ADMIN").unlimitedByZero());
    }

    private static Limit setting(String file, String holder, Unit unit, String error) {
        return Limit.sysctl(file, "fs." + file, holder, unit, error, Integer.MAX_VALUE, false);
    }

    /** What a new pipe holds: 16 pages, 64 KiB where a page is 4 KiB, unless {@code pipe-max-size} is below that. */
    public long defaultCapacity() {
        long pages = DEFAULT_PAGES * pageSize;
        return anySize ? pages : Math.min(pages, maxSize);
    }

    /** What the kernel makes of a request: a power of two, at least one page. */
    public long rounded(long requested) {
        long bytes = Math.max(requested, pageSize);
        return Long.highestOneBit(bytes) == bytes ? bytes : Long.highestOneBit(bytes) << 1;
    }

    /** Whether {@code pipe-max-size} forbids a pipe of {@code requested} bytes to this process. */
    public boolean forbids(long requested) {
        return !anySize && rounded(requested) > maxSize;
    }

    /** The limit behind an EPERM for {@code requested} bytes, or null where none explains it. */
    public Refusal refusing(long requested) {
        return forbids(requested)
                ? new Refusal("fs.pipe-max-size", "pipe-max-size is " + maxSize + " bytes", rounded(requested))
                : usedUp();
    }

    /**
     * The limit on the pages of all pipes of this user, or null where there is none. The kernel does not tell how many
     * are in use; it shows in new pipes that are smaller than {@link #defaultCapacity}.
     */
    public Refusal usedUp() {
        if (anyPages || softPages == 0 && hardPages == 0) {
            return null;
        }
        boolean soft = softPages != 0 && (hardPages == 0 || softPages <= hardPages);
        long most = soft ? softPages : hardPages;
        String name = soft ? "pipe-user-pages-soft" : "pipe-user-pages-hard";
        return new Refusal("fs." + name, name + " (" + most + ") is used up", Limit.twice(most));
    }

    private static boolean hasCapability(int... any) {
        try {
            if (!Files.readSymbolicLink(Path.of("/proc/self/ns/user")).toString().equals(FIRST_USER_NAMESPACE)) {
                return false;
            }
            BigInteger effective = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("CapEff:")).findFirst()
                    .map(line -> new BigInteger(line.substring(7).strip(), 16)).orElse(BigInteger.ZERO);
            return Arrays.stream(any).anyMatch(effective::testBit);
        } catch (IOException notThere) {
            return false;
        }
    }
}
