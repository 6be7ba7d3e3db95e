package org.ipcctl.kernel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * A program of what the build rewrites: lambdas of every kind, and C functions of each type of parameter. It prints
 * what they give.
 */
final class WovenSample {
    private final String greeting;

    private WovenSample(String greeting) {
        this.greeting = greeting;
    }

    /** jnr wants it public. */
    public interface Functions {
        int abs(int number);

        int htons(short number);

        @IgnoreError
        long labs(long number);

        void srand(int seed);

        int pipe2(@Out int[] ends, int flags);

        long time(@Out long[] seconds);

        long write(int fd, @In ByteBuffer bytes, long count);

        long read(int fd, @Out ByteBuffer bytes, long count);

        long read(int fd, @Out byte[] bytes, long count);

        long strlen(@In byte[] text);

        Pointer memchr(Pointer area, int wanted, long length);

        int close(int fd);
    }

    private interface Tells {
        String tell(int a, long b, double c, boolean d, char e, byte f, short g, float h);
    }

    private interface Words<T extends CharSequence> {
        T of(T first, T second);
    }

    private interface Sum {
        long of(int a, int b);
    }

    private interface SavedWord extends Supplier<String>, Serializable {
    }

    private interface Named {
        String name();

        private String twice() {
            return name() + name();
        }

        default Supplier<String> doubled() {
            return () -> twice();
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.println(lambdas());
        System.out.println(functions(Native.load(Functions.class)));
        System.out.println(Native.load(Functions.class).getClass().getName());
        Supplier<String> one = WovenSample::constant;
        System.out.println(one.getClass().isHidden());
    }

    @SuppressWarnings("ReturnValueIgnored") // one of the kinds that there are
    static List<Object> lambdas() throws Exception {
        int i = -3;
        long l = 1L << 40;
        double d = 0.5;
        boolean b = true;
        char c = 'x';
        byte s = -1;
        short t = 300;
        float f = 1.5f;
        Supplier<String> captures = () -> "" + i + l + d + b + c + s + t + f;
        Tells all = (p, q, r, u, v, w, x, y) -> "" + p + q + r + u + v + w + x + y + i;
        Function<String, WovenSample> constructor = WovenSample::new;
        IntFunction<int[]> array = int[]::new;
        BiFunction<String, Integer, Character> unbound = String::charAt;
        IntSupplier unboxes = List.of(7)::size;
        Supplier<Integer> seven = () -> 7;
        LongSupplier widens = seven::get;
        ToLongFunction<Integer> widened = Integer::intValue;
        Function<Object[], List<Object>> varargs = Arrays::asList;
        BiFunction<String, Object, String> variable = String::format;
        Words<String> bounded = String::concat;
        Sum sum = Integer::sum;
        List<String> dropped = new ArrayList<>();
        Runnable dropsResult = () -> dropped.add("added");
        Runnable dropsObject = constructor.apply("made")::toString;
        dropsResult.run();
        dropsObject.run();
        WovenSample self = new WovenSample("hello");
        Named named = () -> "n";
        Runnable fails = () -> {
            throw new IllegalStateException("thrown");
        };
        return List.of(captures.get(), all.tell(1, 2, 3, true, 'e', (byte) 6, (short) 7, 8),
                constructor.apply("built").greeting,
                array.apply(3).length, unbound.apply("abc", 1), unboxes.getAsInt(), widens.getAsLong(),
                widened.applyAsLong(5),
                varargs.apply(new Object[] {1, 2}), variable.apply("<%s>", "v"), bounded.of("a", "b"), sum.of(2, 3),
                dropped,
                self.greeter().apply("you").get(), named.doubled().get(), saved(() -> "saved").get(), failure(fails));
    }

    /** One lambda in another, a private method, and what both captured. */
    private Function<String, Supplier<String>> greeter() {
        return whom -> () -> greet(whom);
    }

    private String greet(String whom) {
        return greeting + " " + whom;
    }

    private static String constant() {
        return "constant";
    }

    private static String failure(Runnable runnable) {
        try {
            runnable.run();
            return "none";
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    private static SavedWord saved(SavedWord word) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(word);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (SavedWord) in.readObject();
        }
    }

    static List<Object> functions(Functions c) {
        int[] ends = new int[2];
        List<Object> seen = new ArrayList<>(
                List.of(c.abs(-5), c.htons((short) 0x0102), c.labs(-1L << 40), c.pipe2(ends, 0), ends[0] != ends[1]));
        c.srand(1);
        long[] seconds = new long[1];
        seen.add(c.time(seconds) == seconds[0]);
        ByteBuffer heap = ByteBuffer.wrap(new byte[] {'-', 'h', 'e', 'a', 'p', '-'}, 1, 4);
        ByteBuffer direct = ByteBuffer.allocateDirect(8).put(2, (byte) 'd').position(2);
        ByteBuffer into = ByteBuffer.allocate(8).position(1);
        byte[] bytes = new byte[4];
        seen.addAll(List.of(c.write(ends[1], heap, 4), c.write(ends[1], direct, 1), c.read(ends[0], into, 2),
                c.read(ends[0], bytes, 4)));
        seen.add(new String(into.array(), 1, 2, StandardCharsets.US_ASCII)
                + new String(bytes, 0, 3, StandardCharsets.US_ASCII));
        Pointer area = Native.runtime().getMemoryManager().allocateDirect(8);
        area.putByte(3, (byte) 'm');
        seen.addAll(List.of(c.strlen("four\0".getBytes(StandardCharsets.US_ASCII)),
                c.memchr(area, 'm', 8).address() - area.address(),
                c.memchr(area, 'z', 8) == null, c.read(ends[0], (ByteBuffer) null, 0)));
        seen.addAll(List.of(c.close(ends[0]), c.close(ends[1]), c.close(-1), Native.errno()));
        return seen;
    }
}
