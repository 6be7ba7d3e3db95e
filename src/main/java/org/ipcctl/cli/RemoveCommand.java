package org.ipcctl.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellPattern;
import org.ipcctl.result.Schema;

/** A command that removes what it is told to, as rm(1) does: each that it can, and the status of the first failure. */
@SuppressWarnings("this-escape") // flag and args, which are final, see no more of it than its fields so far
public final class RemoveCommand extends Command {
    private final IpcKind<?> kind;
    private final Arg<Boolean> force = flag("Say nothing about those that do not exist, as rm -f.", "-f", "--force");
    private final ObjectRemoval removal = new ObjectRemoval(this);
    private final Arg<List<String>> names;
    private final Texts texts;

    /** @param help the sentence about the names */
    public RemoveCommand(IpcKind<?> kind, String help, Texts texts) {
        this.kind = kind;
        boolean listed = kind.naming().files() != null;
        this.names = args(ObjectName.of(kind, text -> ObjectRemoval.parse(kind, text)), kind.naming().label(),
                listed ? help
                        + " A shell pattern (*, ?, [...]) stands for all that match it, unless an object has exactly "
                        + "that name."
                        : help,
                0);
        this.texts = texts;
    }

    @Override
    protected Schema<?> schema() {
        return ObjectRemoval.SCHEMA;
    }

    @Override
    protected Texts texts() {
        return texts;
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        if (args.get(names).isEmpty() && !args.get(force)) {
            throw new UsageException("missing " + kind.naming().label());
        }
        boolean isChosen = true;
        int status = 0;
        List<ObjectName.Ref> objects = new ArrayList<>();
        for (String name : args.get(names)) {
            isChosen &= !ShellPattern.isPattern(name);
            try {
                objects.addAll(ObjectRemoval.expand(kind, name));
            } catch (CommandFailure nothingFits) {
                int code = args.get(force) ? 0 : context.failed(nothingFits);
                status = status == 0 ? code : status;
            }
        }
        if (removal.isDry(args)) {
            status = dropAbsent(objects, args, context, status);
        }
        if (removal.goesOn(args, context, objects, isChosen)) {
            for (ObjectName.Ref object : objects) {
                int code = ObjectRemoval.remove(object, args.get(force), context);
                status = status == 0 ? code : status;
            }
        }
        return status;
    }

    /** Tells of those that could not be removed because they are not there. */
    private int dropAbsent(List<ObjectName.Ref> objects, Args args, Context context, int before) {
        int status = before;
        for (ObjectName.Ref object : List.copyOf(objects)) {
            try {
                kind.identify(object.name());
            } catch (KernelException e) {
                // One that may not be looked at may be removed nevertheless.
                if (!e.is(Errno.EACCES)) {
                    objects.remove(object);
                    boolean told = !args.get(force) || !e.is(Errno.ENOENT);
                    int code = told ? context.failed(ObjectRemoval.notThere(kind, e)) : 0;
                    status = status == 0 ? code : status;
                }
            }
        }
        return status;
    }
}
