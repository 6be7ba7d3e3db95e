package org.ipcctl.cli.sync;

import java.util.concurrent.Callable;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Files;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.sem.SemaphoreHold;
import org.ipcctl.sync.MutexLock;
import org.ipcctl.sync.ProcessMutex;
import org.ipcctl.sync.SyncKind;
import org.ipcctl.sync.SyncObject;

/**
 * What --lock and --init say: a semaphore or mutex that is taken around an access to shared memory. A signal that ends
 * ipcctl gives the semaphore back; a mutex goes to the next one, who is told that its owner died.
 */
public final class LockOption {
    private final Arg<ObjectName.Ref> lock;
    private final Arg<Long> init;
    private final WaitOptions wait;

    /** Declares them, and how long a command waits, where {@code waitsFor} is the case. */
    public LockOption(Command leaf, String waitsFor) {
        lock = leaf.opt(ObjectName.lock(),
                "Hold sem:NAME or mutex:NAME during the access; a mutex is created if there is none.",
                "--lock");
        init = leaf
                .opt(ValueType.integer("N", 0, NamedSemaphore.MAX_VALUE),
                        "Create the semaphore of --lock with the value N if there is none.", "-i", "--init")
                .formerly("--sem-init").rare();
        wait = leaf.waitOptions(waitsFor);
    }

    public WaitOptions waitOptions() {
        return wait;
    }

    /** Whether the options fit together; before anything is touched. */
    public void check(Args args) {
        if (args.has(init) && (!args.has(lock) || args.get(lock).kind() == SyncKind.MUTEX)) {
            throw new UsageException("--init is for --lock sem:NAME");
        }
    }

    /** Runs {@code body} while the lock is held, or just so where none was asked for. */
    public int around(Args args, Context context, Callable<Integer> body) throws Exception {
        if (!args.has(lock)) {
            return body.call();
        } else if (args.get(lock).kind() == SyncKind.MUTEX) {
            return aroundMutex(args, context, body);
        }
        String name = args.get(lock).name();
        try (NamedSemaphore semaphore = args.has(init)
                ? NamedSemaphore.openOrCreate(name, Files.MODE_OF_OBJECTS, args.get(init))
                : NamedSemaphore.open(name)) {
            SemaphoreHold hold = SemaphoreHold.take(semaphore, wait.deadline(args));
            try (hold) {
                return body.call();
            }
        }
    }

    private int aroundMutex(Args args, Context context, Callable<Integer> body) throws Exception {
        try (SyncObject<ProcessMutex> object = SyncObject.mutex(args.get(lock).name(), true)) {
            MutexLock mutex = new MutexLock(object, context::warn);
            Deadline deadline = wait.deadline(args);
            if (!mutex.take(deadline)) {
                throw mutex.failure(args.get(lock).name(), deadline);
            }
            try {
                return body.call();
            } finally {
                mutex.release();
            }
        }
    }
}
