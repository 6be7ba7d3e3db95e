package org.ipcctl.kernel;

import java.util.concurrent.CountDownLatch;

/**
 * What is done when a signal ends this process before {@link #close}. Where one has begun to end it already, nothing new is
 * begun either: the step is done at once, and the caller goes no further.
 */
public final class AtEnd implements AutoCloseable {
    private final Thread hook;

    private AtEnd(Thread hook) {
        this.hook = hook;
    }

    /** From now on {@code step} is done at the end, on a thread of that {@code name}. */
    public static AtEnd run(String name, Runnable step) {
        Thread hook = new Thread(step, name);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            step.run();
            await();
        }
        return new AtEnd(hook);
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
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // Then the step runs or has run, and finds what there is to do.
        }
    }
}
