package org.ipcctl.kernel;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Signals that this process takes notice of instead of being ended by them, until {@link #close}: {@code signal(7)}.
 *
 * <p>A handler of ours could not be installed beside the JVM's; its own way is sun.misc.Signal, which every JDK has and no
 * release exports, so it is reached by reflection. A signal that was ignored when ipcctl began (nohup, or Ctrl-C for what a
 * script runs in the background) stays ignored.
 */
public final class Signals implements AutoCloseable {
    private static final Map<String, Integer> NUMBERS = new TreeMap<>(Map.ofEntries(
            Map.entry("HUP", 1), Map.entry("INT", 2), Map.entry("QUIT", 3), Map.entry("KILL", 9), Map.entry("USR1", 10),
            Map.entry("SEGV", 11), Map.entry("USR2", 12), Map.entry("PIPE", 13), Map.entry("ALRM", 14), Map.entry("TERM", 15),
            Map.entry("CHLD", 17), Map.entry("CONT", 18), Map.entry("STOP", 19), Map.entry("TSTP", 20), Map.entry("TTIN", 21),
            Map.entry("TTOU", 22), Map.entry("URG", 23), Map.entry("XCPU", 24), Map.entry("XFSZ", 25), Map.entry("VTALRM", 26),
            Map.entry("PROF", 27), Map.entry("WINCH", 28), Map.entry("IO", 29), Map.entry("PWR", 30), Map.entry("SYS", 31)));

    private final List<Object> signals = new ArrayList<>();
    private final List<Object> before = new ArrayList<>();

    private Signals() {
    }

    /**
     * Hands the number of each of these signals that comes to {@code handler}, on a thread of the JVM's.
     *
     * @param names as {@code TERM}
     * @throws IllegalArgumentException for a signal that the JVM keeps to itself
     */
    public static Signals catching(IntConsumer handler, String... names) {
        BigInteger ignored = ignored();
        return always(handler, Stream.of(names).filter(name -> !ignored.testBit(NUMBERS.get(name) - 1)).toArray(String[]::new));
    }

    /**
     * As {@link #catching}, also what was ignored before: for signals that this process itself has asked for. Of those that
     * end a JVM (HUP, INT, TERM) it leaves one ignored that was when it began, as nohup(1) has it.
     *
     * @throws IllegalArgumentException for a signal that stays ignored, too
     */
    public static Signals always(IntConsumer handler, String... names) {
        Signals caught = new Signals();
        for (String name : names) {
            caught.install(name, handler);
            if (ignored().testBit(NUMBERS.get(name) - 1)) {
                throw new IllegalArgumentException(name + " is ignored");
            }
        }
        return caught;
    }

    /** The number of the signal that {@code text} means: {@code USR1}, {@code SIGUSR1} or {@code 10}; -1 for none. */
    public static int number(String text) {
        String name = text.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
        return text.matches("\\d{1,3}") ? NUMBERS.containsValue(Integer.valueOf(text)) ? Integer.parseInt(text) : -1
                : NUMBERS.getOrDefault(name, -1);
    }

    /** The name of signal {@code number} without its SIG; the number itself where there is none. */
    public static String name(int number) {
        return NUMBERS.entrySet().stream().filter(entry -> entry.getValue() == number).map(Map.Entry::getKey).findFirst()
                .orElse(Integer.toString(number));
    }

    /** Sends this process the signal {@code name}, {@code raise(3)}. */
    public static void raise(String name) {
        Jdk.raise(Jdk.signal(name));
    }

    /** Whether this process is in the foreground of its terminal, so that Ctrl-C reaches all that it runs there, too. */
    public static boolean isTerminalForeground() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            // Fields 5 and 8 of proc_pid_stat(5), pgrp and tpgid; the first here is 3.
            return fields[2].equals(fields[5]);
        } catch (IOException noProc) {
            return false;
        }
    }

    private static BigInteger ignored() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("SigIgn:")) {
                    return new BigInteger(line.substring(line.indexOf(':') + 1).strip(), 16);
                }
            }
        } catch (IOException noProc) {
            // Then nobody can tell, and the ordinary case it is.
        }
        return BigInteger.ZERO;
    }

    private void install(String name, IntConsumer handler) {
        // A CMD that is started later wants to know what was before.
        Caller.ignored();
        Object proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {Jdk.HANDLER}, (self, method, args) -> {
            switch (method.getName()) {
                case "handle" -> handler.accept(NUMBERS.get(name));
                case "hashCode" -> {
                    return System.identityHashCode(self);
                }
                case "equals" -> {
                    return self == args[0];
                }
                default -> {
                    return "handler of SIG" + name;
                }
            }
            return null;
        });
        Object signal = Jdk.signal(name);
        before.add(Jdk.handle(signal, proxy));
        signals.add(signal);
    }

    /** The signals do again what they did before. */
    @Override
    public void close() {
        for (int i = 0; i < signals.size(); i++) {
            Jdk.handle(signals.get(i), before.get(i));
        }
        signals.clear();
    }

    /** sun.misc.Signal and sun.misc.SignalHandler. */
    private static final class Jdk {
        static final Class<?> HANDLER;
        private static final Class<?> SIGNAL;
        private static final Method HANDLE;
        private static final Method RAISE;

        static {
            try {
                SIGNAL = Class.forName("sun.misc.Signal");
                HANDLER = Class.forName("sun.misc.SignalHandler");
                HANDLE = SIGNAL.getMethod("handle", SIGNAL, HANDLER);
                RAISE = SIGNAL.getMethod("raise", SIGNAL);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this JDK has no module jdk.unsupported", e);
            }
        }

        static Object signal(String name) {
            return call(() -> SIGNAL.getConstructor(String.class).newInstance(name));
        }

        static Object handle(Object signal, Object handler) {
            return call(() -> HANDLE.invoke(null, signal, handler));
        }

        static void raise(Object signal) {
            call(() -> RAISE.invoke(null, signal));
        }

        private static Object call(Callable<Object> body) {
            try {
                return body.call();
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
