package org.ipcctl.cli.sem;

import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.sem.SemDirectory;
import org.ipcctl.sem.SemaphoreKind;

/** {@code ipcctl sem create}. */
final class SemCreate extends Command {
    private final Arg<String> name = arg(ObjectName.of(SemaphoreKind.KIND), "NAME",
            "The semaphore, with or without its leading slash.");
    private final Arg<Long> value = optOr(ValueType.integer("N", 0, NamedSemaphore.MAX_VALUE), 1L,
            "The initial value, 0 to 2147483647.", "-i", "--init").formerly("--value", "-n");
    private final Arg<FileMode> mode = opt(ValueType.MODE,
            "The exact permissions, octal or as u=rw,g=rw; using a semaphore needs both r and w (default: 0600 less "
                    + "the umask).",
            "-m", "--mode");
    private final Arg<Boolean> exclusive = flag("Exit 4 if the semaphore exists already.", "-x", "--exclusive");

    @Override
    protected List<String> description() {
        return List.of(
                "With the value 1 it is a lock; with N, N processes can hold it at a time; with 0, waiters wait for "
                        + "the first post.",
                "A semaphore that already exists is left as it is; that counts as success unless --init or --mode "
                        + "was given and its value or mode is different now, in which case the difference is shown, "
                        + "and the exit status is 4. Without --init, any value is accepted. It exists until it is "
                        + "removed or the machine restarts. C programs open it with sem_open(3).");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("a lock", "ipcctl sem create lock"),
                new Example("four at a time", "ipcctl sem create slots --init 4"));
    }

    @Override
    protected int run(Args args, Context context) {
        boolean done = false;
        while (!done) {
            try {
                create(args);
                done = true;
            } catch (KernelException e) {
                if (!e.is(Errno.EEXIST) || args.get(exclusive)) {
                    throw e;
                }
                done = isAsAskedFor(args);
            }
        }
        return 0;
    }

    private void create(Args args) {
        if (!args.has(mode)) {
            NamedSemaphore.create(args.get(name), Files.MODE_OF_OBJECTS, args.get(value)).close();
        } else {
            NamedSemaphore.createExactly(args.get(name), args.get(mode).resolve(Files.MODE_OF_OBJECTS, Files.umask()),
                    args.get(value)).close();
        }
    }

    /** False where it is gone again. */
    private boolean isAsAskedFor(Args args) {
        try {
            int actual = SemDirectory.status(args.get(name)).permissions();
            int wanted = args.has(mode) ? args.get(mode).resolve(Files.MODE_OF_OBJECTS, Files.umask()) : actual;
            if (wanted != actual) {
                throw otherwise(args, String.format("with mode %04o, not %04o", actual, wanted));
            }
            checkValue(args);
            return true;
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT)) {
                return false;
            }
            throw e;
        }
    }

    /** Whatever its value, it must be a semaphore, as far as one can see. */
    private void checkValue(Args args) {
        int now;
        try {
            now = NamedSemaphore.value(args.get(name));
        } catch (KernelException e) {
            if (e.is(Errno.EACCES) && !args.has(value)) {
                return;
            }
            throw e;
        }
        if (args.has(value) && now != args.get(value)) {
            throw otherwise(args, "and its value is now " + now + ", not " + args.get(value));
        }
    }

    private KernelException otherwise(Args args, String difference) {
        return new KernelException("linkat", args.get(name), Errno.EEXIST).because("it exists already, " + difference)
                .advise("Use it as it is, or remove it first with "
                        + ShellWord.shown("ipcctl sem rm " + ShellWord.object(args.get(name))) + ".");
    }
}
