package org.ipcctl.layout;

import java.util.List;

/** A place in a list of tokens, and the complaints about it. */
final class Cursor {
    /** Deeper than any sane text, shallow enough for the stack. */
    static final int DEEPEST = 64;

    final Source source;
    private final List<Token> tokens;
    private int at;
    private int depth;

    Cursor(Source source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
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
}
