package org.ipcctl.pipe;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Signals;
import org.ipcctl.kernel.Spawn;

/** The children of an experiment; none outlives it, however it ends. */
final class Crew implements AutoCloseable {
    private final List<Child> members = new ArrayList<>();

    Child start(Spawn spawn) {
        Child child = spawn.start();
        members.add(child);
        return child;
    }

    List<Child> members() {
        return members;
    }

    /** How {@code child} ended. */
    static Child.Ending ending(Child child, Deadline deadline) {
        Child.Ending ending = child.await(deadline);
        if (ending == null) {
            throw deadline.passed("waitpid", "child " + child.pid(), "its end");
        }
        return ending;
    }

    @Override
    public void close() {
        members.forEach(child -> child.signal(Signals.SIGKILL));
        members.forEach(Child::await);
    }
}
