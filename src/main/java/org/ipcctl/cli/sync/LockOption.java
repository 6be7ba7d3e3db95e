package org.ipcctl.cli.sync;

import java.util.concurrent.Callable;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.AtEnd;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.sync.MutexLock;
import org.ipcctl.sync.ProcessMutex;
import org.ipcctl.sync.SyncBlock;
import org.ipcctl.sync.SyncKind;
import org.ipcctl.sync.SyncObject;

/**
 * What --lock and --sem-init say: a semaphore or mutex that is taken around an access to shared memory. A signal that ends
 * ipcctl gives the semaphore back; a mutex goes to the next one, who is told that its owner died.
 */
public final class LockOption {
    /** Of --lock. */
    public static final Kind<ObjectName.Ref> KIND = Kind.custom("LOCK", ObjectName.Ref.class, ObjectName::lock);
    public static final String HELP = "Hold the lock around the access: sem:NAME, a semaphore, or mutex:NAME, a mutex, created where there is none.";
    /** Of --sem-init. */
    public static final Kind<Long> INIT = Kind.integer("N", 0, NamedSemaphore.MAX_VALUE);
    public static final String INIT_HELP = "Create the semaphore of --lock with the value N if there is none.";

    private final Opt<ObjectName.Ref> lock;
    private final Opt<Long> init;
    private final WaitOptions wait;

    public LockOption(Opt<ObjectName.Ref> lock, Opt<Long> init, WaitOptions wait) {
        this.lock = lock;
        this.init = init;
        this.wait = wait;
    }

    /** Whether the options fit together; before anything is touched. */
    public void check(Args args) {
        if (args.has(init) && (!args.has(lock) || args.get(lock).kind() == SyncKind.MUTEX)) {
            throw new UsageException("--sem-init is for --lock sem:NAME");
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
        try (NamedSemaphore semaphore = args.has(init) ? NamedSemaphore.openOrCreate(name, Files.MODE_OF_OBJECTS, args.get(init)) : NamedSemaphore.open(name)) {
            Grip grip = new Grip(semaphore);
            AtEnd release = AtEnd.run("release of " + name, grip::letGoForEver);
            try {
                grip.take(wait.deadline(args));
                return body.call();
            } finally {
                grip.letGo();
                release.close();
            }
        }
    }

    private int aroundMutex(Args args, Context context, Callable<Integer> body) throws Exception {
        try (SyncObject<ProcessMutex> object = SyncObject.mutex(args.get(lock).name(), true)) {
            MutexLock mutex = new MutexLock(object.get(), SyncBlock.Kind.MUTEX, context::warn);
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

    /** Our hold of a semaphore, which two threads may end: ours, and that of the JVM's end, which interrupts our wait for it. */
    private static final class Grip {
        private final NamedSemaphore semaphore;
        private Interruption waiting;
        private boolean held;
        private boolean ending;

        Grip(NamedSemaphore semaphore) {
            this.semaphore = semaphore;
        }

        void take(Deadline deadline) {
            try (Interruption interruption = Interruption.ofThisThread()) {
                if (begin(interruption) && !keep(semaphore.acquire(deadline))) {
                    throw semaphore.notTaken(1, deadline);
                }
            } catch (Interruption.Interrupted e) {
                if (!isEnding()) {
                    throw e;
                }
            }
            if (isEnding()) {
                AtEnd.await();
            }
        }

        private synchronized boolean begin(Interruption interruption) {
            waiting = interruption;
            return !ending;
        }

        /** Before the interruption is over, so that who waits for that finds out whether it is held. */
        private synchronized boolean keep(boolean taken) {
            held = taken;
            return taken || ending;
        }

        private synchronized boolean isEnding() {
            return ending;
        }

        synchronized void letGo() {
            if (held) {
                held = false;
                semaphore.post();
            }
        }

        void letGoForEver() {
            Interruption sleeper = end();
            if (sleeper != null) {
                sleeper.ask();
            }
            letGo();
        }

        private synchronized Interruption end() {
            ending = true;
            return waiting;
        }
    }
}
