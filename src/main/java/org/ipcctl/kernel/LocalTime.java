package org.ipcctl.kernel;

import java.nio.ByteOrder;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * A point in time as the clock on the wall shows it: {@code localtime_r(3)}. The C library reads the rules of one time
 * zone,
 * {@code TZ} or {@code /etc/localtime}, as date(1) and ls(1) do; the JDK unpacks those of the whole world.
 *
 * @param year   of the Gregorian calendar
 * @param month  1 to 12
 * @param day    1 to 31
 * @param hour   0 to 23
 * @param minute 0 to 59
 * @param second 0 to 60
 * @param offset from UTC, in seconds; positive in the east
 */
public record LocalTime(int year, int month, int day, int hour, int minute, int second, int offset) {
    /** {@code struct tm}: nine int, then a long and a pointer. */
    private static final int TM_INTS = 14;
    /** The half of the long that has the number. */
    private static final int GMTOFF = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 10 : 11;

    /** Of {@code seconds} since 1970-01-01T00:00:00Z. EOVERFLOW where the year does not fit into an int. */
    public static LocalTime of(long seconds) {
        int[] tm = new int[TM_INTS];
        Syscall.call("localtime_r", "", () -> Functions.C.localtime_r(new long[] {seconds}, tm) == 0 ? -1 : 0, seconds);
        return new LocalTime(tm[5] + 1900, tm[4] + 1, tm[3], tm[2], tm[1], tm[0], tm[GMTOFF]);
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            long localtime_r(@In long[] seconds, @Out int[] tm);
        }
    }
}
