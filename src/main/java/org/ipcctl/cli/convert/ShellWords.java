package org.ipcctl.cli.convert;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.OsString;

/**
 * A line cut into words as a shell cuts it: white space between them, {@code '...'}, {@code "..."}, {@code $'...'} and
 * backslashes as bash(1) has them, {@code #} for a comment. Nothing is expanded and nothing piped, so characters that a
 * shell would do something about are refused outside of quotes, not taken for text.
 */
public final class ShellWords {
    private static final String OPERATORS = "|&;<>()`";
    /** What a backslash keeps its meaning before, within double quotes. */
    private static final String ESCAPED_IN_DOUBLE = "\"\\$`";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private StringBuilder word;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    /**
     * The words of {@code line}; none for an empty one and for a comment.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static List<String> split(String line) {
        return new ShellWords(line).split();
    }

    private List<String> split() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == ' ' || c == '\t' || c == '\r') {
                endWord();
            } else if (c == '#' && word == null) {
                break;
            } else {
                take(c);
            }
        }
        endWord();
        return words;
    }

    private void endWord() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }

    private void take(char c) {
        if (word == null) {
            word = new StringBuilder();
        }
        switch (c) {
            case '\'' -> word.append(upTo('\''));
            case '"' -> takeDouble();
            case '\\' -> word.append(next("a backslash"));
            case '$' -> takeDollar();
            default -> {
                if (OPERATORS.indexOf(c) >= 0) {
                    throw new IllegalArgumentException(
                            "'" + c + "' at character " + at + " would be the shell's; put it in quotes");
                }
                word.append(c);
            }
        }
    }

    private String upTo(char quote) {
        int end = line.indexOf(quote, at);
        if (end < 0) {
            throw new IllegalArgumentException("the quote " + quote + " at character " + at + " has no end");
        }
        String text = line.substring(at, end);
        at = end + 1;
        return text;
    }

    private char next(String what) {
        if (at == line.length()) {
            throw new IllegalArgumentException("it ends with " + what);
        }
        return line.charAt(at++);
    }

    private void takeDouble() {
        int start = at;
        while (at < line.length() && line.charAt(at) != '"') {
            char c = line.charAt(at++);
            if (c == '\\' && at < line.length() && ESCAPED_IN_DOUBLE.indexOf(line.charAt(at)) >= 0) {
                word.append(line.charAt(at++));
            } else if (c == '$' || c == '`') {
                throw new IllegalArgumentException(
                        "'" + c + "' at character " + at + " would be expanded by a shell; write \\" + c);
            } else {
                word.append(c);
            }
        }
        if (at == line.length()) {
            throw new IllegalArgumentException("the quote \" at character " + start + " has no end");
        }
        at++;
    }

    private void takeDollar() {
        if (at == line.length() || line.charAt(at) != '\'') {
            throw new IllegalArgumentException(
                    "'$' at character " + at + " would be expanded by a shell; put it in single quotes");
        }
        at++;
        int start = at;
        List<Byte> bytes = new ArrayList<>();
        while (at < line.length() && line.charAt(at) != '\'') {
            char c = line.charAt(at++);
            if (c != '\\') {
                int point = Character.isHighSurrogate(c) && at < line.length()
                        ? Character.toCodePoint(c, line.charAt(at++)) : c;
                for (byte b : OsString.encode(Character.toString(point))) {
                    bytes.add(b);
                }
            } else {
                bytes.add(escape());
            }
        }
        if (at == line.length()) {
            throw new IllegalArgumentException("the quote $' at character " + start + " has no end");
        }
        at++;
        byte[] raw = new byte[bytes.size()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = bytes.get(i);
        }
        word.append(OsString.decode(raw));
    }

    private byte escape() {
        char c = next("a backslash");
        return (byte) switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'e', 'E' -> 27;
            case 'f' -> '\f';
            case 'v' -> 11;
            case 'x' -> number(16, 2);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                yield number(8, 3);
            }
            case '\\', '\'', '"', '?' -> c;
            default -> throw new IllegalArgumentException("there is no escape \\" + c);
        };
    }

    private int number(int radix, int most) {
        int value = 0;
        int digits = 0;
        while (digits < most && at < line.length() && Character.digit(line.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(line.charAt(at++), radix);
            digits++;
        }
        if (digits == 0) {
            throw new IllegalArgumentException("\\x wants hexadecimal digits");
        } else if (value == 0) {
            throw new IllegalArgumentException("no word can hold a zero byte");
        }
        return value;
    }
}
