package org.ipcctl.cli.shm;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.SharedMemoryKind;

/** A command that may create the shared memory object it is about. */
abstract class ShmCommand extends Command {
    protected final Arg<String> name = arg(ObjectName.of(SharedMemoryKind.KIND), "NAME",
            "The object, with or without its leading slash.");
    private Arg<Long> size;
    private Arg<FileMode> mode;

    /** Declares what a new object is to be like. */
    protected final void creationOptions(boolean sizeRequired) {
        size = sizeRequired
                ? requiredOpt(ValueType.SIZE, "The size of the object, whose bytes are zero.", "-s", "--size")
                : opt(ValueType.SIZE,
                        "The size of a new object, padded with zeros (default: the number of bytes written).",
                        "-s", "--size");
        mode = opt(ValueType.MODE,
                "The exact permissions of a new object, octal or as u=rw,g=r (default: 0600 less the umask).",
                "-m", "--mode");
    }

    /** Whether a new object has a size of its own, not that of what is written. */
    protected final boolean hasFixedSize(Args args) {
        return args.has(size);
    }

    /** Whether anything was said that only a new object can heed. */
    protected final boolean saysHowToCreate(Args args) {
        return args.has(size) || args.has(mode);
    }

    /** A new object without a name yet, of the size and mode that were asked for. */
    protected final SharedMemory draft(Args args) {
        SharedMemory memory = SharedMemory.unnamed(args.get(name), Files.MODE_OF_OBJECTS);
        try {
            if (args.has(mode)) {
                memory.fd().setMode(permissions(args));
            }
            if (args.has(size)) {
                memory.resize(args.get(size));
            }
            return memory;
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    /** The object there is, if it is as asked for; null where there is none. */
    protected final SharedMemory existing(Args args, SharedMemory.Access access) {
        try {
            return checked(args, SharedMemory.open(args.get(name), access));
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT)) {
                return null;
            }
            throw e;
        }
    }

    private SharedMemory checked(Args args, SharedMemory memory) {
        List<String> differences = new ArrayList<>();
        if (args.has(size) && args.get(size) != memory.size()) {
            differences.add(memory.size() + " bytes, not " + args.get(size));
        }
        if (args.has(mode) && permissions(args) != memory.permissions()) {
            differences.add(String.format("mode %04o, not %04o", memory.permissions(), permissions(args)));
        }
        if (!differences.isEmpty()) {
            memory.close();
            throw exists(args, "it exists already, with " + String.join(", and with ", differences))
                    .advise("Use it as it is, resize it with 'ipcctl shm resize', or remove it first with 'ipcctl "
                            + "shm rm'.");
        }
        return memory;
    }

    /** The refusal of an object that was not to exist. */
    protected final KernelException exists(Args args) {
        return exists(args, "it exists already").advise(
                "Remove it with " + ShellWord.shown("ipcctl shm rm " + ShellWord.object(args.get(name))) + " first.");
    }

    private KernelException exists(Args args, String reason) {
        return new KernelException("shm_open", args.get(name), Errno.EEXIST).because(reason);
    }

    private int permissions(Args args) {
        return args.get(mode).resolve(Files.MODE_OF_OBJECTS, Files.umask());
    }
}
