package org.ipcctl.layout;

import java.util.List;
import java.util.function.Supplier;

/** A place in a list of tokens, and the complaints about it. */
final class Cursor {
    /** What is nested in the text itself: brackets, braces, expressions. */
    static final int DEEPEST = CType.DEEPEST;

    /** Some tokens are read again where an attempt failed; many times more is a text made to take for ever. */
    private static final int STEPS_A_TOKEN = 32;
    private static final int LEAST_STEPS = 1000;

    final Source source;
    private final List<Token> tokens;
    private int at;
    private int depth;
    private long stepsLeft;

    Cursor(Source source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
        this.stepsLeft = LEAST_STEPS + (long) STEPS_A_TOKEN * tokens.size();
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The token {@code ahead} places on, or the end. */
    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    /** The token before this one. */
    Token last() {
        return tokens.get(Math.max(0, at - 1));
    }

    Token next() {
        Token token = peek();
        if (--stepsLeft < 0) {
            throw wrong(token, "this takes too long to read; write it more simply");
        }
        if (!token.isEnd()) {
            at++;
        }
        return token;
    }

    boolean is(String expected) {
        return peek().is(expected);
    }

    /** Goes on if {@code expected} is next. */
    boolean take(String expected) {
        boolean there = is(expected);
        if (there) {
            next();
        }
        return there;
    }

    Token expect(String expected, String where) {
        if (!is(expected)) {
            throw wrong(peek(), "expected '" + expected + "' " + where + ", not " + peek().quoted());
        }
        return next();
    }

    int place() {
        return at;
    }

    void back(int place) {
        at = place;
    }

    void enter(Token what) {
        if (++depth > DEEPEST) {
            throw wrong(what, "this is nested more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }

    /** Forgets how deep a failed attempt was. */
    void surface() {
        depth = 0;
    }

    /** From an opening bracket, any of the three kinds, to behind the one that closes it. */
    void skipBalanced() {
        Token open = peek();
        int nesting = 0;
        do {
            Token token = next();
            if (token.isEnd()) {
                throw wrong(open, "this " + open.quoted() + " is never closed");
            } else if (token.is("(") || token.is("[") || token.is("{")) {
                nesting++;
            } else if (token.is(")") || token.is("]") || token.is("}")) {
                nesting--;
            }
        } while (nesting > 0);
    }

    LayoutException wrong(Token token, String message) {
        return source.wrong(token.start(), token.end(), message);
    }

    /** The same, with a message that takes long to make, and is made only if somebody reads it. */
    LayoutException wrong(Token token, Supplier<String> message) {
        return new LayoutException(source, token.start(), token.end(), message);
    }
}
