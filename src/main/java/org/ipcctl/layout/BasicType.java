package org.ipcctl.layout;

import java.util.Set;
import org.ipcctl.layout.Scope.Named;

/** The types of C that are made of several words in any order: {@code long unsigned int}. */
final class BasicType {
    private static final Set<String> WORDS = Set.of("void", "char", "short", "int", "long", "signed", "__signed__",
            "unsigned",
            "float", "double", "_Bool", "bool", "_Complex", "__int128", "_Float128", "__float128");

    private final Cursor cursor;
    private Token first;
    private int count;
    private int longs;
    private boolean signed;
    private boolean unsigned;
    private boolean isShort;
    private boolean isInt;
    /** {@code void}, {@code char}, {@code float}, {@code double}, {@code _Bool} and the like. */
    private String other = "";

    BasicType(Cursor cursor) {
        this.cursor = cursor;
    }

    static boolean isWord(String word) {
        return WORDS.contains(word);
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFirst() {
        return count == 1;
    }

    /** Takes the next word if it belongs here. */
    boolean take() {
        Token token = cursor.peek();
        if (!token.isWord() || !WORDS.contains(token.text())) {
            return false;
        }
        cursor.next();
        first = count++ == 0 ? token : first;
        switch (token.text()) {
            case "long" -> longs++;
            case "short" -> isShort = true;
            case "int" -> isInt = true;
            case "signed", "__signed__" -> signed = true;
            case "unsigned" -> unsigned = true;
            default -> other = other.isEmpty() ? token.text() : other + " " + token.text();
        }
        return true;
    }

    Named type() {
        boolean sign = signed || unsigned;
        boolean width = longs > 0 || isShort;
        if (other.equals("double") && longs == 1 || Set.of("__int128", "_Float128", "__float128").contains(other)
                || other.contains("_Complex")) {
            return wrong(
                    "long double, complex and 128-bit numbers are not supported; "
                            + "bytes[16] of the compact form holds one");
        } else if (other.equals("void")) {
            return wrong("void has no size");
        } else if (signed && unsigned || isShort && longs > 0 || longs > 2 || !other.isEmpty() && (width || isInt)
                || sign && !other.isEmpty() && !other.equals("char") || other.contains(" ")) {
            return wrong("these words together are not a type");
        }
        return Named.of(CType.Primitive.of(switch (other) {
            case "char" -> unsigned ? Scalar.U8 : signed ? Scalar.I8 : Scalar.CHAR;
            case "float" -> Scalar.F32;
            case "double" -> Scalar.F64;
            case "_Bool", "bool" -> Scalar.BOOL;
            default -> integer();
        }));
    }

    private Scalar integer() {
        if (longs > 0) {
            return unsigned ? Scalar.U64 : Scalar.I64;
        } else if (isShort) {
            return unsigned ? Scalar.U16 : Scalar.I16;
        }
        return unsigned ? Scalar.U32 : Scalar.I32;
    }

    private Named wrong(String message) {
        return Named.of(cursor.source.wrong(first.start(), cursor.last().end(), message));
    }
}
