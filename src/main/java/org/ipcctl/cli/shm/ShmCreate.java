package org.ipcctl.cli.shm;

import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Arg;
import org.ipcctl.shm.SharedMemory;

/** {@code ipcctl shm create}. */
final class ShmCreate extends ShmCommand {
    private final Arg<Boolean> exclusive;

    ShmCreate() {
        creationOptions(true);
        exclusive = flag("Exit 4 if the object exists already.", "-x", "--exclusive");
    }

    @Override
    protected List<String> description() {
        return List.of(
                "The memory is reserved, so that any process that maps the object can access all of it; if /dev/shm "
                        + "does not have that much left, the exit status is 7 and no object is created.",
                "An object that already exists is left as it is; that counts as success if it has the requested size "
                        + "and mode, otherwise the difference is shown, and the exit status is 4. An object exists "
                        + "until it is removed or the machine restarts.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("a frame of 1920 x 1080 pixels of four bytes", "ipcctl shm create frame --size 8294400"),
                new Example("others in the group may read it", "ipcctl shm create samples --size 64K -m u=rw,g=r"));
    }

    @Override
    protected int run(Args args, Context context) {
        boolean done = false;
        while (!done) {
            done = isThere(args) || create(args);
        }
        return 0;
    }

    private boolean isThere(Args args) {
        try (SharedMemory there = existing(args, SharedMemory.Access.READ)) {
            if (there != null && args.get(exclusive)) {
                throw exists(args);
            }
            return there != null;
        }
    }

    /** False where somebody else was quicker. */
    private boolean create(Args args) {
        try (SharedMemory draft = draft(args)) {
            return draft.publish();
        }
    }
}
