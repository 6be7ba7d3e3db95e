package org.ipcctl.cli.sync;

import java.util.List;
import java.util.function.BiFunction;
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
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.sync.ProcessCondition;
import org.ipcctl.sync.ProcessMutex;
import org.ipcctl.sync.SyncKind;
import org.ipcctl.sync.SyncObject;

/** {@code ipcctl mutex create} and {@code ipcctl cond create}. */
final class SyncCreate extends Command {
    private final String command;
    private final BiFunction<String, Mapping, ?> maker;
    private final Arg<String> name = arg(ObjectName.of(SyncKind.MUTEX), "NAME",
            "The object's name, with or without its leading slash.");
    private final Arg<FileMode> mode = opt(ValueType.MODE,
            "The exact permissions, octal or as u=rw,g=rw; using it needs both r and w (default: 0600 less the "
                    + "umask).",
            "-m", "--mode");
    private final Arg<Boolean> exclusive = flag("Exit 4 if it exists already.", "-x", "--exclusive");

    private SyncCreate(String command, BiFunction<String, Mapping, ?> maker) {
        this.command = command;
        this.maker = maker;
    }

    static SyncCreate mutex() {
        return new SyncCreate("mutex", ProcessMutex::create);
    }

    static SyncCreate condition() {
        return new SyncCreate("cond", ProcessCondition::create);
    }

    @Override
    protected List<String> description() {
        return List.of(
                "One that already exists is left as it is, which counts as success. It is a shared memory object of "
                        + "256 bytes with a header and the pthread objects, which C programs can map and use; NOTES "
                        + "in the manual page describes the header.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("for this user",
                "ipcctl " + command + " create " + (command.equals("mutex") ? "guard" : "changed")));
    }

    @Override
    protected int run(Args args, Context context) {
        int permissions = args.has(mode) ? args.get(mode).resolve(Files.MODE_OF_OBJECTS, Files.umask())
                : Files.MODE_OF_OBJECTS;
        boolean created = SyncObject.createIfAbsent(args.get(name), permissions, args.has(mode), maker, command);
        if (!created && args.get(exclusive)) {
            throw new KernelException("linkat", args.get(name), Errno.EEXIST).because("it exists already")
                    .advise("Remove it with "
                            + ShellWord.shown("ipcctl " + command + " rm " + ShellWord.object(args.get(name)))
                            + " first.");
        } else if (!created) {
            // What is there may be something else.
            (command.equals("mutex") ? SyncObject.mutex(args.get(name), false)
                    : SyncObject.condition(args.get(name), false)).close();
        }
        return 0;
    }
}
