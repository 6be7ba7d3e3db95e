package org.ipcctl.layout;

import java.util.List;
import java.util.stream.Collectors;

/** {@code pos.x}, {@code samples[2]}, {@code points[1].y}: from a name to a place. */
final class PathParser {
    private static final int MOST_NAMES = 12;

    private final Layout layout;
    private final Source source;
    private final String text;
    private int at;

    PathParser(Layout layout, Source source) {
        this.layout = layout;
        this.source = source;
        this.text = source.text();
    }

    /** The field that the text names from its beginning to {@code end}. */
    Field parse(int end) {
        CType type = layout.type();
        int offset = 0;
        do {
            if (at > 0 && text.charAt(at) == '[') {
                int index = index(type, end);
                type = ((CType.Array) type).element();
                offset += index * type.size();
            } else {
                Member member = member(type, end);
                type = member.type();
                offset += member.offset();
            }
        } while (at < end);
        return new Field(text.substring(0, end), type, offset);
    }

    private Member member(CType type, int end) {
        if (at > 0 && text.charAt(at) == '.') {
            at++;
        } else if (at > 0) {
            throw source.wrong(at, at + 1, "expected '.' or '[' after the name of a field");
        }
        int start = at;
        while (at < end && (Lexer.isLetter(text.charAt(at)) || Lexer.isDigit(text.charAt(at)))) {
            at++;
        }
        String name = text.substring(start, at);
        String before = text.substring(0, Math.max(0, start - 1));
        if (!(type instanceof CType.Struct struct)) {
            throw source.wrong(start - 1, at, before + " is " + type.text() + ", which has no fields"
                    + (type instanceof CType.Array ? "; choose an element: " + before + "[0]" : ""));
        }
        Member member = name.isEmpty() ? null : struct.find(name);
        if (member == null) {
            int until = name.isEmpty() ? Math.min(end, at + 1) : at;
            throw source.wrong(start, until, name.isEmpty() ? "expected the name of a field" + known(struct, "")
                    : "there is no field '" + name + "'" + (before.isEmpty() ? "" : " in " + before)
                            + known(struct, name));
        }
        return member;
    }

    private String known(CType.Struct struct, String name) {
        List<String> names = names(struct);
        String list = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        String all = (names.size() == 1 ? "; there is " : "; there are ") + list
                + (names.size() > MOST_NAMES ? ", ..." : "");
        return name.isEmpty() ? all : Similar.hint(name, names, all);
    }

    private static List<String> names(CType.Struct struct) {
        return struct.members().stream()
                .flatMap(m -> m.name().isEmpty() ? names((CType.Struct) m.type()).stream() : List.of(m.name()).stream())
                .toList();
    }

    private int index(CType type, int end) {
        String before = text.substring(0, at);
        int open = at;
        int close = text.indexOf(']', open);
        if (close < 0 || close >= end) {
            throw source.wrong(open, end, "expected ']' after the number of an element");
        } else if (!(type instanceof CType.Array array)) {
            throw source.wrong(open, close + 1, before + " is " + type.text() + ", which has no elements");
        } else {
            String number = text.substring(open + 1, close);
            if (!number.matches("\\d{1,10}") || Long.parseLong(number) >= array.count()) {
                throw source.wrong(open + 1, close, before + " has the elements 0 to " + (array.count() - 1));
            }
            at = close + 1;
            return Integer.parseInt(number);
        }
    }
}
