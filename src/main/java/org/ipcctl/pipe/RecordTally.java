package org.ipcctl.pipe;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Counts records that arrived in pieces. Each writer writes records of one size made of a byte that nobody else writes;
 * a writer's own bytes stay in their order, so its record number n is its bytes from n times the size on, and it is
 * torn where bytes of another writer come in the midst of them.
 */
final class RecordTally {
    private final int firstByte;
    private final long[] received;
    private final long size;
    private final long[] lastTorn;
    private int current = -1;
    private long torn;
    private long interruptions;
    private long strangers;

    /** For {@code writers} writers, whose bytes are {@code firstByte}, the next, and so on. */
    RecordTally(byte firstByte, int writers, long size) {
        this.firstByte = firstByte & 0xFF;
        this.received = new long[writers];
        this.lastTorn = new long[writers];
        Arrays.fill(lastTorn, -1);
        this.size = size;
    }

    /** Takes the next bytes of the stream. */
    void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int writer = (bytes.get() & 0xFF) - firstByte;
            if (writer < 0 || writer >= received.length) {
                strangers++;
                continue;
            }
            if (writer != current) {
                interrupt();
                current = writer;
            }
            received[writer]++;
        }
    }

    /** Another writer's byte has come: was the record before it complete? */
    private void interrupt() {
        if (current < 0 || received[current] % size == 0) {
            return;
        }
        interruptions++;
        long record = received[current] / size;
        if (lastTorn[current] != record) {
            lastTorn[current] = record;
            torn++;
        }
    }

    /** Records that bytes of others interrupted at least once. */
    long torn() {
        return torn;
    }

    /** How often a record was interrupted, all records together. */
    long interruptions() {
        return interruptions;
    }

    /** Whether each writer's {@code bytes} have come, and nobody else's. */
    boolean isComplete(long bytes) {
        return strangers == 0 && Arrays.stream(received).allMatch(count -> count == bytes);
    }
}
