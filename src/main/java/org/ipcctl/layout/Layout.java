package org.ipcctl.layout;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.ipcctl.kernel.Deadline;

/** What the bytes of a struct mean: names, types and places of its fields. */
public final class Layout {
    /** The names of inner fields begin with those of the outer ones, so that few long names become many. */
    private static final int MOST_CHARACTERS = 1 << 23;

    private final CType.Struct root;
    private final List<Field> fields = new ArrayList<>();

    private Layout(CType.Struct root, Source source) {
        this.root = root;
        if (collect("", 0, root, MOST_CHARACTERS) < 0) {
            throw source.wrong(0, source.text().length(),
                    "the names of its fields have more than " + MOST_CHARACTERS + " characters together");
        }
    }

    /**
     * Reads a layout in one of the three notations; see the package.
     *
     * @param deadline until when {@code @FILE} may be waited for, if that is a FIFO
     * @throws LayoutException                   where the text is wrong
     * @throws org.ipcctl.kernel.KernelException where {@code @FILE} cannot be read
     */
    public static Layout parse(String text, Deadline deadline) {
        Source source = new Source(null, text);
        String begin = text.strip();
        if (begin.startsWith("@")) {
            return new Layout(HeaderFile.parse(source, deadline), source);
        }
        return new Layout(isC(begin) ? CParser.parse(source) : CompactParser.parse(source), source);
    }

    /** As above, waiting for {@code @FILE} as long as that is worth it. */
    public static Layout parse(String text) {
        return parse(text, Deadline.never());
    }

    private static boolean isC(String text) {
        Token first = Lexer.tokens(new Source(null, text)).get(0);
        boolean keyword = List.of("struct", "typedef", "union", "enum", "extern", "const", "static", "#").stream()
                .anyMatch(first::is);
        return keyword && !text.substring(Math.min(text.length(), first.end())).stripLeading().startsWith(":")
                || text.contains(";");
    }

    /**
     * Adds its fields, and returns how many characters of {@code left} their names leave; where that is less than 0 it
     * breaks off.
     */
    private int collect(String prefix, int offset, CType.Struct struct, int left) {
        int rest = left;
        for (Member member : struct.members()) {
            int at = offset + member.offset();
            if (rest < 0) {
                return rest;
            } else if (member.type() instanceof CType.Struct inner) {
                rest = collect(member.name().isEmpty() ? prefix : prefix + member.name() + ".", at, inner, rest);
            } else {
                fields.add(new Field(prefix + member.name(), member.type(), at));
                rest -= prefix.length() + member.name().length();
            }
        }
        return rest;
    }

    /** The bytes of it, padding included: C's sizeof. */
    public int size() {
        return root.size();
    }

    /** C's alignof. */
    public int alignment() {
        return root.alignment();
    }

    /** The whole. */
    public CType.Struct type() {
        return root;
    }

    /**
     * All values in their order; an array is one, whatever its elements are, and the members of an inner struct are
     * listed.
     */
    public List<Field> fields() {
        return List.copyOf(fields);
    }

    /**
     * The value that {@code path} names: {@code temperature}, {@code pos}, {@code pos.x}, {@code samples[2]}.
     *
     * @throws LayoutException where there is none
     */
    public Field field(String path) {
        return new PathParser(this, new Source(null, path)).parse(path.length());
    }

    /**
     * Values for fields, each written {@code field=value}; nothing is done with them yet.
     *
     * @throws LayoutException where a field, or a value, is wrong, or a field is given twice
     */
    public Assignment assign(List<String> words) {
        return Assignment.of(this, words);
    }

    /** A stretch of the layout: a field, or padding where {@code field} is null. */
    public record Slot(Field field, int offset, int size) {
    }

    /** Everything from the first byte to the last: the fields and the padding between and behind them. */
    public List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        int end = 0;
        Iterator<Field> rest = fields.iterator();
        while (rest.hasNext()) {
            Field field = rest.next();
            if (field.offset() > end) {
                slots.add(new Slot(null, end, field.offset() - end));
            }
            slots.add(new Slot(field, field.offset(), field.type().size()));
            end = field.offset() + field.type().size();
        }
        if (root.size() > end) {
            slots.add(new Slot(null, end, root.size() - end));
        }
        return slots;
    }
}
