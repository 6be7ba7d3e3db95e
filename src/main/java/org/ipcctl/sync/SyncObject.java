package org.ipcctl.sync;

import java.util.function.BiFunction;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.shm.SharedMemory;

/**
 * A shared memory object with a mutex or a condition variable in it. A new one is made in memory that has no name yet
 * and gets its name when it is complete, so however many create it at once, there is one, and nobody sees half of it.
 */
public final class SyncObject<T> implements AutoCloseable {
    private final SharedMemory memory;
    private final Mapping mapping;
    private final T content;
    private FileStatus file;

    private SyncObject(SharedMemory memory, BiFunction<String, Mapping, T> maker, String command, boolean writable) {
        this.memory = memory;
        try {
            if (memory.size() < SyncBlock.LENGTH) {
                throw SyncBlock.wrong(memory.name(),
                        "it is shared memory of " + memory.size() + " bytes, and not a " + command + " of ipcctl");
            }
            this.mapping = memory.map(SyncBlock.LENGTH, writable);
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
        try {
            this.content = maker.apply(memory.name(), mapping);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The mutex {@code name}; with {@code create}, a new one where there is none. */
    public static SyncObject<ProcessMutex> mutex(String name, boolean create) {
        return open(name, create, "mutex", ProcessMutex::create, ProcessMutex::of);
    }

    public static SyncObject<ProcessCondition> condition(String name, boolean create) {
        return open(name, create, "cond", ProcessCondition::create, ProcessCondition::of);
    }

    /**
     * The mutex {@code name} to look at. It is mapped for reading only: to reserve the memory that is written to
     * changes the times of the object, and who looks at all of them again and again would find each changed.
     */
    static SyncObject<ProcessMutex> seenMutex(String name) {
        return seen(name, "mutex", ProcessMutex::of);
    }

    /** As {@link #seenMutex}. */
    static SyncObject<ProcessCondition> seenCondition(String name) {
        return seen(name, "cond", ProcessCondition::of);
    }

    private static <T> SyncObject<T> seen(String name, String command, BiFunction<String, Mapping, T> finder) {
        try {
            return new SyncObject<>(SharedMemory.open(name, SharedMemory.Access.WRITE), finder, command, false);
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT) ? missing(e, command) : e;
        }
    }

    private static KernelException missing(KernelException e, String command) {
        return e.because("no such " + (command.equals("cond") ? "condition variable" : command))
                .in(command.equals("cond") ? SyncSituation.NO_CONDITION : SyncSituation.NO_MUTEX);
    }

    private static <T> SyncObject<T> open(String name, boolean create, String command,
                                          BiFunction<String, Mapping, T> maker,
                                          BiFunction<String, Mapping, T> finder) {
        while (true) {
            try {
                return new SyncObject<>(SharedMemory.open(name, SharedMemory.Access.WRITE), finder, command, true);
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                } else if (!create) {
                    throw missing(e, command);
                }
            }
            createIfAbsent(name, Files.MODE_OF_OBJECTS, false, maker, command);
        }
    }

    /**
     * Makes a new one.
     *
     * @param exactMode whether {@code mode} is to be as it is, whatever the umask says
     * @return false where the name is taken
     */
    public static <T> boolean createIfAbsent(String name, int mode, boolean exactMode,
                                             BiFunction<String, Mapping, T> maker, String command) {
        SharedMemory draft = SharedMemory.unnamed(name, mode);
        try {
            draft.resize(SyncBlock.LENGTH);
            if (exactMode) {
                draft.fd().setMode(mode);
            }
        } catch (RuntimeException e) {
            draft.close();
            throw e;
        }
        try (SyncObject<T> made = new SyncObject<>(draft, maker, command, true)) {
            return made.memory.publish();
        }
    }

    /** The mutex or condition variable itself. */
    public T get() {
        return content;
    }

    SharedMemory memory() {
        return memory;
    }

    /** Owner and mode, as they were when they were first asked for. */
    FileStatus file() {
        file = file != null ? file : memory.fd().status();
        return file;
    }

    @Override
    public void close() {
        if (!(content instanceof ProcessCondition condition) || !condition.isInUse()) {
            mapping.close();
        }
        memory.close();
    }
}
