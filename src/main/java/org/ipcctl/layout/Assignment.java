package org.ipcctl.layout;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * New values for some fields: the bytes that change and nothing else, so that a writer leaves alone what others write
 * beside them.
 *
 * @param pieces in the order of their offsets, never touching each other
 */
public record Assignment(List<Piece> pieces) {
    /** Of a text or bytes: all of it is in memory, padding included. */
    private static final int LONGEST_VALUE = 1 << 26;

    /** Bytes for {@code offset} from the beginning of the layout. */
    public record Piece(int offset, byte[] bytes) {
        int end() {
            return offset + bytes.length;
        }
    }

    private record Given(Field field, Source word, byte[] bytes) {
        Piece piece() {
            return new Piece(field.offset(), bytes);
        }
    }

    static Assignment of(Layout layout, List<String> words) {
        List<Given> given = new ArrayList<>();
        for (String word : words) {
            given.add(one(layout, new Source(null, word)));
        }
        List<Given> sorted = new ArrayList<>(given);
        sorted.sort(Comparator.comparingInt(g -> g.field().offset()));
        for (int i = 1; i < sorted.size(); i++) {
            Given first = sorted.get(i - 1);
            Given second = sorted.get(i);
            if (second.field().offset() < first.piece().end()) {
                Given later = given.indexOf(first) > given.indexOf(second) ? first : second;
                throw later.word().wrong(0, later.field().path().length(), later.field().path() + " is given twice");
            }
        }
        return new Assignment(merged(sorted.stream().map(Given::piece).toList()));
    }

    private static Given one(Layout layout, Source word) {
        int equals = word.text().indexOf('=');
        if (equals < 0) {
            throw word.wrong(0, word.text().length(), "expected field=value, not '" + word.text() + "'");
        }
        Field field = new PathParser(layout, word).parse(equals);
        return new Given(field, word, bytes(field, word, equals + 1));
    }

    private static byte[] bytes(Field field, Source word, int start) {
        CType element = field.type();
        long count = 1;
        while (element instanceof CType.Array array) {
            count *= array.count();
            element = array.element();
        }
        if (element instanceof CType.Primitive primitive) {
            return field.type() instanceof CType.Array ? elements(field, primitive, count, word, start)
                    : value(primitive, field.path(), word, start, word.text().length());
        }
        CType.Struct struct = (CType.Struct) element;
        String inner = field.path() + (field.type() instanceof CType.Array ? "[0]." : ".")
                + struct.members().get(0).name();
        throw word.wrong(0, field.path().length(),
                field.path() + " is " + field.type().text() + "; set its fields one by one: " + inner + "=...");
    }

    private static byte[] elements(Field field, CType.Primitive type, long count, Source word, int start) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String text = word.text();
        long number = 0;
        int from = start;
        while (from <= text.length()) {
            int comma = text.indexOf(',', from);
            int to = comma < 0 ? text.length() : comma;
            if (number < count) {
                all.writeBytes(value(type, "element " + number + " of " + field.path(), word, from, to));
            }
            number++;
            from = to + 1;
        }
        if (number != count) {
            throw word.wrong(start, text.length(),
                    field.path() + " takes " + count + " values separated by commas, not " + number
                            + "; set a single one by " + field.path() + "[0]=...");
        }
        return all.toByteArray();
    }

    private static byte[] value(CType.Primitive type, String name, Source word, int from, int to) {
        if (type.size() > LONGEST_VALUE) {
            throw word.wrong(0, from - 1,
                    name + " is " + type.text() + ", and more than " + LONGEST_VALUE + " bytes are not set at once");
        }
        try {
            return Literal.bytes(type, word.text().substring(from, to));
        } catch (IllegalArgumentException e) {
            throw word.wrong(from, to, name + " " + e.getMessage());
        }
    }

    private static List<Piece> merged(List<Piece> sorted) {
        List<Piece> merged = new ArrayList<>();
        for (Piece piece : sorted) {
            Piece last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.end() == piece.offset()) {
                byte[] both = java.util.Arrays.copyOf(last.bytes(), last.bytes().length + piece.bytes().length);
                System.arraycopy(piece.bytes(), 0, both, last.bytes().length, piece.bytes().length);
                merged.set(merged.size() - 1, new Piece(last.offset(), both));
            } else {
                merged.add(piece);
            }
        }
        return List.copyOf(merged);
    }

    /** Changes the fields in the bytes of a whole layout, and leaves the others as they are. */
    public void apply(byte[] whole) {
        for (Piece piece : pieces) {
            System.arraycopy(piece.bytes(), 0, whole, piece.offset(), piece.bytes().length);
        }
    }

    /** Where the last changed byte ends. */
    public int end() {
        return pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).end();
    }
}
