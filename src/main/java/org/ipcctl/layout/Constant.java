package org.ipcctl.layout;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Integer constant expressions of C, as in {@code char name[2 * N + 1]} and {@code #if}, with the types that C gives
 * their parts.
 */
final class Constant {
    /** From the loosest to the tightest. */
    private static final String[][] LEVELS = {{"||"}, {"&&"}, {"|"}, {"^"}, {"&"}, {"==", "!="}, {"<", ">", "<=", ">="},
        {"<<", ">>"},
        {"+", "-"}, {"*", "/", "%"}};
    private static final Map<String, Integer> ESCAPES = Map.of("a", 7, "b", 8, "f", 12, "n", 10, "r", 13, "t", 9, "v",
            11, "e", 27);
    private static final String STAND_FOR_THEMSELVES = "\\'\"?";
    private static final int BYTE = 0xff;

    /** What can stand in an expression and is known elsewhere. */
    interface Surroundings {
        /** The value of an identifier, or null where it has none. */
        CInteger named(Token word);

        /** What stands behind {@code sizeof}, from its bracket on; consumes it. */
        CInteger sizeof(Cursor cursor);

        /** The type of a cast, from behind its opening bracket on, which it consumes; null where there is no type. */
        default CType cast() {
            return null;
        }
    }

    private final Cursor cursor;
    private final Surroundings surroundings;
    /** Whether all numbers are of 64 bits, as in {@code #if}. */
    private final boolean wide;
    /** Above 0 in what does not count: behind {@code 0 &&}, say, where a division by 0 is none. */
    private int idle;

    Constant(Cursor cursor, Surroundings surroundings, boolean wide) {
        this.cursor = cursor;
        this.surroundings = surroundings;
        this.wide = wide;
    }

    /** Its value; the cursor is behind it then. */
    CInteger value() {
        Token start = cursor.peek();
        try {
            return conditional();
        } catch (ArithmeticException e) {
            throw cursor.wrong(start, e.getMessage());
        }
    }

    private CInteger conditional() {
        cursor.enter(cursor.peek());
        CInteger value = binary(0);
        if (cursor.take("?")) {
            boolean holds = value.isTrue();
            CInteger yes = counting(holds, this::conditional);
            cursor.expect(":", "in the conditional expression");
            CInteger no = counting(!holds, this::conditional);
            value = holds ? yes.with(no) : no.with(yes);
        }
        cursor.leave();
        return value;
    }

    private CInteger counting(boolean counts, Supplier<CInteger> part) {
        idle += counts ? 0 : 1;
        CInteger value = part.get();
        idle -= counts ? 0 : 1;
        return value;
    }

    private CInteger binary(int level) {
        if (level == LEVELS.length) {
            return unary();
        }
        CInteger left = binary(level + 1);
        while (isOneOf(LEVELS[level])) {
            String operator = cursor.next().text();
            boolean held = left.isTrue();
            if (operator.equals("||")) {
                left = sized(CInteger.truth(counting(!held, () -> binary(level + 1)).isTrue() || held));
            } else if (operator.equals("&&")) {
                left = sized(CInteger.truth(counting(held, () -> binary(level + 1)).isTrue() && held));
            } else {
                left = apply(operator, left, binary(level + 1));
            }
        }
        return left;
    }

    private boolean isOneOf(String[] operators) {
        for (String operator : operators) {
            if (cursor.is(operator)) {
                return true;
            }
        }
        return false;
    }

    private CInteger apply(String operator, CInteger a, CInteger b) {
        return valid(() -> sized(a.apply(operator, b)), operator.equals("<<") || operator.equals(">>") ? a : a.with(b));
    }

    /** What C has a value for, or {@code instead} where nobody asks for the value. */
    private CInteger valid(Supplier<CInteger> operation, CInteger instead) {
        try {
            return operation.get();
        } catch (ArithmeticException e) {
            if (idle == 0) {
                throw e;
            }
            return instead;
        }
    }

    private CInteger sized(CInteger value) {
        return wide ? value.as(CInteger.LONG, value.isUnsigned()) : value;
    }

    private CInteger unary() {
        Token token = cursor.next();
        if (token.isEnd() || token.kind() == Token.Kind.STRING) {
            throw cursor.wrong(token, "expected a number, not " + token.quoted());
        }
        cursor.enter(token);
        CInteger value;
        if (token.is("-")) {
            CInteger positive = unary();
            value = valid(positive::negated, positive);
        } else if (token.is("+")) {
            value = unary();
        } else if (token.is("~")) {
            value = unary().inverted();
        } else if (token.is("!")) {
            value = sized(CInteger.truth(!unary().isTrue()));
        } else if (token.is("(")) {
            value = bracket();
        } else {
            value = primary(token);
        }
        cursor.leave();
        return value;
    }

    private CInteger bracket() {
        Token start = cursor.peek();
        CType type = surroundings.cast();
        if (type == null) {
            CInteger value = conditional();
            cursor.expect(")", "after the expression");
            return value;
        }
        cursor.expect(")", "after the type");
        CInteger value = unary();
        CInteger cast = type instanceof CType.Primitive one && one.length() == 1 ? value.cast(one.scalar()) : null;
        if (cast == null) {
            throw cursor.wrong(start, "expected a type of integers");
        }
        return cast;
    }

    private CInteger primary(Token token) {
        if (token.kind() == Token.Kind.NUMBER) {
            CInteger number = CInteger.parse(token.text(), wide ? CInteger.LONG : CInteger.INT);
            if (number == null) {
                throw cursor.wrong(token, "'" + token.text() + "' is not a whole number that fits into 64 bits");
            }
            return number;
        } else if (token.kind() == Token.Kind.CHARACTER) {
            return sized(CInteger.ofInt(character(token)).cast(Scalar.CHAR));
        } else if (token.isWord()) {
            CInteger value = token.is("sizeof") ? surroundings.sizeof(cursor) : surroundings.named(token);
            if (value != null) {
                return value;
            }
            throw cursor.wrong(token, "'" + token.text() + "' is not a known constant");
        }
        throw cursor.wrong(token, "expected a number, not " + token.quoted());
    }

    /** {@code 'a'}, {@code '\n'}, {@code '\0'}, {@code '\x7f'}. */
    private int character(Token token) {
        String inside = token.text().substring(1, token.text().length() - 1);
        String escaped = inside.startsWith("\\") ? inside.substring(1) : "";
        if (inside.length() == 1 && inside.charAt(0) != '\\' && inside.charAt(0) <= '~') {
            return inside.charAt(0);
        } else if (ESCAPES.containsKey(escaped)) {
            return ESCAPES.get(escaped);
        } else if (escaped.length() == 1 && STAND_FOR_THEMSELVES.contains(escaped)) {
            return escaped.charAt(0);
        }
        boolean hexadecimal = escaped.matches("x[0-9a-fA-F]{1,2}");
        if (hexadecimal || escaped.matches("[0-7]{1,3}")) {
            int code = hexadecimal ? Integer.parseInt(escaped.substring(1), 16) : Integer.parseInt(escaped, 8);
            if (code <= BYTE) {
                return code;
            }
        }
        throw cursor.wrong(token, "write this character as a number");
    }
}
