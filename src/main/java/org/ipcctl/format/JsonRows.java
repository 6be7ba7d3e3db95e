package org.ipcctl.format;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.ipcctl.result.Column;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Value;

/**
 * Rows as JSON. An array and a single object are indented for reading, lines are not. Each row leaves in one write, so
 * that a reader never sees half of one. NaN and the infinities, which JSON has no number for, are the strings
 * {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
 */
final class JsonRows implements RowWriter {
    /** What holds the rows together. */
    enum Shape { OBJECT, ARRAY, LINES }

    private final Schema shown;
    private final OutputStream out;
    private final Shape shape;
    private boolean first = true;

    JsonRows(Schema shown, OutputStream out, Shape shape) {
        this.shown = shown;
        this.out = out;
        this.shape = shape;
    }

    @Override
    public void write(Row row) throws IOException {
        StringWriter text = new StringWriter();
        JsonWriter json = new JsonWriter(text);
        json.setSerializeNulls(true);
        json.setHtmlSafe(false);
        if (shape != Shape.LINES) {
            json.setIndent("  ");
        }
        json.beginObject();
        for (Column column : shown.columns()) {
            json.name(column.id());
            write(json, row.get(column.id()));
        }
        json.endObject();
        String body = text.toString();
        switch (shape) {
            case ARRAY -> emit((first ? "[\n  " : ",\n  ") + body.replace("\n", "\n  "));
            default -> emit(body + "\n");
        }
        first = false;
    }

    static void write(JsonWriter json, Value value) throws IOException {
        if (value instanceof Value.Int number) {
            if (number.wide() != null) {
                json.value(number.wide());
            } else {
                json.value(number.number());
            }
        } else if (value instanceof Value.Decimal decimal) {
            double number = decimal.number();
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                json.value(Double.toString(number));
            } else {
                json.jsonValue(Numbers.shortest(number));
            }
        } else if (value instanceof Value.Bool bool) {
            json.value(bool.truth());
        } else if (value instanceof Value.Missing) {
            json.nullValue();
        } else {
            json.value(Texts.exact(value));
        }
    }

    /** Bytes of a name that are no UTF-8 are lone surrogates by now; JSON can only carry those as an escape. */
    static byte[] encode(String json) {
        StringBuilder clean = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < json.length() && Character.isLowSurrogate(json.charAt(i + 1));
            if (pair) {
                clean.append(c).append(json.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                clean.append(String.format("\\u%04x", (int) c));
            } else {
                clean.append(c);
            }
        }
        return clean.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void emit(String text) throws IOException {
        out.write(encode(text));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (shape == Shape.ARRAY) {
            emit(first ? "[]\n" : "\n]\n");
        }
        out.flush();
    }
}
