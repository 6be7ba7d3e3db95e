package org.ipcctl.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;

/**
 * Whether an object is in use, and not just looked at: who lists or monitors a host has each of its objects open for a
 * moment, and whoever asks in that moment sees a holder. So one that seems to be in use is looked at again, a few times
 * within a third of a second; what counts is who has it each time.
 *
 * @param holders who has it
 * @param unheld  where that is nobody: whether a process has it nevertheless
 */
public record LastingUse(List<Holding> holders, Use unheld) {
    /** Longer from look to look, for a busy machine may let a process wait in the midst of such a moment. */
    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(20), Duration.ofMillis(80),
            Duration.ofMillis(200));

    /** Looks at {@code objects}; nobody but processes that keep one delays the answer. */
    public static Map<Sought, LastingUse> of(List<Sought> objects) {
        return of(objects, pause -> Poll.await(new Fd[0], new int[0], Deadline.in(pause)));
    }

    static Map<Sought, LastingUse> of(List<Sought> objects, Consumer<Duration> sleep) {
        Map<Sought, LastingUse> uses = look(objects);
        for (Duration pause : PAUSES) {
            List<Sought> inDoubt = objects.stream().filter(object -> uses.get(object).isSeen()).toList();
            if (inDoubt.isEmpty()) {
                break;
            }
            sleep.accept(pause);
            look(inDoubt).forEach((object, again) -> uses.merge(object, again, LastingUse::still));
        }
        return uses;
    }

    private static Map<Sought, LastingUse> look(List<Sought> objects) {
        ObjectHolders holders = ObjectHolders.of(objects);
        Map<Sought, LastingUse> uses = new LinkedHashMap<>();
        for (Sought object : objects) {
            List<Holding> some = holders.of(object);
            uses.put(object, new LastingUse(some, some.isEmpty()
                    ? Use.ofUnheld(object.kind(), object.name(), holders.isComplete()) : Use.NONE));
        }
        return uses;
    }

    private boolean isSeen() {
        return !holders.isEmpty() || unheld == Use.UNSEEN;
    }

    /** What is left of this use at a later look. */
    private LastingUse still(LastingUse later) {
        if (holders.isEmpty() || later.holders.isEmpty()) {
            return later;
        }
        List<Holding> both = new ArrayList<>(later.holders);
        both.removeIf(one -> holders.stream().noneMatch(one::isSamePlace));
        return new LastingUse(both, Use.NONE);
    }
}
