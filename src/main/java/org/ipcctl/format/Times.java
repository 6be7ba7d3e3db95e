package org.ipcctl.format;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.ipcctl.kernel.LocalTime;

/** Points in time as text. Not by java.time's formatters, which are loaded for longer than a small command runs. */
final class Times {
    private Times() {}

    /** As {@link Instant#toString} has it, to the nanosecond: {@code 2026-05-01T08:00:00.000120Z}. */
    static String exact(Instant instant) {
        int nanos = instant.getNano();
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(30).append(time.toLocalDate()).append('T');
        clock(text, time.getHour(), time.getMinute(), time.getSecond());
        if (nanos != 0) {
            String digits = Integer.toString(1_000_000_000 + nanos).substring(1);
            int length = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
            text.append('.').append(digits, 0, length);
        }
        return text.append('Z').toString();
    }

    /**
     * To the second, where this host is, with the distance from UTC: {@code 2026-05-01 10:00:00+02}, or {@code +05:30}.
     */
    static String local(Instant instant) {
        LocalTime time = LocalTime.of(instant.getEpochSecond());
        StringBuilder text = new StringBuilder(25).append(time.year());
        two(text.append('-'), time.month());
        two(text.append('-'), time.day());
        clock(text.append(' '), time.hour(), time.minute(), time.second());
        int minutes = Math.abs(time.offset()) / 60;
        two(text.append(time.offset() < 0 ? '-' : '+'), minutes / 60);
        if (minutes % 60 != 0) {
            two(text.append(':'), minutes % 60);
        }
        return text.toString();
    }

    /** How long before {@code now} it was, in the unit that fits: {@code 5 min ago}. */
    static String relative(Instant instant, Instant now) {
        long seconds = Duration.between(instant, now).toSeconds();
        long size = Math.abs(seconds);
        String span = size < 60 ? size + " s"
                : size < 3600 ? size / 60 + " min" : size < 2 * 86_400 ? size / 3600 + " h" : size / 86_400 + " days";
        return seconds < 0 ? "in " + span : size == 0 ? "now" : span + " ago";
    }

    private static void clock(StringBuilder text, int hour, int minute, int second) {
        two(text, hour);
        two(text.append(':'), minute);
        two(text.append(':'), second);
    }

    private static void two(StringBuilder text, int number) {
        text.append(number < 10 ? "0" : "").append(number);
    }
}
