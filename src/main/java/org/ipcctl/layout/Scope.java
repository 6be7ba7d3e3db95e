package org.ipcctl.layout;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** What names mean in a text in C: types, tags, enumerators. */
final class Scope {
    /**
     * A type that was named but is perhaps not known: headers declare much that a layout does not need, and only the
     * use of it is wrong.
     *
     * @param type    null where it is not known, or not yet
     * @param problem why it cannot be used, or null
     * @param tag     the struct that it is once that is defined, or null
     */
    record Named(CType type, LayoutException problem, String tag) {
        static Named of(CType type) {
            return new Named(type, null, null);
        }

        static Named of(LayoutException problem) {
            return new Named(null, problem, null);
        }
    }

    final Map<String, Named> typedefs = new LinkedHashMap<>();
    final Map<String, Named> tags = new LinkedHashMap<>();
    final Map<String, CInteger> enumerators = new HashMap<>();

    /** The type that {@code named} is by now; {@code use} is where it is needed. */
    CType resolve(Named named, Token use, Cursor cursor) {
        if (named.problem() != null) {
            throw named.problem();
        } else if (named.type() != null) {
            return named.type();
        }
        Named defined = tags.get(named.tag());
        if (defined == null) {
            throw cursor.wrong(use, "struct " + named.tag() + " is not defined before this");
        }
        return resolve(defined, use, cursor);
    }

    /** The type called {@code word}, or null. */
    Named find(String word) {
        Named named = typedefs.get(word);
        Scalar known = named == null ? Platform.type(word) : null;
        return known == null ? named : Named.of(CType.Primitive.of(known));
    }

    LayoutException unknown(Token word, Cursor cursor) {
        return cursor.wrong(word, () -> "unknown type " + word.quoted() + hint(word));
    }

    private String hint(Token word) {
        if (tags.containsKey(word.text())) {
            return "; write struct " + word.text();
        }
        TreeSet<String> known = new TreeSet<>(typedefs.keySet());
        Platform.typeNames().forEach(known::add);
        return Similar.hint(word.text(), known, "; included files are not read; use the output of cc -E");
    }
}
