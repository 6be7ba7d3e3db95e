package org.ipcctl.work;

import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.DraftFile;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.LateError;
import org.ipcctl.kernel.StateDirectory;

/**
 * Where the claims of one process are: a directory of its own below that of the queue, in which it has a file locked as
 * long as it lives. One whose lock is free was left by a process that was killed, and whoever gets the lock takes its
 * claims over.
 *
 * <pre>
 *   QUEUE/run-PID-TIME/lock    QUEUE/run-PID-TIME/1, 2, ...    QUEUE/failed/TIME-PID-N.message and .json
 * </pre>
 */
public final class ClaimDirectory implements AutoCloseable {
    private static final String RUN = "run-";
    private static final String LOCK = "lock";
    private static final int ATTEMPTS = 20;

    private final String queueDirectory;
    private final String directory;
    private final Fd lock;
    private final int capacity;
    private final Mark mark;
    private final long seed = new SplittableRandom().nextLong();
    private final byte[] pattern;
    private final Consumer<RuntimeException> complain;
    private long last;

    private ClaimDirectory(String queueDirectory, String directory, Fd lock, int capacity, Mark mark,
                           Consumer<RuntimeException> complain) {
        this.queueDirectory = queueDirectory;
        this.directory = directory;
        this.lock = lock;
        this.capacity = capacity;
        this.mark = mark;
        this.complain = complain;
        this.pattern = Claim.pattern(seed, capacity);
    }

    /** {@code ${XDG_STATE_HOME:-~/.local/state}/ipcctl/work}. */
    public static String byDefault() {
        return StateDirectory.path() + "/work";
    }

    /**
     * Makes one.
     *
     * @param base     what is made where it is not there
     * @param queue    its name, with a slash in front
     * @param capacity bytes that its messages can have
     * @param mark     what they have beside those
     * @param complain told of what is in the way and left as it is
     * @throws KernelException EPERM where others could change what is in it
     */
    public static ClaimDirectory open(String base, String queue, int capacity, Mark mark,
                                      Consumer<RuntimeException> complain) {
        String queueDirectory = base + queue;
        for (int attempt = 0;; attempt++) {
            OwnDirectory.make(queueDirectory);
            String directory = queueDirectory + "/" + RUN + ProcessHandle.current().pid() + "-" + System.nanoTime();
            Fd lock = lockNew(directory);
            if (lock != null) {
                return new ClaimDirectory(queueDirectory, directory, lock, capacity, mark, complain);
            } else if (attempt == ATTEMPTS) {
                throw new KernelException("mkdir", directory, Errno.EBUSY).because("other processes keep removing "
                        + "it");
            }
        }
    }

    /** Null where somebody has taken it for one that was left, and removed it. */
    private static Fd lockNew(String directory) {
        try {
            if (!Files.makeDirectory(directory, OwnDirectory.MODE)) {
                return null;
            }
            Fd lock = Fd.open(directory + "/" + LOCK, Fd.O_RDWR | Fd.O_CREAT | Fd.O_EXCL | Fd.O_NOFOLLOW, 0600);
            if (lock.tryLock() && lock.status().links() == 1) {
                return lock;
            }
            lock.close();
            return null;
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT)) {
                return null;
            }
            throw e;
        }
    }

    /** The directory of the queue. */
    public String path() {
        return queueDirectory;
    }

    private String next() {
        return directory + "/" + ++last;
    }

    /** What the messages have beside their bytes. */
    Mark mark() {
        return mark;
    }

    /** One that there is. */
    Claim open(String path) {
        return Claim.open(path, mark);
    }

    /** An empty claim. Under its name there is never a part of one. */
    Claim create() {
        String path = next();
        String draft = path + ".new";
        Claim.create(draft, capacity, mark).close();
        Files.rename(draft, path);
        return open(path);
    }

    /**
     * Whether {@code claim} has the room that a message of the queue can take; one that was taken over may be of a
     * queue of this name that was another.
     */
    boolean fits(Claim claim) {
        return claim.capacity() == capacity;
    }

    /** Takes a message into {@code claim}, if there is one. */
    boolean receive(Claim claim, JobQueue queue) {
        return claim.receive(queue, pattern, seed);
    }

    /**
     * What was left by others.
     *
     * @param claims those that are ours from now on, the oldest first
     * @param atWork how many are still those of jobs that run
     */
    record Left(List<Claim> claims, long atWork) {
    }

    /**
     * Takes over the claims of processes that are no more. The claim of a job that still runs is left until that has
     * ended, for nobody else is to work on its message at the same time.
     *
     * @param least how long messages are at least
     */
    Left takeOver(int least) {
        List<Claim> claims = new ArrayList<>();
        long atWork = 0;
        for (String name : Directory.names(queueDirectory)) {
            String other = queueDirectory + "/" + name;
            if (name.startsWith(RUN) && !other.equals(directory)) {
                try (Fd free = lockLeft(other)) {
                    atWork += free == null ? 0 : takeOver(other, least, claims);
                } catch (KernelException e) {
                    if (!e.is(Errno.ENOENT)) {
                        complain.accept(e);
                    }
                }
            }
        }
        claims.sort(Comparator.comparing(Claim::received));
        return new Left(claims, atWork);
    }

    /** Null where its process lives. */
    private static Fd lockLeft(String other) {
        OwnDirectory.check(other);
        Fd free;
        try {
            free = Fd.open(other + "/" + LOCK, Fd.O_RDWR | Fd.O_NOFOLLOW | Fd.O_NONBLOCK, 0);
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT)) {
                // Its process has not come to make one, or was not the last to remove it.
                Files.removeIfEmpty(other);
            }
            throw e;
        }
        if (free.tryLock() && free.status().links() == 1) {
            return free;
        }
        free.close();
        return null;
    }

    private long takeOver(String other, int least, List<Claim> claims) {
        long atWork = 0;
        boolean rest = false;
        for (String name : Directory.names(other)) {
            String path = other + "/" + name;
            if (name.matches("\\d{1,18}")) {
                try (Claim claim = open(path)) {
                    claim.find(least);
                    boolean busy = claim.isAtWork();
                    atWork += busy ? 1 : 0;
                    rest |= busy;
                    if (claim.state() == Claim.State.EMPTY) {
                        Files.unlink(path);
                    } else if (!busy) {
                        String ours = next();
                        Files.rename(path, ours);
                        claims.add(open(ours));
                    }
                } catch (KernelException e) {
                    rest = true;
                    complain.accept(e);
                }
            } else if (name.endsWith(".new")) {
                Files.unlink(path);
            } else {
                rest |= !name.equals(LOCK);
            }
        }
        if (!rest) {
            Files.unlink(other + "/" + LOCK);
            Files.removeIfEmpty(other);
        }
        return atWork;
    }

    /** Removes an empty claim. */
    void remove(Claim claim) {
        claim.close();
        try {
            Files.unlink(claim.path());
        } catch (KernelException goneAlready) {
            // Nothing was in it.
        }
    }

    /**
     * Keeps the message of {@code claim} as a file, byte for byte, and beside it what is known of it.
     *
     * @param about in bytes
     * @return where it is
     */
    String keep(Claim claim, String about) {
        String folder = queueDirectory + "/failed";
        Files.makeDirectory(folder, OwnDirectory.MODE);
        OwnDirectory.check(folder);
        String path = folder + "/" + Instant.now().toString().replace(":", "") + "-" + ProcessHandle.current().pid()
                + "-" + ++last;
        byte[] text = about.getBytes(StandardCharsets.UTF_8);
        write(folder, path + ".json", ByteBuffer.allocateDirect(text.length).put(text).flip());
        ByteBuffer message = ByteBuffer.allocateDirect(claim.length()).put(claim.message()).flip();
        claim.check();
        write(folder, path + ".message", message);
        return path + ".message";
    }

    private static void write(String folder, String path, ByteBuffer bytes) {
        try (DraftFile draft = DraftFile.in(folder, 0600, path)) {
            draft.fd().writeFully(bytes);
            // The claim is given up for it.
            LateError.check(draft.fd());
            if (!draft.publish(path)) {
                throw new KernelException("linkat", path, Errno.EEXIST);
            }
        }
    }

    /** What is left in it stays for whoever takes it over. */
    @Override
    public void close() {
        try {
            if (Directory.names(directory).equals(List.of(LOCK))) {
                Files.unlink(directory + "/" + LOCK);
                Files.removeIfEmpty(directory);
                Files.removeIfEmpty(queueDirectory);
            }
        } catch (KernelException goneOrNotOurs) {
            // What is left is empty, and is removed by the next one.
        } finally {
            lock.close();
        }
    }
}
