package org.ipcctl.kernel;

import java.nio.charset.StandardCharsets;

/**
 * A line of {@code /proc/PID/maps}: proc_pid_maps(5). A shared memory object outlives its descriptor in the processes that map it.
 *
 * @param start    the first address
 * @param end      the address behind the last
 * @param isShared whether others see what is written there: MAP_SHARED
 * @param device   as {@link FileStatus#device} has it; of a file system of several devices not always the same
 * @param path     as that process sees it, with {@code " (deleted)"} behind it where it was removed
 */
public record Mapped(long pid, long start, long end, boolean isShared, long device, long inode, String path) {
    private static final int FIELDS = 5;

    /** Whether it is of the same file. */
    public boolean isSameFile(Mapped other) {
        return inode == other.inode && device == other.device;
    }

    /** Whether it is of {@code file}. */
    public boolean isOf(FileStatus file) {
        return inode == file.inode() && device == file.device();
    }

    /** The fifth word of {@code line}, without the pains of taking all of it apart. */
    static long inodeOf(String line) {
        int from = 0;
        for (int i = 1; i < FIELDS; i++) {
            from = line.indexOf(' ', from) + 1;
        }
        int end = line.indexOf(' ', from);
        return Long.parseLong(line, from, end < 0 ? line.length() : end, 10);
    }

    /** Addresses, permissions, offset, device, inode and path; the bytes of the path are characters in {@code line}. */
    static Mapped parse(long pid, String line) {
        String[] columns = line.split(" +", FIELDS + 1);
        int dash = columns[0].indexOf('-');
        int colon = columns[3].indexOf(':');
        long device = FileStatus.device(Integer.parseInt(columns[3].substring(0, colon), 16), Integer.parseInt(columns[3].substring(colon + 1), 16));
        // Of all that a path may hold, the kernel escapes the newline.
        String path = columns.length <= FIELDS ? ""
                : OsString.decode(columns[FIELDS].replace("\\012", "\n").getBytes(StandardCharsets.ISO_8859_1));
        return new Mapped(pid, Long.parseUnsignedLong(columns[0].substring(0, dash), 16), Long.parseUnsignedLong(columns[0].substring(dash + 1), 16),
                columns[1].charAt(3) == 's', device, Long.parseLong(columns[4]), path);
    }
}
