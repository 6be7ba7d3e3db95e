package org.ipcctl.layout;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names of an {@code enum} and their values. Its type is the first of {@code unsigned}, {@code int},
 * {@code unsigned long} and {@code long} that has room for all of them, with a sign where one is negative: as gcc has
 * it.
 */
final class EnumParser {
    private final Cursor cursor;
    private final TypeParser types;
    private final Map<String, CInteger> enumerators;
    private final Map<String, CInteger> own = new LinkedHashMap<>();

    /** @param enumerators gets the names, each with its value */
    EnumParser(Cursor cursor, TypeParser types, Map<String, CInteger> enumerators) {
        this.cursor = cursor;
        this.types = types;
        this.enumerators = enumerators;
    }

    /** Reads from the opening brace to behind the closing one. */
    CType read() {
        Token open = cursor.next();
        CInteger last = CInteger.ofInt(-1);
        while (!cursor.is("}")) {
            Token name = cursor.next();
            if (!name.isWord()) {
                throw cursor.wrong(name, "expected a name of the enum, not " + name.quoted());
            }
            last = cursor.take("=") ? types.constant().value() : next(last, name);
            last = fitsInt(last) ? last.as(CInteger.INT, false) : last;
            own.put(name.text(), last);
            enumerators.put(name.text(), last);
            if (!cursor.take(",") && !cursor.is("}")) {
                throw cursor.wrong(cursor.peek(), "expected ',' or '}' in the enum, not " + cursor.peek().quoted());
            }
        }
        cursor.next();
        return type(open);
    }

    private CInteger next(CInteger last, Token name) {
        BigInteger next = last.value().add(BigInteger.ONE);
        CInteger value = new CInteger(next, last.width(), last.isUnsigned()).as(last.width(), last.isUnsigned());
        if (!value.value().equals(next)) {
            throw cursor.wrong(name, "no number of its type comes after the " + last.value() + " before it");
        }
        return value;
    }

    private static boolean fitsInt(CInteger number) {
        return number.value().bitLength() < CInteger.INT;
    }

    private CType type(Token open) {
        boolean signed = own.values().stream().anyMatch(number -> number.value().signum() < 0);
        int bits = own.values().stream().mapToInt(number -> number.value().bitLength()).max().orElse(0)
                + (signed ? 1 : 0);
        if (bits > CInteger.LONG) {
            throw cursor.wrong(open, "no type has room for all the numbers of this enum");
        }
        int width = bits > CInteger.INT ? CInteger.LONG : CInteger.INT;
        own.forEach((name, number) -> enumerators.put(name, fitsInt(number) ? number : number.as(width, !signed)));
        boolean isLong = width == CInteger.LONG;
        return CType.Primitive.of(signed ? isLong ? Scalar.I64 : Scalar.I32 : isLong ? Scalar.U64 : Scalar.U32);
    }
}
