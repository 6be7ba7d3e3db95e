package org.ipcctl.testing;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON that ipcctl wrote: arrays are lists, objects maps in their order, whole numbers Long, others Double.
 */
public final class Json {
    private Json() {}

    /** The rows of a command that lists. */
    public static List<Map<String, Object>> rows(String text) {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.beginArray();
            while (json.hasNext()) {
                rows.add(object(json));
            }
            json.endArray();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new AssertionError("more than one array: " + text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** The one object of a command that describes one. */
    public static Map<String, Object> row(String text) {
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            Map<String, Object> row = object(json);
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new AssertionError("more than one object: " + text);
            }
            return row;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> object(JsonReader json) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        json.beginObject();
        while (json.hasNext()) {
            object.put(json.nextName(), value(json));
        }
        json.endObject();
        return object;
    }

    private static Object value(JsonReader json) throws IOException {
        switch (json.peek()) {
            case NULL -> {
                json.nextNull();
                return null;
            }
            case BOOLEAN -> {
                return json.nextBoolean();
            }
            case NUMBER -> {
                String number = json.nextString();
                return number.matches("-?\\d{1,18}") ? (Object) Long.valueOf(number) : (Object) Double.valueOf(number);
            }
            case BEGIN_OBJECT -> {
                return object(json);
            }
            case BEGIN_ARRAY -> {
                List<Object> list = new ArrayList<>();
                json.beginArray();
                while (json.hasNext()) {
                    list.add(value(json));
                }
                json.endArray();
                return list;
            }
            default -> {
                return json.nextString();
            }
        }
    }
}
