package org.ipcctl.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What is done when a signal ends this process before {@link #close}: any that can be caught. Where one has begun to
 * end it already, nothing new is begun either: the step is done at once, and the caller goes no further.
 */
public final class ExitHook implements AutoCloseable {
    /** What a shell adds to the number of the signal that ended a process, for its exit status. */
    static final int SIGNALLED = 128;
    private static final List<ExitHook> STEPS = new ArrayList<>();
    /**
     * The threads that do them: the end of the process waits for these, so they wait for nothing and have steps of
     * their own for nothing.
     */
    private static final Set<Thread> DOING = ConcurrentHashMap.newKeySet();
    /** For all steps together but those that look after themselves. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static boolean ending;
    private static boolean listening;

    private final String name;
    private final Runnable step;
    private final boolean isPatient;

    private ExitHook(String name, Runnable step, boolean isPatient) {
        this.name = name;
        this.step = step;
        this.isPatient = isPatient;
    }

    /**
     * From now on {@code step} is done at the end, on a thread of that {@code name}. The end waits for it for some
     * seconds and no longer: it may write to somebody who takes nothing.
     */
    public static ExitHook run(String name, Runnable step) {
        return run(name, step, false);
    }

    /** As above, for a step that ends by itself, however long that may take. */
    public static ExitHook runToItsEnd(String name, Runnable step) {
        return run(name, step, true);
    }

    private static ExitHook run(String name, Runnable step, boolean isPatient) {
        ExitHook added = unlessEnding(name, step, isPatient);
        if (added == null) {
            step.run();
            await();
        }
        return added;
    }

    /**
     * As {@link #runToItsEnd}, for who holds what a step may wait for: null where the end is under way, and nothing is
     * done then. A thread that does a step is not told so.
     */
    public static ExitHook unlessEnding(String name, Runnable step) {
        return unlessEnding(name, step, true);
    }

    private static ExitHook unlessEnding(String name, Runnable step, boolean isPatient) {
        ExitHook added = new ExitHook(name, step, isPatient);
        if (DOING.contains(Thread.currentThread())) {
            return added;
        }
        synchronized (STEPS) {
            listen();
            if (ending) {
                return null;
            }
            STEPS.add(added);
            return added;
        }
    }

    private static void listen() {
        if (listening) {
            return;
        }
        SignalDispatch.beginEnding();
        try {
            // For System.exit, and where the JVM's handlers are all there is.
            Runtime.getRuntime().addShutdownHook(new Thread(ExitHook::runAll, "end"));
        } catch (IllegalStateException endingAlready) {
            ending = true;
        }
        listening = true;
    }

    /** Ends the process as {@code signal} ends one, when all that has to be done is done. */
    static void bySignal(int signal) {
        end(SIGNALLED + signal);
    }

    /** Ends the process, when all that has to be done is done, from a thread that nobody waits for. */
    public static void end(int status) {
        runAll();
        halt(status);
    }

    /**
     * Ends the process at once, by {@code _exit(2)}: Runtime.halt waits 300 ms where a thread is in native code, and
     * those that wait for signals, or watch over somebody's sleep, always are. It waits where what ran out, descriptors
     * or memory, is what that call is made ready with.
     */
    public static void halt(int status) {
        if (Native.hasBegun()) {
            try {
                SignalFunctions.C._exit(status);
            } catch (RuntimeException | LinkageError | OutOfMemoryError nothingLeft) {
                // As below.
            }
        }
        Runtime.getRuntime().halt(status);
    }

    /** Never returns where the end of the process is under way: that comes by the signal's status. */
    public static void giveWay() {
        synchronized (STEPS) {
            if (!ending || DOING.contains(Thread.currentThread())) {
                return;
            }
        }
        await();
    }

    /** All at the same time, for one may wait for what another lets go of. */
    private static void runAll() {
        boolean byAnother;
        List<ExitHook> steps;
        synchronized (STEPS) {
            byAnother = ending;
            ending = true;
            steps = List.copyOf(STEPS);
        }
        if (byAnother) {
            await();
        }
        Map<Thread, ExitHook> threads = new LinkedHashMap<>();
        for (ExitHook each : steps) {
            Thread thread = new Thread(each::runQuietly, each.name);
            try {
                thread.start();
                threads.put(thread, each);
            } catch (OutOfMemoryError noMoreThreads) {
                each.runQuietly();
            }
        }
        long end = System.nanoTime() + PATIENCE_NANOS;
        threads.forEach((thread, each) -> each.await(thread, end));
    }

    private void await(Thread thread, long end) {
        try {
            if (isPatient) {
                thread.join();
            } else {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    /** Nobody is left who could be told what went wrong, and the other steps are still to be done. */
    private void runQuietly() {
        DOING.add(Thread.currentThread());
        try {
            step.run();
        } catch (RuntimeException | Error nothingMoreToDo) {
            // The process ends by the signal, which is what it tells.
        }
    }

    /** Never returns: for when the end of the process is under way, which comes by the signal's status. */
    public static void await() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException nobodyInterruptsUs) {
                throw new IllegalStateException(nobodyInterruptsUs);
            }
        }
    }

    /** It went well: nothing is to be done any more. */
    @Override
    public void close() {
        synchronized (STEPS) {
            STEPS.remove(this);
        }
    }
}
