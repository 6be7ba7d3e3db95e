package org.ipcctl.kernel;

/**
 * How many columns of a terminal a text takes, by the locale of the user: wcwidth(3). A text has nothing in it that
 * steers a terminal.
 */
public final class TextWidth {
    /** All below it take one column; what begins here stands on the character before it. */
    private static final int FIRST_COMBINING = 0x300;
    /** Of one character in any language, by Unicode (UAX #15); more are there to be long without being wide. */
    private static final int MOST_ACCENTS = 30;
    /** What stands for a part that was cut off. */
    private static final int ELLIPSIS = 0x2026;

    private TextWidth() {}

    /** The columns of {@code text}. */
    public static int of(String text) {
        Columns columns = new Columns();
        int width = 0;
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            width += columns.of(c);
        }
        return width;
    }

    /** Where the beginning of {@code text} that has room in {@code width} columns ends. */
    public static int end(String text, int width) {
        Columns columns = new Columns();
        int left = width;
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            left -= columns.of(c);
            if (left < 0) {
                return i;
            }
        }
        return text.length();
    }

    /** What of the beginning of {@code text} has room in {@code width} columns. */
    public static String beginning(String text, int width) {
        return text.substring(0, end(text, width));
    }

    /** What of the end of {@code text} has room in {@code width} columns. */
    public static String ending(String text, int width) {
        Columns columns = new Columns();
        int tooMany = of(text) - width;
        int c;
        int i;
        for (i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            int taken = columns.of(c);
            // Nor does it begin with the accent of a letter that has no room.
            if (tooMany <= 0 && taken > 0) {
                break;
            }
            tooMany -= taken;
        }
        return text.substring(i);
    }

    /** Of the characters of a text, one after the other. */
    private static final class Columns {
        private int accents;

        /** 0 of an accent that joins the one before it, 2 of an ideograph, 1 where the locale does not know. */
        int of(int character) {
            if (character < FIRST_COMBINING || character == ELLIPSIS) {
                accents = 0;
                return 1;
            }
            int columns = Wide.C.wcwidth(character);
            accents = columns == 0 ? accents + 1 : 0;
            return columns < 0 || accents > MOST_ACCENTS ? 1 : columns;
        }
    }

    /** Loaded for the first name that needs it. */
    private static final class Wide {
        static final Functions C = Native.load(Functions.class);
    }

    /** Public only because jnr asks for it; its holder is not. */
    public interface Functions {
        int wcwidth(int character);
    }
}
