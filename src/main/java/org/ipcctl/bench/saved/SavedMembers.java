package org.ipcctl.bench.saved;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The members of an object in a saved benchmark, each asked for as what it has to be: a file may have been edited, cut
 * or made up.
 *
 * @param object the object
 * @param path   how messages call it: empty for the whole document, or {@code cases[3].}
 */
record SavedMembers(JsonObject object, String path) {
    /** Names of machines, JDKs and mechanisms are shorter by far. */
    private static final int LONGEST_TEXT = 1000;
    /** Beyond these a double leaves out some integers. */
    private static final long EXACT = 1L << 53;

    /** A member is not what it has to be; the message is a clause about it. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }

    /** @param expected what it has to be, as {@code an integer from 1 to 1000} */
    Wrong wrong(String member, String expected) {
        return new Wrong("its member '" + path + member + "' is missing, or is not " + expected);
    }

    boolean isNull(String member) {
        return object.has(member) && object.get(member).isJsonNull();
    }

    String text(String member) {
        return text(member, LONGEST_TEXT);
    }

    String text(String member, int longest) {
        JsonElement value = object.get(member);
        if (value == null || !isText(value, longest)) {
            throw wrong(member, "a text");
        }
        return value.getAsString();
    }

    /** Whether it is a number, a text or a truth. */
    boolean isPlain(String member) {
        return object.has(member) && object.get(member).isJsonPrimitive();
    }

    /** That as text, for people to read. */
    String plain(String member) {
        String text = object.get(member).getAsString();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    /** That of {@code all} which is called {@code text}; {@code expected} tells all their names. */
    <E extends Enum<E>> E choice(E[] all, String text, String member, String expected) {
        return Stream.of(all).filter(one -> one.toString().equals(text)).findFirst()
                .orElseThrow(() -> wrong(member, expected));
    }

    /** The text, or null where there is none. */
    String textOrNull(String member) {
        return !object.has(member) || isNull(member) ? null : text(member);
    }

    /** It will be shown on a terminal. */
    private static boolean isText(JsonElement value, int longest) {
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            return false;
        }
        String text = value.getAsString();
        return text.length() <= longest && text.codePoints().noneMatch(Character::isISOControl);
    }

    long whole(String member, long least, long most) {
        return whole(object.get(member), member, least, most);
    }

    private long whole(JsonElement value, String member, long least, long most) {
        if (value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
            // As a double it has a size, however many digits there are; of those that fit, a long has all digits.
            double number = value.getAsDouble();
            if (number == Math.rint(number) && number >= least && number <= most) {
                long exact = Math.abs(number) < EXACT ? (long) number : value.getAsLong();
                if (exact >= least && exact <= most) {
                    return exact;
                }
            }
        }
        throw wrong(member, "an integer from " + least + " to " + most);
    }

    /** The number, or NaN where there is none. */
    double numberOrNaN(String member) {
        JsonElement value = object.get(member);
        return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber() ? value.getAsDouble()
                : Double.NaN;
    }

    /** An amount of time, say: a finite number above 0, or NaN where there is none. */
    double amountOrNaN(String member) {
        if (!object.has(member) || isNull(member)) {
            return Double.NaN;
        }
        double amount = amount(object.get(member));
        if (Double.isNaN(amount)) {
            throw wrong(member, "a number above 0");
        }
        return amount;
    }

    private static double amount(JsonElement value) {
        double amount = value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber() ? value.getAsDouble()
                : Double.NaN;
        return amount > 0 && !Double.isInfinite(amount) ? amount : Double.NaN;
    }

    boolean truth(String member) {
        JsonElement value = object.get(member);
        if (value == null || !value.isJsonPrimitive() || !value.getAsJsonPrimitive().isBoolean()) {
            throw wrong(member, "true or false");
        }
        return value.getAsBoolean();
    }

    SavedMembers object(String member) {
        JsonElement value = object.get(member);
        if (value == null || !value.isJsonObject()) {
            throw wrong(member, "an object");
        }
        return new SavedMembers(value.getAsJsonObject(), path + member + ".");
    }

    List<SavedMembers> objects(String member) {
        List<SavedMembers> all = new ArrayList<>();
        for (JsonElement element : array(member)) {
            if (!element.isJsonObject()) {
                throw wrong(member, "an array of objects");
            }
            all.add(new SavedMembers(element.getAsJsonObject(), path + member + "[" + all.size() + "]."));
        }
        return all;
    }

    List<String> texts(String member) {
        List<String> all = new ArrayList<>();
        for (JsonElement element : array(member)) {
            if (!isText(element, LONGEST_TEXT)) {
                throw wrong(member, "an array of texts");
            }
            all.add(element.getAsString());
        }
        return all;
    }

    List<Long> wholes(String member, long least, long most) {
        List<Long> all = new ArrayList<>();
        for (JsonElement element : array(member)) {
            all.add(whole(element, member + "[" + all.size() + "]", least, most));
        }
        return all;
    }

    /** Amounts of time, say: finite numbers above 0, {@code most} of them. */
    List<Double> amounts(String member, int most) {
        List<Double> all = new ArrayList<>();
        for (JsonElement element : array(member, most)) {
            double amount = amount(element);
            if (Double.isNaN(amount)) {
                throw wrong(member, "an array of numbers above 0");
            }
            all.add(amount);
        }
        return all;
    }

    /** For what is compared each with each. */
    JsonArray array(String member, int most) {
        JsonArray all = array(member);
        if (all.size() > most) {
            throw wrong(member, "an array of " + most + " elements at most");
        }
        return all;
    }

    private JsonArray array(String member) {
        JsonElement value = object.get(member);
        if (value == null || !value.isJsonArray()) {
            throw wrong(member, "an array");
        }
        return value.getAsJsonArray();
    }
}
