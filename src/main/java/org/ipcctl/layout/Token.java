package org.ipcctl.layout;

/**
 * A word of a text in C or in the compact form.
 *
 * @param start     where it begins; of the replacement of a macro, where the macro's name does
 * @param end       behind its last character
 * @param firstOnLine whether a line begins with it
 * @param pack      what {@code #pragma pack} limits alignment to there, 0 without a limit
 */
record Token(Kind kind, String text, int start, int end, boolean firstOnLine, int pack) {
    enum Kind {
        WORD, NUMBER, CHARACTER, STRING, MARK, END
    }

    private static final int LONGEST_QUOTE = 60;

    boolean is(String expected) {
        return text.equals(expected) && kind != Kind.STRING && kind != Kind.CHARACTER;
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    boolean isEnd() {
        return kind == Kind.END;
    }

    /** The same word standing elsewhere: what a macro was replaced with. */
    Token at(Token place) {
        return new Token(kind, text, place.start, place.end, false, place.pack);
    }

    Token packed(int limit) {
        return limit == pack ? this : new Token(kind, text, start, end, firstOnLine, limit);
    }

    /** For messages. */
    String quoted() {
        return isEnd() ? "the end" : "'" + (text.length() > LONGEST_QUOTE
                ? text.substring(0, text.offsetByCodePoints(LONGEST_QUOTE, -1)) + "..." : text) + "'";
    }
}
