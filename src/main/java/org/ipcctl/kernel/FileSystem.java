package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * What {@code statfs(2)} knows about the file system that a path is in.
 *
 * @param kind       {@code f_type}
 * @param totalBytes that it can hold; 0 where a tmpfs has no limit
 * @param freeBytes  of those
 * @param inodes     that it can hold; 0 where a tmpfs has no limit
 * @param freeInodes of those
 * @param isReadOnly whether it is mounted so
 */
public record FileSystem(long kind, long totalBytes, long freeBytes, long inodes, long freeInodes, boolean isReadOnly) {
    /** Of 64-bit Linux. */
    private static final int SIZE = 120;

    /** Where the fields are, in longs. */
    private static final int TYPE = 0;
    private static final int BLOCK_SIZE = 1;
    private static final int BLOCKS = 2;
    private static final int FREE_BLOCKS = 3;
    private static final int FILES = 5;
    private static final int FREE_FILES = 6;
    private static final int FLAGS = 10;

    private static final int ST_RDONLY = 1;

    /** Of {@code path}; null where there is none. */
    public static FileSystem of(String path) {
        byte[] name = OsString.cString(path);
        byte[] status = new byte[SIZE];
        if (Syscall.attempt("statfs", path, () -> Functions.C.statfs(name, status)) != 0) {
            return null;
        }
        var fields = ByteBuffer.wrap(status).order(ByteOrder.nativeOrder()).asLongBuffer();
        long block = fields.get(BLOCK_SIZE);
        return new FileSystem(fields.get(TYPE), fields.get(BLOCKS) * block, fields.get(FREE_BLOCKS) * block,
                fields.get(FILES), fields.get(FREE_FILES),
                (fields.get(FLAGS) & ST_RDONLY) != 0);
    }

    /** Whether {@code path} is in a file system of the kind {@code magic}. */
    public static boolean isOfKind(String path, long magic) {
        FileSystem there = of(path);
        return there != null && there.kind == magic;
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            int statfs(@In byte[] path, @Out byte[] status);
        }
    }
}
