package org.ipcctl.cli;

import java.util.List;
import java.util.function.Consumer;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/** A command that removes what it is told to, as rm(1) does: each that it can, and the status of the first failure. */
@SuppressWarnings("this-escape") // flag and args, which are final, see no more of it than its fields so far
public final class RemoveCommand extends Command {
    private final Arg<Boolean> force = flag("Say nothing about those that do not exist, as rm -f.", "-f", "--force");
    private final Arg<List<String>> names;
    private final String label;
    private final Consumer<String> removal;
    private final Texts texts;

    /** @param help the sentence about the names */
    public RemoveCommand(IpcKind<?> kind, String help, Texts texts) {
        this(ObjectName.of(kind), "NAME", help, kind::remove, texts);
    }

    /**
     * @param label   what a name is called: {@code NAME}
     * @param help    the sentence about them
     * @param removal removes one; throws ENOENT where there is none
     */
    public RemoveCommand(ValueType<String> kind, String label, String help, Consumer<String> removal, Texts texts) {
        this.names = args(kind, label, help, 0);
        this.label = label;
        this.removal = removal;
        this.texts = texts;
    }

    @Override
    protected Texts texts() {
        return texts;
    }

    @Override
    protected int run(Args args, Context context) {
        if (args.get(names).isEmpty() && !args.get(force)) {
            throw new UsageException("missing " + label);
        }
        int status = 0;
        for (String name : args.get(names)) {
            int code = removeOrTell(args, name, context);
            status = status == 0 ? code : status;
        }
        return status;
    }

    private int removeOrTell(Args args, String name, Context context) {
        try {
            removal.accept(name);
            return 0;
        } catch (KernelException e) {
            boolean absent = e.is(Errno.ENOENT) || e.is(Errno.ENOTDIR);
            return absent && args.get(force) ? 0 : context.failed(e);
        } catch (CommandFailure e) {
            return context.failed(e);
        }
    }
}
