package org.ipcctl.kernel;

/**
 * Names as words of a shell command, for advice that is typed back: names come from outside, and one with a blank, a
 * semicolon or an escape sequence in it must stay one word that does nothing but name. See {@code sh(1)},
 * {@code bash(1)} ({@code $'...'}, which zsh, ksh and busybox know too).
 */
public final class ShellWord {
    private static final String SAFE = "@%_+:,./-";
    /** Not special within a word, but at its beginning: zsh looks a command up for {@code =name}. */
    private static final String SAFE_INSIDE = "=~";

    private ShellWord() {}

    /** {@code word} quoted where it has to be. */
    public static String quote(String word) {
        boolean safe = !word.isEmpty();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (isUnprintable(c)) {
                return ansi(word);
            }
            boolean harmless = Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0
                    || i > 0 && SAFE_INSIDE.indexOf(c) >= 0;
            safe &= harmless;
        }
        return safe ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** The path {@code path} quoted, and spelt so that no command takes it for an option. */
    public static String path(String path) {
        return quote(path.startsWith("-") ? "./" + path : path);
    }

    /** The name of an object with its slash, as people write it: without, unless it would then look like an option. */
    public static String object(String name) {
        String bare = name.startsWith("/") ? name.substring(1) : name;
        return quote(bare.startsWith("-") ? "/" + bare : bare);
    }

    /**
     * {@code command}, whose words are quoted already, as a sentence shows it: between single quotes, or double ones
     * where there are single ones in it.
     */
    public static String shown(String command) {
        String mark = command.indexOf('\'') < 0 ? "'" : "\"";
        return mark + command + mark;
    }

    /** What no terminal should get and no reader could type: controls, invisible characters, bytes that are no text. */
    private static boolean isUnprintable(char c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || isStrayByte(c);
    }

    private static boolean isStrayByte(char c) {
        return c >= 0xDC80 && c <= 0xDCFF;
    }

    private static String ansi(String word) {
        StringBuilder text = new StringBuilder("$'");
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < word.length()
                    && Character.isLowSurrogate(word.charAt(i + 1));
            if (pair) {
                text.append(c).append(word.charAt(++i));
            } else if (c == '\'' || c == '\\') {
                text.append('\\').append(c);
            } else if (isUnprintable(c)) {
                for (byte b : OsString.encode(String.valueOf(c))) {
                    // Three octal digits end by themselves, whatever follows.
                    text.append('\\').append((char) ('0' + (b >> 6 & 3))).append((char) ('0' + (b >> 3 & 7)))
                            .append((char) ('0' + (b & 7)));
                }
            } else {
                text.append(c);
            }
        }
        return text.append('\'').toString();
    }
}
