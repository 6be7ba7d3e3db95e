package org.ipcctl.cli.shm;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.shm.SharedMemory;

/** A command that may create the shared memory object it is about. */
abstract class ShmLeaf extends Leaf {
    private static final int DEFAULT_MODE = 0600;

    protected final Opt<String> name = arg(ObjectName.SHM, "NAME", "The object, with or without its leading slash.");
    private Opt<Long> size;
    private Opt<FileMode> mode;

    /** Declares what a new object is to be like. */
    protected final void creationOptions(boolean sizeRequired) {
        size = sizeRequired ? requiredOpt(Kind.SIZE, "The object has SIZE bytes, all zero.", "-s", "--size")
                : opt(Kind.SIZE, "A new object has SIZE bytes, and zeros where nothing is written (default: as many as are written).",
                        "-s", "--size");
        mode = opt(Kind.MODE, "A new object has exactly these permissions, octal or as u=rw,g=r (default: 0600 less the umask).",
                "-m", "--mode");
    }

    /** Whether a new object has a size of its own, not that of what is written. */
    protected final boolean hasFixedSize() {
        return size.isGiven();
    }

    /** Whether anything was said that only a new object can heed. */
    protected final boolean saysHowToCreate() {
        return size.isGiven() || mode.isGiven();
    }

    /** A new object without a name yet, of the size and mode that were asked for. */
    protected final SharedMemory draft() {
        SharedMemory memory = SharedMemory.unnamed(name.get(), DEFAULT_MODE);
        try {
            if (mode.isGiven()) {
                memory.fd().setMode(permissions());
            }
            if (size.isGiven()) {
                memory.resize(size.get());
            }
            return memory;
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    /** The object there is, if it is as asked for; null where there is none. */
    protected final SharedMemory existing(SharedMemory.Access access) {
        try {
            return checked(SharedMemory.open(name.get(), access));
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT)) {
                return null;
            }
            throw e;
        }
    }

    private SharedMemory checked(SharedMemory memory) {
        List<String> differences = new ArrayList<>();
        if (size.isGiven() && size.get() != memory.size()) {
            differences.add(memory.size() + " bytes, not " + size.get());
        }
        if (mode.isGiven() && permissions() != memory.permissions()) {
            differences.add(String.format("mode %04o, not %04o", memory.permissions(), permissions()));
        }
        if (!differences.isEmpty()) {
            memory.close();
            throw exists("it exists already, with " + String.join(", and with ", differences))
                    .advise("Take it as it is, resize it with 'ipcctl shm resize', or remove it with 'ipcctl shm rm' first.");
        }
        return memory;
    }

    /** The refusal of an object that was not to exist. */
    protected final KernelException exists() {
        return exists("it exists already").advise("Remove it with " + ShellWord.shown("ipcctl shm rm " + ShellWord.object(name.get())) + " first.");
    }

    private KernelException exists(String reason) {
        return new KernelException("shm_open", name.get(), Errno.EEXIST).because(reason);
    }

    private int permissions() {
        return mode.get().resolve(DEFAULT_MODE, Files.umask());
    }
}
