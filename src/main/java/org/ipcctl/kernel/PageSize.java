package org.ipcctl.kernel;

/** How large a page of memory is here: 4 KiB on x86-64, 4, 16 or 64 KiB on aarch64. See {@code sysconf(3)}. */
public final class PageSize {
    private static final int SC_PAGESIZE = 30;
    private static final long BYTES = Functions.C.sysconf(SC_PAGESIZE);

    private PageSize() {}

    /** Bytes, a power of two. */
    public static long bytes() {
        return BYTES;
    }

    /** {@code count} bytes rounded up to whole pages. */
    public static long roundUp(long count) {
        return roundDown(count + BYTES - 1);
    }

    /** Where the page begins that {@code offset} is in. */
    public static long roundDown(long offset) {
        return offset & -BYTES;
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            long sysconf(int name);
        }
    }
}
