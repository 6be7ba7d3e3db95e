package org.ipcctl.cli;

import java.util.List;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/** A command that removes what it is told to, as rm(1) does: each that it can, and the status of the first failure. */
@SuppressWarnings("this-escape") // flag and args, which are final, see no more of it than its fields so far
public abstract class RemoveLeaf extends Leaf {
    private final Opt<Boolean> force = flag("Say nothing about those that do not exist, as rm -f.", "-f", "--force");
    private final Opt<List<String>> names;
    private final String label;

    /**
     * @param label what a name is called: {@code NAME}
     * @param help  the sentence about them
     */
    protected RemoveLeaf(Kind<String> kind, String label, String help) {
        this.names = args(kind, label, help, 0);
        this.label = label;
    }

    /**
     * Removes one.
     *
     * @throws KernelException ENOENT where there is none
     */
    protected abstract void remove(String name);

    @Override
    protected final int run(Args args, Context context) {
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
            remove(name);
            return 0;
        } catch (KernelException e) {
            boolean absent = e.is(Errno.ENOENT) || e.is(Errno.ENOTDIR);
            return absent && args.get(force) ? 0 : context.failed(e);
        } catch (CommandFailure e) {
            return context.failed(e);
        }
    }
}
