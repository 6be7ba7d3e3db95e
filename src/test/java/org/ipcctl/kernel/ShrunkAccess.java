package org.ipcctl.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Touches mapped files that were shortened, in each way there is, and prints a line for each that the mapping has
 * noticed. A program of its own, for which code touches them, interpreted or compiled, is the JVM's affair, and a
 * failure its end.
 */
final class ShrunkAccess {
    private static final int LENGTH = 1 << 18;
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final C LIBC = Native.load(C.class);
    private static final NativeMemory OWN = NativeMemory.allocate(LENGTH);
    private static long sink;

    private ShrunkAccess() {}

    /** Public only because jnr asks for it. */
    public interface C {
        int sem_post(long semaphore);

        int sem_trywait(long semaphore);

        long strnlen(long text, long most);
    }

    /**
     * @param args a directory, and how often each way is gone before the file is cut: compiled code comes with
     * thousands
     */
    public static void main(String[] args) {
        int rounds = Integer.parseInt(args[1]);
        Map<String, Consumer<Mapping>> ways = new LinkedHashMap<>();
        ways.put("get-long", m -> sink += (long) LONGS.getVolatile(m.buffer(), 8));
        ways.put("add-long", m -> sink += (long) LONGS.getAndAdd(m.buffer(), 8, 1L));
        ways.put("swap-long", m -> sink += (long) LONGS.getAndSet(m.buffer(), 8, 1L));
        ways.put("cas-long", m -> sink += (long) LONGS.compareAndExchange(m.buffer(), 8, 0L, 1L));
        ways.put("add-int", m -> sink += (int) INTS.getAndAdd(m.buffer(), 8, 1));
        ways.put("cas-int", m -> sink += (int) INTS.compareAndExchange(m.buffer(), 8, 0, 1));
        ways.put("raw-long", m -> sink += RawMemory.getLong(m.address()));
        ways.put("raw-put", m -> RawMemory.putLong(m.address(), 1));
        ways.put("raw-byte", m -> sink += RawMemory.getByte(m.address() + LENGTH - 1));
        ways.put("copy-in", m -> RawMemory.copy(OWN.address(), m.address(), LENGTH));
        ways.put("copy-out", m -> RawMemory.copy(m.address() + 1, OWN.address(), LENGTH - 1));
        ways.put("copy-small", m -> RawMemory.copy(m.address(), OWN.address(), 100));
        ways.put("fill", m -> RawMemory.fill(m.address(), LENGTH, (byte) 1));
        ways.put("buffer-get", m -> m.buffer().get(new byte[LENGTH]));
        ways.put("buffer-put", m -> m.buffer().put(ByteBuffer.allocateDirect(LENGTH)));
        ways.put("sem_post", m -> LIBC.sem_post(m.address()));
        ways.put("sem_trywait", m -> LIBC.sem_trywait(m.address()));
        ways.put("strnlen", m -> sink += LIBC.strnlen(m.address(), LENGTH));
        ways.forEach((name, way) -> {
            // The last page alone, and all of it.
            int noticed = cut(args[0], way, rounds, PageSize.bytes()) + cut(args[0], way, rounds, 0);
            System.out.println(name + " " + noticed);
        });
        System.out.println(sink == 0 ? "done" : "done ");
    }

    /** How often the mapping noticed: that it still was whole, that it was cut, and that check() throws. */
    private static int cut(String directory, Consumer<Mapping> way, int rounds, long left) {
        try (Fd file = Fd.open(directory + "/cut", Fd.O_RDWR | Fd.O_CREAT, 0600)) {
            file.truncate(LENGTH);
            try (Mapping mapping = Mapping.shared(file, LENGTH, true)) {
                for (int i = 0; i < rounds; i++) {
                    way.accept(mapping);
                    mapping.check();
                }
                file.truncate(left);
                way.accept(mapping);
                boolean touched = mapping.hasFaulted();
                for (int i = 0; i < 3; i++) {
                    way.accept(mapping);
                }
                try {
                    mapping.check();
                    return -100;
                } catch (KernelException e) {
                    // Cut it is in any case, and what is counted is whether touching it was noticed.
                    return e.is(Errno.EIO) && mapping.isShortened() ? touched ? 1 : 0 : -100;
                }
            }
        }
    }
}
