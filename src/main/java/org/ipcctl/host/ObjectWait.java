package org.ipcctl.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;

/**
 * Waits until objects are as they should be: sleeps in poll(2) until one of those that are not shows an event, then
 * looks at all.
 */
public final class ObjectWait {
    /** Looks without an event take a part of the time at most, however long one takes. */
    private static final int REST = 4;

    private ObjectWait() {}

    /**
     * Waits until {@code objects} are as they should be all at once, or one is where {@code any} of them will do, or
     * the deadline has passed.
     *
     * @return which ones were, at the last look; with {@code any} the first alone
     */
    public static boolean[] await(List<? extends Awaited> objects, boolean any, Deadline deadline) {
        while (true) {
            // Before the look: what it finds after the last moment counts, and nothing is found without one.
            boolean last = deadline.hasPassed();
            long begun = System.nanoTime();
            boolean[] held = new boolean[objects.size()];
            int count = 0;
            for (int i = 0; i < held.length; i++) {
                held[i] = objects.get(i).holds();
                count += held[i] ? 1 : 0;
                if (any && held[i]) {
                    return held;
                }
            }
            if (last || count == held.length) {
                return held;
            }
            sleep(objects, held, deadline, Duration.ofNanos(REST * (System.nanoTime() - begun)));
        }
    }

    private static void sleep(List<? extends Awaited> objects, boolean[] held, Deadline deadline, Duration rest) {
        List<Awaited.Cue> cues = new ArrayList<>();
        Duration pause = Awaited.RARELY;
        for (int i = 0; i < held.length; i++) {
            // What is so already may be so for long, and would show an event all the time.
            if (!held[i]) {
                cues.addAll(objects.get(i).cues());
                Duration its = objects.get(i).pause();
                pause = its.compareTo(pause) < 0 ? its : pause;
            }
        }
        Fd[] fds = new Fd[cues.size()];
        int[] events = new int[fds.length];
        for (int i = 0; i < fds.length; i++) {
            fds[i] = cues.get(i).fd();
            events[i] = cues.get(i).events();
        }
        Poll.await(fds, events, deadline.within(pause.compareTo(rest) < 0 ? rest : pause));
    }
}
