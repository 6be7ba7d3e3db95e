package org.ipcctl.pipe;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Spawn;

/**
 * What became of the records of several processes that wrote into one pipe at the same time.
 *
 * @param writers       processes
 * @param records       that each of them wrote
 * @param size          bytes of a record, each written by one write(2)
 * @param atomicLimit   {@code PIPE_BUF}
 * @param blocked       writers that were seen asleep in their first write(2), all at once, before anything was read
 * @param torn          records that arrived in pieces, with bytes of other writers between them
 * @param interruptions pieces too many, of all records together
 * @param complete      whether every byte of every writer has arrived
 */
public record Atomicity(int writers, int records, int size, long atomicLimit, int blocked, long torn,
                        long interruptions,
                        boolean complete) {
    private static final byte FIRST = 'A';
    private static final byte FILLER = 0;
    /** A page at a time: each read wakes one writer, and emptying the pipe at once would let each finish its record. */
    private static final int BUFFER = 4096;

    /** The most writers that can be told apart by a letter and its successors. */
    public static final int MOST_WRITERS = 64;

    /** Whether pipe(7) promises that no record is torn. */
    public boolean isPromised() {
        return size <= atomicLimit;
    }

    /**
     * Runs it. Each writer is a dd(1), which writes a record by one write(2) from a buffer of exactly that size. A full
     * pipe is their gate: all of them have started and sleep in their first write before this process reads a byte.
     *
     * @param patience for each single wait
     */
    public static Atomicity measure(int writers, int records, int size, Duration patience) {
        try (Pipe pipe = Pipe.open(); ChildProcesses crew = new ChildProcesses()) {
            long limit = pipe.atomicLimit();
            long gate = pipe.fill(FILLER);
            for (int i = 0; i < writers; i++) {
                startWriter(crew, pipe, (byte) (FIRST + i), records, size);
            }
            pipe.closeWriter();
            int blocked = 0;
            for (Child writer : crew.members()) {
                blocked += Blocked.await(writer, Blocked.Call.WRITE, 1, Deadline.in(patience)) == null ? 0 : 1;
            }
            RecordTally tally = new RecordTally(FIRST, writers, size);
            drain(pipe.reader(), gate, tally, patience);
            boolean allWell = crew.members().stream()
                    .map(writer -> ChildProcesses.ending(writer, Deadline.in(patience)))
                    .allMatch(ending -> ending.shellStatus() == 0);
            return new Atomicity(writers, records, size, limit, blocked, tally.torn(), tally.interruptions(),
                    allWell && tally.isComplete((long) records * size));
        }
    }

    private static void startWriter(ChildProcesses crew, Pipe pipe, byte letter, int records, int size) {
        try (Fd input = MemoryFile.of(letter, (long) records * size)) {
            crew.start(new Spawn(List.of("dd", "bs=" + size, "count=" + records, "status=none"))
                    .put(input, 0).put(pipe.writer(), 1));
        }
    }

    private static void drain(Fd from, long gate, RecordTally tally, Duration patience) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        long skip = gate;
        while (Capture.read(from, buffer.clear(), Deadline.in(patience))) {
            buffer.flip();
            int filler = (int) Math.min(skip, buffer.remaining());
            skip -= filler;
            tally.feed(buffer.position(filler));
        }
    }
}
