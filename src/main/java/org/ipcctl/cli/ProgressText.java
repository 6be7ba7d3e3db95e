package org.ipcctl.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import org.ipcctl.format.Texts;
import org.ipcctl.kernel.TextWidth;

/**
 * What a progress line says of a transfer, from looks at it: amount, time, the rate of the last second, the average,
 * and how much is left.
 */
final class ProgressText {
    private static final double NANOS = 1e9;
    private static final int SECONDS_A_MINUTE = 60;
    private static final int MINUTES_AN_HOUR = 60;
    private static final int LEAST_BAR = 10;
    private static final int MOST_BAR = 40;
    private static final double PERCENT = 100;

    private record Look(long nanos, long amount) {
    }

    private final String name;
    /** Null for bytes. */
    private final String unit;
    /** Negative where nobody knows. */
    private final long size;
    private final Deque<Look> looks = new ArrayDeque<>();

    ProgressText(String name, String unit, long size) {
        this.name = name;
        this.unit = unit;
        this.size = size;
        looks.add(new Look(0, 0));
    }

    /**
     * What to show now.
     *
     * @param nanos  since the beginning
     * @param amount that has gone
     * @param ended  whether no more comes
     * @param width  columns at most
     */
    String at(long nanos, long amount, boolean ended, int width) {
        looks.add(new Look(nanos, amount));
        while (looks.size() > 2 && nanos - looks.peekFirst().nanos() > NANOS) {
            looks.removeFirst();
        }
        Look before = looks.peekFirst();
        double average = rate(nanos, amount);
        StringBuilder line = new StringBuilder(name == null ? "" : name + ": ").append(amount(amount)).append(' ')
                .append(clock(nanos));
        if (!ended) {
            line.append(" [").append(amount(rate(nanos - before.nanos(), amount - before.amount()))).append("/s]");
        }
        line.append(" [").append(amount(average)).append("/s average]");
        if (size >= 0) {
            String end = ended ? ""
                    : amount > 0 && amount < size ? " ETA " + clock((long) ((size - amount) / average * NANOS)) : "";
            int percent = (int) (size == 0 ? PERCENT : Math.floor(Math.min(amount, size) * PERCENT / size));
            end = " " + percent + "%" + end;
            line.append(bar(amount, width - TextWidth.of(line.toString()) - end.length() - 3)).append(end);
        }
        return TextWidth.beginning(line.toString(), width);
    }

    private String bar(long amount, int room) {
        if (room < LEAST_BAR) {
            return "";
        }
        int length = Math.min(room, MOST_BAR);
        int full = (int) (size == 0 ? length : Math.min(amount, size) / (double) size * length);
        return " [" + "=".repeat(Math.max(0, full - 1)) + (full == 0 ? "" : full == length ? "=" : ">")
                + " ".repeat(length - full) + "]";
    }

    private static double rate(long nanos, long amount) {
        return nanos <= 0 ? 0 : amount * NANOS / nanos;
    }

    private String amount(double amount) {
        return unit == null ? Texts.size(Math.rint(amount)) : Math.round(amount) + " " + unit;
    }

    /** Hours, minutes and seconds. */
    static String clock(long nanos) {
        long seconds = (long) (nanos / NANOS);
        long minutes = seconds / SECONDS_A_MINUTE;
        return minutes / MINUTES_AN_HOUR + ":" + two(minutes % MINUTES_AN_HOUR) + ":" + two(seconds % SECONDS_A_MINUTE);
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
