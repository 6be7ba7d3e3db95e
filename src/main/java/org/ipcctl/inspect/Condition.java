package org.ipcctl.inspect;

import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/**
 * What is waited for of an object.
 *
 * @param what       of what sort it is
 * @param comparison of a value, how; null of all else
 * @param number     of a value, with what
 */
public record Condition(What what, Comparison comparison, long number) {
    private static final String VALUE = "value";

    /** The sorts that there are; which a kind of objects has is for {@link IpcKind#conditions} to say. */
    public enum What {
        EXISTS("exists", "it to exist"), GONE("gone", "its removal"), DATA("data", "data"), ROOM("room", "room"),
        PEER("peer", "a peer"),
        VALUE("value>=N", "a value"), UNLOCKED("unlocked", "it to be unlocked");

        private final String word;
        private final String awaited;

        What(String word, String awaited) {
            this.word = word;
            this.awaited = awaited;
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return word;
        }
    }

    /** How a value can be compared. */
    public enum Comparison {
        AT_LEAST(">=", " or more"), AT_MOST("<=", " or less"), EXACTLY("=", "");

        private final String sign;
        private final String words;

        Comparison(String sign, String words) {
            this.sign = sign;
            this.words = words;
        }
    }

    /**
     * What {@code text} says: a word, or {@code value>=3}.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static Condition parse(String text) {
        for (What what : What.values()) {
            if (what != What.VALUE && what.word.equals(text)) {
                return new Condition(what, null, 0);
            }
        }
        for (Comparison comparison : Comparison.values()) {
            if (text.startsWith(VALUE + comparison.sign)) {
                return new Condition(What.VALUE, comparison,
                        number(text.substring(VALUE.length() + comparison.sign.length())));
            }
        }
        throw new IllegalArgumentException(
                "is not a condition; use exists, gone, data, room, peer, value>=N, value<=N, value=N or unlocked");
    }

    private static long number(String digits) {
        try {
            int number = Integer.parseInt(digits);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same as one that cannot be a value.
        }
        throw new IllegalArgumentException("does not end with a whole number from 0 to " + Integer.MAX_VALUE);
    }

    /** Whether {@code value} is as it should be. */
    public boolean isMetBy(long value) {
        return switch (comparison) {
            case AT_LEAST -> value >= number;
            case AT_MOST -> value <= number;
            case EXACTLY -> value == number;
        };
    }

    /** What is waited for, as a message says it: {@code waiting for a value of 3 or more}. */
    public String awaited() {
        return what.awaited + (what == What.VALUE ? " of " + number + comparison.words : "");
    }

    /** What to throw where {@code name} is removed during the wait, so that it can never come true. */
    public KernelException removed(String name) {
        return new KernelException("poll", name, Errno.EIDRM).because("was removed while waiting for " + awaited());
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return what == What.VALUE ? VALUE + comparison.sign + number : what.word;
    }
}
