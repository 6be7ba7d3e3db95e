package org.ipcctl.work;

import java.nio.ByteBuffer;
import org.ipcctl.mq.MessageQueue;

/** What a message has beside its bytes, which the kernel writes into its claim. */
public enum Mark {
    /** Of a POSIX queue: mq_receive(3) writes it wherever it is told to. */
    PRIORITY("priority", Claim.PRIORITY) {
        @Override
        long get(ByteBuffer claim) {
            return claim.getInt(Claim.PRIORITY);
        }

        @Override
        void clear(ByteBuffer claim) {
            claim.putInt(Claim.PRIORITY, (int) UNWRITTEN);
        }

        @Override
        boolean isPossible(long mark) {
            return mark >= UNWRITTEN && mark <= MessageQueue.HIGHEST_PRIORITY;
        }
    },
    /** Of a System V queue: msgrcv(2) writes it right in front of the message. */
    TYPE("type", Claim.HEADER - Long.BYTES) {
        @Override
        long get(ByteBuffer claim) {
            return claim.getLong(Claim.HEADER - Long.BYTES);
        }

        @Override
        void clear(ByteBuffer claim) {
            claim.putLong(Claim.HEADER - Long.BYTES, UNWRITTEN);
        }

        @Override
        boolean isPossible(long mark) {
            return mark >= UNWRITTEN;
        }
    };

    /** No message has it: what the kernel has written over where it handed out one. */
    static final long UNWRITTEN = -1;

    private final String word;
    /** Where it begins in a claim. */
    final int offset;

    Mark(String word, int offset) {
        this.word = word;
        this.offset = offset;
    }

    /** What it is called. */
    public String word() {
        return word;
    }

    abstract long get(ByteBuffer claim);

    abstract void clear(ByteBuffer claim);

    /** Whether a claim may have it. */
    abstract boolean isPossible(long mark);

    /** Bytes that are left for the reason of a failure, which is before it or the message. */
    int roomForReason() {
        return (this == TYPE ? offset : Claim.HEADER) - Claim.REASON - Integer.BYTES;
    }
}
