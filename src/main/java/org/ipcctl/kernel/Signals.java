package org.ipcctl.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * Signals that this process takes notice of instead of being ended by them, until {@link #close}: {@code signal(7)}.
 *
 * <p>The JVM's own way, sun.misc.Signal, knows neither SIGQUIT nor the real-time signals; so the handlers are ours, see
 * {@link SignalDispatch}. A signal that was ignored when ipcctl began (nohup, or Ctrl-C for what a script runs in the
 * background) stays ignored.
 */
public final class Signals implements AutoCloseable {
    public static final int SIGINT = 2;
    public static final int SIGQUIT = 3;
    public static final int SIGKILL = 9;
    public static final int SIGPIPE = 13;
    public static final int SIGTERM = 15;
    public static final int SIGXFSZ = 25;
    /** Ignored by default. */
    static final int SIGURG = 23;
    static final int SIGABRT = 6;
    static final int SIGBUS = 7;
    static final int SIGCONT = 18;
    static final int SIGTSTP = 20;

    private static final Map<String, Integer> NUMBERS = new TreeMap<>(Map.ofEntries(
            Map.entry("HUP", 1), Map.entry("INT", SIGINT), Map.entry("QUIT", SIGQUIT), Map.entry("KILL", SIGKILL),
            Map.entry("USR1", 10),
            Map.entry("SEGV", 11), Map.entry("USR2", 12), Map.entry("PIPE", SIGPIPE), Map.entry("ALRM", 14),
            Map.entry("TERM", SIGTERM),
            Map.entry("CHLD", 17), Map.entry("CONT", SIGCONT), Map.entry("STOP", 19), Map.entry("TSTP", SIGTSTP),
            Map.entry("TTIN", 21),
            Map.entry("TTOU", 22), Map.entry("URG", 23), Map.entry("XCPU", 24), Map.entry("XFSZ", SIGXFSZ),
            Map.entry("VTALRM", 26),
            Map.entry("PROF", 27), Map.entry("WINCH", 28), Map.entry("IO", 29), Map.entry("PWR", 30),
            Map.entry("SYS", 31)));

    private static final Set<String> NOT_OURS = Set.of("KILL", "STOP", "SEGV");
    private static final Set<String> LEFT_IGNORED = Set.of("HUP", "INT", "TERM");

    private final List<SignalDispatch.Before> before = new ArrayList<>();

    private Signals() {}

    /**
     * Hands the number of each of these signals that comes to {@code handler}, on a thread of its own.
     *
     * @param names as {@code TERM}
     * @throws IllegalArgumentException for a signal that cannot be caught, or that the JVM keeps to itself
     */
    public static Signals catching(IntConsumer handler, String... names) {
        Signals caught = new Signals();
        for (String name : names) {
            if (!SignalDispatch.isIgnored(NUMBERS.get(name))) {
                caught.install(name, handler);
            }
        }
        return caught;
    }

    /** As {@link #catching}, every signal that would end this process. */
    public static Signals catchingEnding(IntConsumer handler) {
        Signals caught = new Signals();
        caught.before.addAll(SignalDispatch.takeEnding(handler));
        return caught;
    }

    /**
     * As {@link #catching}, also what was ignored before: for signals that this process itself has asked for. Of those
     * that end what runs in the background (HUP, INT, TERM) it leaves one ignored that was when it began, as nohup(1)
     * has it.
     *
     * @throws IllegalArgumentException for a signal that stays ignored, too
     */
    public static Signals always(IntConsumer handler, String... names) {
        Signals caught = new Signals();
        for (String name : names) {
            if (LEFT_IGNORED.contains(name) && SignalDispatch.isIgnored(NUMBERS.get(name))) {
                throw new IllegalArgumentException(name + " is ignored");
            }
            caught.install(name, handler);
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
        return NUMBERS.entrySet().stream().filter(entry -> entry.getValue() == number).map(Map.Entry::getKey)
                .findFirst()
                .orElse(Integer.toString(number));
    }

    /** Sends this process the signal {@code name}, {@code raise(3)}. */
    public static void raise(String name) {
        SignalFunctions.C.kill(SignalFunctions.C.getpid(), NUMBERS.get(name));
    }

    /**
     * Whether this process is in the foreground of its terminal, so that Ctrl-C reaches all that it runs there, too.
     */
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

    private void install(String name, IntConsumer handler) {
        if (NOT_OURS.contains(name)) {
            throw new IllegalArgumentException(name + " cannot be caught");
        }
        if (SignalDispatch.isPossible()) {
            // A CMD that is started later wants to know what was before.
            Caller.ignored();
            before.add(SignalDispatch.take(NUMBERS.get(name), handler));
        }
    }

    /** The signals do again what they did before. */
    @Override
    public void close() {
        before.forEach(SignalDispatch.Before::restore);
        before.clear();
    }
}
