package org.ipcctl.layout;

import java.math.BigInteger;
import java.util.Set;

/**
 * {@code __attribute__((packed, aligned(8)))}, {@code _Alignas(8)} and {@code [[...]]}, gathered where they may stand.
 */
final class Attributes {
    /**
     * {@code aligned} without a number: the largest alignment that the machine has a use for, on x86-64 and aarch64.
     */
    private static final int BIGGEST = 16;
    private static final BigInteger MOST = BigInteger.valueOf(1 << 28);
    /** These change a layout in ways that are not done here. */
    private static final Set<String> REFUSED = Set.of("vector_size", "mode", "scalar_storage_order", "ms_struct",
            "gcc_struct",
            "warn_if_not_aligned");

    boolean packed;
    int aligned;

    private final Cursor cursor;
    private final TypeParser types;

    Attributes(Cursor cursor, TypeParser types) {
        this.cursor = cursor;
        this.types = types;
    }

    /** Takes the next ones if they are next. */
    boolean take() {
        if (cursor.is("__attribute__") || cursor.is("__attribute")) {
            gnu();
        } else if (cursor.is("_Alignas") || cursor.is("alignas")) {
            cursor.next();
            align();
        } else if (cursor.is("[") && cursor.peek(1).is("[")) {
            cursor.skipBalanced();
        } else {
            return false;
        }
        return true;
    }

    /**
     * Goes behind the next ones without a look at what they say: who comes back would else read each nested one twice
     * as often.
     */
    static void skipAll(Cursor cursor) {
        while (true) {
            if (cursor.is("__attribute__") || cursor.is("__attribute") || cursor.is("_Alignas")
                    || cursor.is("alignas")) {
                cursor.next();
                if (cursor.is("(")) {
                    cursor.skipBalanced();
                }
            } else if (cursor.is("[") && cursor.peek(1).is("[")) {
                cursor.skipBalanced();
            } else {
                return;
            }
        }
    }

    Attributes takeAll() {
        while (take()) {
            // There may be several.
        }
        return this;
    }

    private void gnu() {
        cursor.next();
        cursor.expect("(", "behind __attribute__");
        cursor.expect("(", "behind __attribute__(");
        while (!cursor.is(")")) {
            Token name = cursor.next();
            if (name.isEnd()) {
                throw cursor.wrong(name, "this attribute is never closed");
            }
            one(name, name.text().replaceFirst("^__(.*)__$", "$1"));
            cursor.take(",");
        }
        cursor.expect(")", "after the attributes");
        cursor.expect(")", "after the attributes");
    }

    private void one(Token name, String meaning) {
        if (REFUSED.contains(meaning)) {
            throw cursor.wrong(name, "the attribute " + meaning + " is not supported");
        } else if (meaning.equals("packed")) {
            packed = true;
        } else if (meaning.equals("aligned") && cursor.is("(")) {
            align();
        } else if (meaning.equals("aligned")) {
            aligned = Math.max(aligned, BIGGEST);
        } else if (cursor.is("(")) {
            cursor.skipBalanced();
        }
    }

    private void align() {
        Token open = cursor.expect("(", "and a number of bytes");
        cursor.enter(open);
        BigInteger bytes = types.startsType() ? BigInteger.valueOf(types.typeName().alignment())
                : types.constant().value().value();
        if (bytes.signum() < 0 || bytes.compareTo(MOST) > 0 || bytes.bitCount() > 1) {
            throw cursor.wrong(open, "an alignment of " + bytes + " is not a power of two up to " + MOST);
        }
        aligned = Math.max(aligned, bytes.intValue());
        cursor.expect(")", "after the alignment");
        cursor.leave();
    }
}
