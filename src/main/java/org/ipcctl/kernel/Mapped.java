package org.ipcctl.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of {@code /proc/PID/maps}: proc_pid_maps(5). A shared memory object outlives its descriptor in the processes
 * that map it.
 *
 * @param start    the first address
 * @param end      the address behind the last
 * @param isShared whether others see what is written there: MAP_SHARED
 * @param device   as {@link FileStatus#device} has it; of a file system of several devices not always the same
 * @param path     as that process sees it, with {@code " (deleted)"} behind it where it was removed
 */
public record Mapped(long pid, long start, long end, boolean isShared, long device, long inode, String path) {
    private static final int FIELDS = 5;
    /** In {@code rw-s}. */
    private static final int SHARED_AT = 3;

    /** Whether it is of the same file. */
    public boolean isSameFile(Mapped other) {
        return inode == other.inode && device == other.device;
    }

    /** Whether it is of a System V segment, whose number its inode is: shmget(2). */
    public boolean isSegment() {
        return path.startsWith("/SYSV");
    }

    /**
     * The way to the file it is of, for those who may trace the process and have CAP_SYS_ADMIN or
     * CAP_CHECKPOINT_RESTORE.
     */
    public String filePath() {
        return "/proc/" + pid + "/map_files/" + Long.toHexString(start) + "-" + Long.toHexString(end);
    }

    /** Whether it is of {@code file}. */
    public boolean isOf(FileStatus file) {
        return inode == file.inode() && device == file.device();
    }

    /**
     * Those lines of {@code maps} that are {@code wanted}, each with addresses, permissions, offset, device, inode and
     * path. Most processes have hundreds that nobody wants, so a line becomes text only where its permissions and its
     * inode are.
     */
    static List<Mapped> parse(long pid, byte[] maps, OpenFiles.Mappings wanted) {
        List<Mapped> found = new ArrayList<>();
        int from = 0;
        // A line ends with a newline and nothing else: a path may have any other byte in it.
        for (int to = 0; to < maps.length; to++) {
            if (maps[to] == '\n') {
                if (wanted.wants(maps[field(maps, from, 1) + SHARED_AT] == 's', inode(maps, field(maps, from, 4)))) {
                    found.add(parse(pid, new String(maps, from, to - from, StandardCharsets.ISO_8859_1)));
                }
                from = to + 1;
            }
        }
        return found;
    }

    /** Where the word with this number begins. */
    private static int field(byte[] maps, int from, int number) {
        int at = from;
        for (int left = number; left > 0; at++) {
            left -= maps[at] == ' ' ? 1 : 0;
        }
        return at;
    }

    private static long inode(byte[] maps, int from) {
        long inode = 0;
        for (int at = from; maps[at] >= '0' && maps[at] <= '9'; at++) {
            inode = inode * 10 + maps[at] - '0';
        }
        return inode;
    }

    private static Mapped parse(long pid, String line) {
        String[] columns = line.split(" +", FIELDS + 1);
        int dash = columns[0].indexOf('-');
        int colon = columns[3].indexOf(':');
        long device = FileStatus.device(Integer.parseInt(columns[3].substring(0, colon), 16),
                Integer.parseInt(columns[3].substring(colon + 1), 16));
        // Of all that a path may hold, the kernel escapes the newline.
        String path = columns.length <= FIELDS ? ""
                : OsString.decode(columns[FIELDS].replace("\\012", "\n").getBytes(StandardCharsets.ISO_8859_1));
        return new Mapped(pid, Long.parseUnsignedLong(columns[0].substring(0, dash), 16),
                Long.parseUnsignedLong(columns[0].substring(dash + 1), 16),
                columns[1].charAt(SHARED_AT) == 's', device, Long.parseLong(columns[4]), path);
    }
}
