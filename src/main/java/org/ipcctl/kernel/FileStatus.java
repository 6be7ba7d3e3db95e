package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * What statx(2) knows about a file, as far as ipcctl shows it.
 *
 * @param mode     type and permission bits
 * @param links    hard links
 * @param uid      owner
 * @param gid      group
 * @param inode    inode number, unique within {@code device}
 * @param device   {@code st_dev}, as makedev(3) makes it
 * @param size     bytes; 0 for FIFOs
 * @param blocks   blocks of 512 bytes that are allocated
 * @param accessed last access
 * @param modified last change of the content
 * @param changed  last change of content or attributes
 * @param born     creation, or null where the file system does not keep it
 */
public record FileStatus(int mode, long links, long uid, long gid, long inode, long device, long size, long blocks,
                         Instant accessed, Instant modified, Instant changed, Instant born) {
    private static final int SIZE = 256;
    private static final int BASIC_STATS_AND_BTIME = 0xfff;
    private static final int BTIME = 0x800;
    private static final int TYPE = 0170000;

    /** What an inode can be: {@code inode(7)}. */
    public enum Kind {
        FIFO("FIFO"), CHARACTER_DEVICE("character device"), DIRECTORY("directory"), BLOCK_DEVICE("block device"),
        REGULAR("regular file"), SYMLINK("symbolic link"), SOCKET("socket"), ANONYMOUS("anonymous inode");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Of the file at {@code path}, symbolic links followed. */
    public static FileStatus of(String path) {
        return query(LibC.AT_FDCWD, path, path, 0);
    }

    /** Of {@code path} itself, be it a symbolic link. */
    public static FileStatus ofLink(String path) {
        return query(LibC.AT_FDCWD, path, path, LibC.AT_SYMLINK_NOFOLLOW);
    }

    /** Of {@code name} in an open directory, be it a symbolic link; messages call it {@code subject}. */
    static FileStatus ofLink(int directory, String name, String subject) {
        return query(directory, name, subject, LibC.AT_SYMLINK_NOFOLLOW);
    }

    static FileStatus of(Fd fd) {
        return query(fd.number(), "", fd.name(), LibC.AT_EMPTY_PATH);
    }

    private static FileStatus query(int directory, String path, String subject, int flags) {
        byte[] out = new byte[SIZE];
        byte[] bytes = OsString.cString(path);
        Syscall.call("statx", subject, () -> LibC.C.statx(directory, bytes, flags, BASIC_STATS_AND_BTIME, out));
        return parse(ByteBuffer.wrap(out).order(ByteOrder.nativeOrder()));
    }

    /** struct statx is laid out alike on every architecture. */
    private static FileStatus parse(ByteBuffer s) {
        int known = s.getInt(0);
        return new FileStatus(
                s.getShort(28) & 0xFFFF,
                Integer.toUnsignedLong(s.getInt(16)),
                Integer.toUnsignedLong(s.getInt(20)),
                Integer.toUnsignedLong(s.getInt(24)),
                s.getLong(32),
                device(s.getInt(136), s.getInt(140)),
                s.getLong(40),
                s.getLong(48),
                time(s, 64),
                time(s, 112),
                time(s, 96),
                (known & BTIME) != 0 ? time(s, 80) : null);
    }

    private static Instant time(ByteBuffer s, int offset) {
        return Instant.ofEpochSecond(s.getLong(offset), Integer.toUnsignedLong(s.getInt(offset + 8)));
    }

    static long device(int major, int minor) {
        return (minor & 0xFFL) | ((major & 0xFFFL) << 8) | ((minor & ~0xFFL) << 12) | ((major & ~0xFFFL) << 32);
    }

    public Kind kind() {
        return switch (mode & TYPE) {
            case 0010000 -> Kind.FIFO;
            case 0020000 -> Kind.CHARACTER_DEVICE;
            case 0040000 -> Kind.DIRECTORY;
            case 0060000 -> Kind.BLOCK_DEVICE;
            case 0100000 -> Kind.REGULAR;
            case 0120000 -> Kind.SYMLINK;
            case 0140000 -> Kind.SOCKET;
            default -> Kind.ANONYMOUS;
        };
    }

    /** The twelve permission bits. */
    public int permissions() {
        return mode & 07777;
    }

    /** Bytes that are really allocated. */
    public long allocated() {
        return blocks * 512;
    }
}
