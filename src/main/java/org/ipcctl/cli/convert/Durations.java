package org.ipcctl.cli.convert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations: {@code 500ms}, {@code 2s}, {@code 1m30s}, {@code 1.5h}; a plain number is seconds. */
public final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h|d)?");
    private static final Map<String, Long> NANOS = Map.of("ns", 1L, "us", 1_000L, "µs", 1_000L, "μs", 1_000L, "ms",
            1_000_000L,
            "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L, "d", 86_400_000_000_000L);
    /** The monotonic clock counts nanoseconds in a long; half of that leaves room to add now. */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE / 2);

    private Durations() {}

    /**
     * The time that {@code text} stands for, never negative.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static Duration parse(String text) {
        if (text.length() > 1 && text.charAt(0) == '-' && Character.isDigit(text.charAt(1))) {
            throw new IllegalArgumentException("is negative, which a time cannot be");
        }
        Matcher part = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int at = 0;
        while (part.find() && part.start() == at && (part.group(2) != null || at == 0 && part.end() == text.length())) {
            long unit = NANOS.get(part.group(2) == null ? "s" : part.group(2));
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
            at = part.end();
        }
        if (at == 0 || at != text.length()) {
            throw new IllegalArgumentException(
                    "is not a duration; write it as 500ms, 2s, 1m30s, or as a number of seconds");
        }
        // Longer than a century and a half: rounded down to that, nobody will see the difference.
        return Duration.ofNanos(nanos.min(LONGEST).setScale(0, RoundingMode.CEILING).longValueExact());
    }
}
