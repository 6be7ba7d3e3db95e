package org.ipcctl.work;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ProcessStart;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.kernel.Users;

/**
 * A message and what is known of the work on it, in a file that outlives this process. The file is mapped, and the
 * kernel writes a message that it hands out straight into the mapping, so that no kill -9 comes between the queue and
 * the file.
 *
 * <p>Its length alone is told to the process and not written by the kernel. So beforehand all of the room is filled
 * with a pattern, and where the process ended before it could note the length, the message ends where the pattern
 * begins. The pattern has bytes that no text in UTF-8 has, and that numbers seldom end with, a different one at each
 * place.
 *
 * <pre>
 *   0 magic  8 kind of mark  12 state  16 priority, by the kernel  20 whether the length was found  24 length, -1 while
 *   not known 32 attempts  36 failures  40 seed of the pattern  48 seconds and 56 nanoseconds of when it was received
 *   64 when it is due, milliseconds  72 pid of the job, -1 for none  80 when that began  88 bytes of the reason
 *   92 the reason  504 type of a message of a System V queue, by the kernel  512 the message
 * </pre>
 */
final class Claim implements AutoCloseable {
    static final int HEADER = 512;
    /** Of a message of a queue of root's: {@code HARD_MSGSIZEMAX} of mq_overview(7). */
    static final int LARGEST = 16 << 20;
    private static final long MAGIC = 0x49504357_4f524b31L;
    private static final int STATE = 12;
    static final int PRIORITY = 16;
    private static final int FOUND = 20;
    private static final int LENGTH = 24;
    private static final int ATTEMPTS = 32;
    private static final int FAILURES = 36;
    private static final int SEED = 40;
    private static final int RECEIVED = 48;
    private static final int DUE = 64;
    private static final int PID = 72;
    private static final int STARTED = 80;
    static final int REASON = 88;
    private static final long UNKNOWN = -1;
    /** In place of the pid, where it is known that nobody works on it. */
    private static final long NOBODY = -1;
    /** The end of the year 9999, which is the last that everybody can write down. */
    private static final long LATEST = 253_402_300_799L;

    /** How far it is with the message. */
    enum State {
        /** There is none. */
        EMPTY,
        /** There may be one: it depends on whether the kernel has written its priority. */
        RECEIVING,
        /** It is there, whole. */
        CLAIMED,
        /** It has failed for good, and not gone yet where such messages go. */
        FAILED
    }

    private final String path;
    private final Fd fd;
    private final Mark mark;
    private final Mapping mapping;
    private final ByteBuffer header;
    private final ByteBuffer room;

    private Claim(String path, Fd fd, Mark mark, Mapping mapping) {
        this.path = path;
        this.fd = fd;
        this.mark = mark;
        this.mapping = mapping;
        this.header = mapping.buffer(0, HEADER);
        this.room = mapping.buffer(HEADER, Math.toIntExact(mapping.length() - HEADER));
    }

    /** A new one, for messages of up to {@code capacity} bytes; what is at {@code path} meanwhile is none yet. */
    static Claim create(String path, int capacity, Mark mark) {
        Fd fd = Fd.open(path, Fd.O_RDWR | Fd.O_CREAT | Fd.O_EXCL | Fd.O_NOFOLLOW, 0600);
        boolean made = false;
        try {
            fd.allocate(0, HEADER + (long) capacity);
            Claim claim = new Claim(path, fd, mark, Mapping.shared(fd, HEADER + (long) capacity, true));
            claim.header.putInt(8, mark.ordinal()).putLong(0, MAGIC);
            claim.mapping.check();
            made = true;
            return claim;
        } finally {
            if (!made) {
                fd.close();
            }
        }
    }

    /**
     * One that there is, of a message with such a mark.
     *
     * @throws KernelException EINVAL where it is none, or nobody can say what is in it; EPERM where it is not this
     * user's own
     */
    static Claim open(String path, Mark mark) {
        Fd fd = Fd.open(path, Fd.O_RDWR | Fd.O_NOFOLLOW | Fd.O_NONBLOCK, 0);
        boolean good = false;
        Mapping mapping = null;
        try {
            FileStatus status = fd.status();
            if (status.kind() != FileStatus.Kind.REGULAR || status.size() <= HEADER
                    || status.size() > HEADER + LARGEST) {
                throw broken(path);
            } else if (status.uid() != Users.effectiveUser() || status.links() != 1) {
                throw new KernelException("open", path, Errno.EPERM)
                        .because("is not a private file of this user, as claims must be");
            }
            mapping = Mapping.shared(fd, status.size(), true);
            Claim claim = new Claim(path, fd, mark, mapping);
            claim.examine();
            good = true;
            return claim;
        } finally {
            if (!good) {
                if (mapping != null) {
                    mapping.close();
                }
                fd.close();
            }
        }
    }

    private static KernelException broken(String path) {
        return new KernelException("open", path, Errno.EINVAL)
                .because("is not a claim, or was changed; it is left as it is")
                .advise("See what is in it with " + ShellWord.shown("od -c " + ShellWord.quote(path))
                        + ", and remove it.");
    }

    private void examine() {
        int state = header.getInt(STATE);
        long marked = mark();
        long length = header.getLong(LENGTH);
        int reason = header.getInt(REASON);
        boolean good = header.getLong(0) == MAGIC && header.getInt(8) == mark.ordinal() && state >= 0
                && state < State.values().length
                && mark.isPossible(marked) && length >= UNKNOWN && length <= room.capacity()
                && header.getInt(ATTEMPTS) >= 0 && header.getInt(FAILURES) >= 0 && reason >= 0
                && reason <= mark.roomForReason()
                && isTime(header.getLong(RECEIVED), header.getLong(RECEIVED + Long.BYTES))
                && (state <= State.RECEIVING.ordinal() || length != UNKNOWN && marked != Mark.UNWRITTEN);
        mapping.check();
        if (!good) {
            throw broken(path);
        }
    }

    private static boolean isTime(long seconds, long nanos) {
        return seconds >= 0 && seconds <= LATEST && nanos >= 0 && nanos < 1_000_000_000;
    }

    String path() {
        return path;
    }

    State state() {
        return State.values()[header.getInt(STATE)];
    }

    /** All that was stored before is there for whoever finds it in this state. */
    private void become(State state) {
        VarHandle.fullFence();
        header.putInt(STATE, state.ordinal());
        VarHandle.fullFence();
    }

    /** Its priority, or type. */
    long mark() {
        return mark.get(header);
    }

    /** Bytes that a message in it can have. */
    int capacity() {
        return room.capacity();
    }

    int length() {
        return (int) header.getLong(LENGTH);
    }

    /** Whether its length was not told by the kernel but found. */
    boolean isFound() {
        return header.getInt(FOUND) != 0;
    }

    /** How often it was begun to work on it. */
    int attempts() {
        return header.getInt(ATTEMPTS);
    }

    int failures() {
        return header.getInt(FAILURES);
    }

    Instant received() {
        return Instant.ofEpochSecond(header.getLong(RECEIVED), header.getLong(RECEIVED + Long.BYTES));
    }

    Instant due() {
        return Instant.ofEpochMilli(header.getLong(DUE));
    }

    long pid() {
        return header.getLong(PID);
    }

    long started() {
        return header.getLong(STARTED);
    }

    /** Why it failed last; empty where it did not. */
    String reason() {
        byte[] bytes = new byte[header.getInt(REASON)];
        header.get(REASON + Integer.BYTES, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The message, where it is; what is done with it is followed by {@link #check}. */
    ByteBuffer message() {
        return room.duplicate().position(0).limit(length());
    }

    /** As {@link Mapping#check}. */
    void check() {
        mapping.check();
    }

    /**
     * Takes a message out of {@code queue} if there is one.
     *
     * @param pattern of {@link #pattern} for {@code seed}
     */
    boolean receive(JobQueue queue, byte[] pattern, long seed) {
        room.put(0, pattern);
        Arrays.asList(LENGTH, RECEIVED, RECEIVED + 8, DUE, PID, STARTED).forEach(at -> header.putLong(at, 0));
        Arrays.asList(FOUND, ATTEMPTS, FAILURES, REASON).forEach(at -> header.putInt(at, 0));
        header.putLong(LENGTH, UNKNOWN);
        header.putLong(SEED, seed);
        mark.clear(header);
        become(State.RECEIVING);
        // Touched a moment ago, all of it is in memory, so that the kernel meets no fault when it writes there.
        mapping.check();
        int length = queue.tryReceive(mapping.buffer());
        if (length == JobQueue.NOTHING) {
            become(State.EMPTY);
            return false;
        }
        settle(length);
        mapping.check();
        return true;
    }

    private void settle(long length) {
        Instant now = Instant.now();
        header.putLong(RECEIVED, now.getEpochSecond());
        header.putLong(RECEIVED + Long.BYTES, now.getNano());
        header.putLong(LENGTH, length);
        become(State.CLAIMED);
    }

    /**
     * Makes up its mind about one that was left while it was receiving.
     *
     * @param least how long messages are at least
     */
    void find(int least) {
        if (state() != State.RECEIVING) {
            return;
        } else if (mark() == Mark.UNWRITTEN) {
            become(State.EMPTY);
            return;
        }
        byte[] pattern = pattern(header.getLong(SEED), room.capacity());
        int end = room.capacity();
        while (end > 0 && room.get(end - 1) == pattern[end - 1]) {
            end--;
        }
        header.putInt(FOUND, 1);
        settle(Math.min(Math.max(end, least), room.capacity()));
        mapping.check();
    }

    /** Counts that it is begun. */
    void begin() {
        header.putLong(PID, 0);
        header.putInt(ATTEMPTS, attempts() + 1);
        become(State.CLAIMED);
    }

    /**
     * What the file that the message is given to CMD in is called. By it a job is found of which nothing is noted yet,
     * for whoever began it was killed in the moment between.
     */
    String inputName() {
        Path file = Path.of(path);
        return "message-" + file.getParent().getFileName() + "-" + file.getFileName() + "-" + attempts();
    }

    /** Which process works on it. */
    void worker(long pid, long started) {
        header.putLong(STARTED, started);
        VarHandle.fullFence();
        header.putLong(PID, pid);
    }

    /** Whether the job of a process that is no more still runs. */
    boolean isAtWork() {
        if (state() != State.CLAIMED || attempts() == 0) {
            return false;
        } else if (pid() == 0) {
            noteWorker();
        }
        return started() != ProcessStart.NONE && ProcessStart.of(pid()) == started();
    }

    /** The first of those that have its input: CMD, and not one that CMD has begun. */
    private void noteWorker() {
        String link = "/memfd:" + inputName() + " (deleted)";
        Set<Long> found = new LinkedHashSet<>();
        OpenFiles.look(file -> {
            if (file.link().equals(link)) {
                found.add(file.pid());
            }
        });
        found.stream().min(Comparator.comparing(ProcessStart::of))
                .ifPresent(pid -> worker(pid, ProcessStart.of(pid)));
    }

    /** Counts a failure. */
    void failed(String reason, Instant again) {
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, mark.roomForReason());
        header.putInt(REASON, 0);
        header.put(REASON + Integer.BYTES, bytes, 0, length);
        header.putInt(REASON, length);
        header.putLong(DUE, again.toEpochMilli());
        header.putInt(FAILURES, failures() + 1);
        header.putLong(PID, NOBODY);
    }

    /** There will be no further attempt. */
    void giveUp() {
        become(State.FAILED);
    }

    /** The message is where it belongs, and no longer here. */
    void clear() {
        become(State.EMPTY);
        header.putLong(PID, 0);
    }

    @Override
    public void close() {
        mapping.close();
        fd.close();
    }

    /** What fills the room before a message: at each place one of 0xF5 to 0xFE, which UTF-8 has not. */
    static byte[] pattern(long seed, int length) {
        byte[] pattern = new byte[length];
        for (int i = 0; i < length; i++) {
            long mixed = (seed + i) * 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
            mixed ^= mixed >>> 27;
            pattern[i] = (byte) (0xF5 + (mixed >>> 33) % 10);
        }
        return pattern;
    }
}
