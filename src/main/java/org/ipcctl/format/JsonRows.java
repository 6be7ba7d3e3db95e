package org.ipcctl.format;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Value;

/**
 * Rows as JSON. An array and a single object are indented for reading, lines are not. NaN and the infinities, which
 * JSON has no number for, are the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. Columns whose ids
 * share what is before a dot are members of one object.
 */
final class JsonRows<T> extends RowWriter<T> {
    /** What holds the rows together. */
    enum Shape {
        OBJECT, ARRAY, LINES
    }

    private final Shape shape;
    private final Map<String, Object> tree = new LinkedHashMap<>();
    private boolean first = true;

    JsonRows(Schema<T> shown, OutputStream out, Shape shape) {
        super(shown, out);
        this.shape = shape;
        shown.columns().forEach(column -> plant(tree, column.id(), column));
    }

    /** Objects are maps in it. */
    @SuppressWarnings("unchecked")
    private static void plant(Map<String, Object> branch, String rest, Column<?> column) {
        int dot = rest.indexOf('.');
        if (dot < 0) {
            branch.put(rest, column);
        } else {
            Object inner = branch.computeIfAbsent(rest.substring(0, dot),
                    ignored -> new LinkedHashMap<String, Object>());
            plant((Map<String, Object>) inner, rest.substring(dot + 1), column);
        }
    }

    @Override
    public void write(T record) throws IOException {
        StringWriter text = new StringWriter();
        JsonWriter json = new JsonWriter(text);
        json.setSerializeNulls(true);
        json.setHtmlSafe(false);
        if (shape != Shape.LINES) {
            json.setIndent("  ");
        }
        object(json, tree, record);
        String body = text.toString();
        switch (shape) {
            case ARRAY -> emit(encode((first ? "[\n  " : ",\n  ") + body.replace("\n", "\n  ")));
            default -> emit(encode(body + "\n"));
        }
        first = false;
    }

    @SuppressWarnings("unchecked")
    private void object(JsonWriter json, Map<String, Object> branch, T record) throws IOException {
        json.beginObject();
        for (Map.Entry<String, Object> entry : branch.entrySet()) {
            json.name(entry.getKey());
            if (entry.getValue() instanceof Column<?> column) {
                write(json, ((Column<T>) column).value(record));
            } else {
                object(json, (Map<String, Object>) entry.getValue(), record);
            }
        }
        json.endObject();
    }

    /** A value in one line. */
    static String text(Value value) {
        StringWriter text = new StringWriter();
        JsonWriter json = new JsonWriter(text);
        json.setHtmlSafe(false);
        try {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
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
        } else if (value instanceof Value.Items list) {
            json.beginArray();
            for (Value item : list.items()) {
                write(json, item);
            }
            json.endArray();
        } else if (value instanceof Value.Members object) {
            json.beginObject();
            for (Map.Entry<String, Value> member : object.members().entrySet()) {
                write(json.name(member.getKey()), member.getValue());
            }
            json.endObject();
        } else if (value instanceof Value.Missing) {
            json.nullValue();
        } else {
            json.value(Texts.exact(value));
        }
    }

    /**
     * Bytes of a name that are not UTF-8 are lone surrogates by now, which JSON can only carry as an escape; a terminal
     * gets nothing to obey.
     */
    static byte[] encode(String json) {
        StringBuilder clean = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            int whole = json.codePointAt(i);
            if (whole > Character.MAX_VALUE && Character.getType(whole) != Character.FORMAT) {
                clean.append(c).append(json.charAt(++i));
            } else if (c >= 0x7F && (Character.isSurrogate(c) || Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT)) {
                // What is no text, and what a terminal may obey; below 0x20 it is escaped already.
                clean.append(String.format("\\u%04x", (int) c));
            } else {
                clean.append(c);
            }
        }
        return clean.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (shape == Shape.ARRAY) {
            emit(first ? "[]\n" : "\n]\n");
        }
        super.close();
    }
}
