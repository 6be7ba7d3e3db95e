package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.kenai.jffi.ArrayFlags;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CFunctionTest {
    private static final int ALL = ArrayFlags.IN | ArrayFlags.OUT;
    private static final byte[] TEXT = "ipcctl".getBytes(StandardCharsets.US_ASCII);

    private final CFunction memcpy = new CFunction("memcpy", false, "pppl");

    private static ByteBuffer direct(byte... bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.duplicate().clear().get(bytes);
        return bytes;
    }

    @Test
    void addressesAndNumbersArrive() {
        ByteBuffer to = direct(new byte[TEXT.length]);
        CArguments arguments = memcpy.arguments();
        arguments.put(to, ALL);
        arguments.put(direct(TEXT), ALL);
        arguments.putLong(TEXT.length);
        assertThat(memcpy.callPointer(arguments)).isNotNull();
        assertThat(bytes(to)).isEqualTo(TEXT);
    }

    @Test
    void arraysAreCopiedInAndOutWhereverTheyStand() {
        byte[] to = new byte[TEXT.length];
        CArguments first = memcpy.arguments();
        first.put(to, ALL);
        first.put(direct(TEXT), ALL);
        first.putLong(TEXT.length);
        memcpy.callPointer(first);
        assertThat(to).isEqualTo(TEXT);
        ByteBuffer into = direct(new byte[TEXT.length]);
        CArguments behind = memcpy.arguments();
        behind.put(into, ALL);
        behind.put(ByteBuffer.wrap(TEXT), ALL);
        behind.putLong(TEXT.length - 1);
        memcpy.callPointer(behind);
        assertThat(bytes(into)).startsWith('i', 'p', 'c', 'c', 't').endsWith((byte) 0);
    }

    @Test
    void aResultBelowZeroAndItsErrorNumberArrive() {
        CFunction close = new CFunction("close", true, "ii");
        CArguments arguments = close.arguments();
        arguments.putInt(-1);
        assertThat(close.callInt(arguments)).isEqualTo(-1);
        assertThat(Native.errno()).isEqualTo(Errno.EBADF);
        CFunction labs = new CFunction("labs", false, "ll");
        CArguments far = labs.arguments();
        far.putLong(Long.MIN_VALUE + 1);
        assertThat(labs.callLong(far)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void thereMayBeNoArgumentsAndSix() {
        CFunction getpid = new CFunction("getpid", false, "i");
        assertThat(getpid.callInt(getpid.arguments())).isEqualTo((int) ProcessHandle.current().pid());
        CFunction mmap = new CFunction("mmap", true, "ppliiil");
        CArguments arguments = mmap.arguments();
        arguments.put((ByteBuffer) null, ALL);
        arguments.putLong(4096);
        arguments.putInt(1);
        // MAP_PRIVATE and MAP_ANONYMOUS, for which the offset, the sixth, must be a multiple of a page.
        arguments.putInt(0x22);
        arguments.putInt(-1);
        arguments.putLong(0);
        long address = mmap.callPointer(arguments).address();
        assertThat(address).isPositive();
        CFunction munmap = new CFunction("munmap", true, "ipl");
        CArguments back = munmap.arguments();
        back.putLong(address);
        back.putLong(4096);
        assertThat(munmap.callInt(back)).isZero();
    }
}
