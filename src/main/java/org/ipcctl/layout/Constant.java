package org.ipcctl.layout;

import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Integer constant expressions of C, as in {@code char name[2 * N + 1]} and {@code #if}. */
final class Constant {
    /** From the loosest to the tightest. */
    private static final String[][] LEVELS = {{"||"}, {"&&"}, {"|"}, {"^"}, {"&"}, {"==", "!="}, {"<", ">", "<=", ">="},
        {"<<", ">>"},
        {"+", "-"}, {"*", "/", "%"}};

    private final Cursor cursor;
    private final Function<Token, Long> names;
    private final ToLongFunction<Cursor> sizeof;

    /**
     * @param names  the value of an identifier, or null where it has none
     * @param sizeof what stands behind {@code sizeof}, from its bracket on; consumes it
     */
    Constant(Cursor cursor, Function<Token, Long> names, ToLongFunction<Cursor> sizeof) {
        this.cursor = cursor;
        this.names = names;
        this.sizeof = sizeof;
    }

    /** Its value; the cursor is behind it then. */
    long value() {
        Token start = cursor.peek();
        try {
            return conditional();
        } catch (ArithmeticException e) {
            throw cursor.wrong(start, "this number does not fit into 64 bits");
        }
    }

    private long conditional() {
        cursor.enter(cursor.peek());
        long value = binary(0);
        if (cursor.take("?")) {
            long yes = conditional();
            cursor.expect(":", "in the conditional expression");
            long no = conditional();
            value = value != 0 ? yes : no;
        }
        cursor.leave();
        return value;
    }

    private long binary(int level) {
        if (level == LEVELS.length) {
            return unary();
        }
        long left = binary(level + 1);
        while (isOneOf(LEVELS[level])) {
            String operator = cursor.next().text();
            left = apply(operator, left, binary(level + 1));
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

    private static long apply(String operator, long a, long b) {
        return switch (operator) {
            case "||" -> truth(a != 0 || b != 0);
            case "&&" -> truth(a != 0 && b != 0);
            case "|" -> a | b;
            case "^" -> a ^ b;
            case "&" -> a & b;
            case "==" -> truth(a == b);
            case "!=" -> truth(a != b);
            case "<" -> truth(a < b);
            case ">" -> truth(a > b);
            case "<=" -> truth(a <= b);
            case ">=" -> truth(a >= b);
            case "<<" -> Math.multiplyExact(a, 1L << Math.min(62, shift(b)));
            case ">>" -> a >> shift(b);
            case "+" -> Math.addExact(a, b);
            case "-" -> Math.subtractExact(a, b);
            case "*" -> Math.multiplyExact(a, b);
            case "/" -> a / b;
            default -> a % b;
        };
    }

    private static long shift(long by) {
        if (by < 0 || by > 63) {
            throw new ArithmeticException();
        }
        return by;
    }

    private static long truth(boolean holds) {
        return holds ? 1 : 0;
    }

    private long unary() {
        Token token = cursor.next();
        if (token.isEnd() || token.kind() == Token.Kind.STRING) {
            throw cursor.wrong(token, "expected a number, not " + token.quoted());
        }
        cursor.enter(token);
        long value;
        if (token.is("-")) {
            value = Math.negateExact(unary());
        } else if (token.is("+")) {
            value = unary();
        } else if (token.is("~")) {
            value = ~unary();
        } else if (token.is("!")) {
            value = truth(unary() == 0);
        } else if (token.is("(")) {
            value = conditional();
            cursor.expect(")", "after the expression");
        } else {
            value = primary(token);
        }
        cursor.leave();
        return value;
    }

    private long primary(Token token) {
        if (token.kind() == Token.Kind.NUMBER) {
            return number(token);
        } else if (token.kind() == Token.Kind.CHARACTER) {
            if (token.text().length() != 3 || token.text().charAt(1) > '~') {
                throw cursor.wrong(token, "write this character as a number");
            }
            return token.text().charAt(1);
        } else if (token.isWord()) {
            if (token.is("sizeof")) {
                return sizeof.applyAsLong(cursor);
            }
            Long value = names.apply(token);
            if (value != null) {
                return value;
            }
            throw cursor.wrong(token, "'" + token.text() + "' is not a known constant");
        }
        throw cursor.wrong(token, "expected a number, not " + token.quoted());
    }

    private long number(Token token) {
        String digits = token.text().replaceFirst("(?i)([0-9a-f])(u|l|ul|lu|ll|ull|llu)$", "$1");
        try {
            return Long.decode(digits.matches("0[bB][01]+")
                    ? "0x" + Long.toHexString(Long.parseLong(digits.substring(2), 2)) : digits);
        } catch (NumberFormatException e) {
            throw cursor.wrong(token, "'" + token.text() + "' is not a whole number that fits into 64 bits");
        }
    }
}
