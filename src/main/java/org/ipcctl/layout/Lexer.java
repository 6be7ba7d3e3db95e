package org.ipcctl.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a text into words, numbers and marks; comments and white space are dropped. */
final class Lexer {
    private static final Set<String> PAIRS = Set.of("<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "##", "->", "++",
            "--");

    /** More than the whole of a large program's headers; a token takes some 80 bytes. */
    static final int MOST_TOKENS = 1_000_000;
    /** The fields of a struct repeat the names of those around them. */
    private static final int LONGEST_WORD = 1000;
    private static final String[] MARKS = new String[128];

    static {
        for (char c = 0; c < MARKS.length; c++) {
            MARKS[c] = String.valueOf(c);
        }
    }

    private final Source source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean lineBegins = true;

    private Lexer(Source source) {
        this.source = source;
        this.text = source.text();
    }

    /** All tokens, the last of kind END. */
    static List<Token> tokens(Source source) {
        return new Lexer(source).run();
    }

    private List<Token> run() {
        while (skipBlank()) {
            int start = at;
            Token.Kind kind = next();
            if (tokens.size() >= MOST_TOKENS) {
                throw source.wrong(start, at, "this is longer than " + MOST_TOKENS + " words");
            }
            tokens.add(new Token(kind, word(start), start, at, lineBegins, 0));
            lineBegins = false;
        }
        tokens.add(new Token(Token.Kind.END, "", text.length(), text.length(), true, 0));
        return tokens;
    }

    /** Braces, commas and the like are one text each, however often they come. */
    private String word(int start) {
        char c = text.charAt(start);
        return at == start + 1 && c < MARKS.length ? MARKS[c] : text.substring(start, at);
    }

    /** Goes to the next token and says whether there is one. */
    private boolean skipBlank() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                lineBegins = true;
                at++;
            } else if (text.startsWith("\\\n", at)) {
                at += 2;
            } else if (text.startsWith("\\\r\n", at)) {
                at += 3;
            } else if (text.startsWith("//", at)) {
                int newline = text.indexOf('\n', at);
                at = newline < 0 ? text.length() : newline;
            } else if (text.startsWith("/*", at)) {
                skipComment();
            } else if (c <= ' ') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void skipComment() {
        int close = text.indexOf("*/", at + 2);
        if (close < 0) {
            throw source.wrong(at, at + 2, "this comment is never closed");
        }
        at = close + 2;
    }

    private Token.Kind next() {
        char c = text.charAt(at);
        if (isLetter(c)) {
            skipWord();
            return Token.Kind.WORD;
        } else if (isDigit(c)) {
            skipWord();
            return Token.Kind.NUMBER;
        } else if (c == '"' || c == '\'') {
            return literal(c);
        }
        if (text.startsWith("...", at)) {
            at += 3;
        } else if (at + 2 <= text.length() && PAIRS.contains(text.substring(at, at + 2))) {
            at += 2;
        } else {
            at += Character.charCount(text.codePointAt(at));
        }
        return Token.Kind.MARK;
    }

    /** A quote that does not close on its line is a mark: an apostrophe in an #error, say. */
    private Token.Kind literal(char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length() || text.charAt(end) == '\n') {
            at++;
            return Token.Kind.MARK;
        }
        at = end + 1;
        return quote == '"' ? Token.Kind.STRING : Token.Kind.CHARACTER;
    }

    private void skipWord() {
        int start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        if (at - start > LONGEST_WORD) {
            throw source.wrong(start, at, "this word is longer than " + LONGEST_WORD + " characters");
        }
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
