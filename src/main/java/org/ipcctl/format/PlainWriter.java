package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Collectors;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Value;

/**
 * Tab-separated exact values, a row a line, {@code -} where a value is missing; a dash that is a value is {@code \x2d},
 * and an empty one is nothing. What would break the line or steer a terminal is written as {@code \t}, {@code \n},
 * {@code \r} or in hexadecimal, and a backslash as two, but in names that have escapes of their own.
 */
final class PlainWriter<T> extends RowWriter<T> {
    PlainWriter(Schema<T> shown, OutputStream out) {
        super(shown, out);
    }

    @Override
    public void write(T record) throws IOException {
        emit(shown.columns().stream()
                .map(column -> text(column.value(record)))
                .collect(Collectors.joining("\t", "", "\n")));
    }

    private static String text(Value value) {
        String exact = Texts.exact(value);
        if (value instanceof Value.Missing) {
            return "-";
        } else if (exact.equals("-")) {
            return "\\x2d";
        }
        return value instanceof Value.Spelled ? Payload.printable(exact) : Payload.reversible(exact);
    }
}
