package org.ipcctl.work;

import java.time.Instant;

/**
 * One attempt at a message.
 *
 * @param number   of the attempts of this process
 * @param worker   from 1 on; of those that run at a time no two have the same
 * @param mark     its priority or type
 * @param attempt  1 for the first one at this message
 * @param failures how many of those before have failed
 * @param isFound  whether the end of the message was found by its pattern: see {@link Claim}
 * @param content  the message; not copied
 */
public record Task(long number, int worker, long mark, int attempt, int failures, Instant received, Instant started,
                   boolean isFound, byte[] content) {
    /** Why a CMD cannot even be started for it, however often one tries. */
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param reason a clause */
        public Unfit(String reason) {
            super(reason, null, false, false);
        }
    }

    /** Why nothing is to be done. */
    public static final class Unwanted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param reason a clause */
        public Unwanted(String reason) {
            super(reason, null, false, false);
        }
    }

    /** What has become of it. */
    public enum Outcome {
        /** Its status was 0, and the message is gone. */
        DONE,
        /** It failed, and there will be another attempt. */
        RETRY,
        /** It failed, and that was the last attempt. */
        FAILED,
        /** Nothing was done, for nobody wants it any more. */
        DROPPED,
        /** It was ended because ipcctl ends; the next one begins it again. */
        CUT
    }

    /** The same attempt, of a message that has {@code other} content. */
    Task with(byte[] other) {
        return new Task(number, worker, mark, attempt, failures, received, started, isFound, other);
    }

    /**
     * How it ended.
     *
     * @param nanos  how long it ran
     * @param status as a shell tells it; null where CMD was not started
     * @param reason why it failed; null where it did not
     * @param target the queue or file that a message went to that failed for good; null where it is in its claim
     */
    public record End(Task task, long nanos, Integer status, Outcome outcome, String reason, String target) {
    }
}
