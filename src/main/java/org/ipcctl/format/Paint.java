package org.ipcctl.format;

import org.ipcctl.result.Tone;

/**
 * What a terminal is told to show a value by what it means. Its colours are the eight that every one has, as the user
 * set them.
 */
final class Paint {
    private static final String END = "\033[0m";

    private Paint() {}

    static String on(String text, Tone tone) {
        return text.isEmpty() || tone == Tone.PLAIN ? text : "\033[3" + number(tone) + "m" + text + END;
    }

    private static int number(Tone tone) {
        return switch (tone) {
            case BAD -> 1;
            case GOOD -> 2;
            default -> 3;
        };
    }
}
