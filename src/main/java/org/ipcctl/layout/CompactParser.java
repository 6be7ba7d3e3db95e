package org.ipcctl.layout;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The compact form: {@code temperature:f32,name:char[16],samples:u16be[4]}. */
final class CompactParser {
    /** Here are no names, nor types. */
    private static final Constant.Surroundings NOTHING = new Constant.Surroundings() {
        @Override
        public CInteger named(Token word) {
            return null;
        }

        @Override
        public CInteger sizeof(Cursor here) {
            throw here.wrong(here.last(), "expected a number, not 'sizeof'");
        }
    };

    private final Cursor cursor;

    private CompactParser(Source source) {
        cursor = new Cursor(source, Lexer.tokens(source));
    }

    static CType.Struct parse(Source source) {
        CompactParser parser = new CompactParser(source);
        if (parser.cursor.peek().isEnd()) {
            throw source.wrong(0, 0, "the layout is empty; write it as temperature:f32,count:u32");
        }
        return parser.items("");
    }

    /** Up to the end, or the brace {@code closer}. */
    private CType.Struct items(String closer) {
        StructBuilder builder = new StructBuilder(cursor);
        Token start = cursor.peek();
        boolean packed = false;
        while (!atEnd(closer)) {
            if (cursor.is("packed") && !cursor.peek(1).is(":")) {
                cursor.next();
                packed = true;
            } else if (cursor.is("pad") && !cursor.peek(1).is(":")) {
                Token pad = cursor.next();
                List<Integer> sizes = dimensions();
                if (sizes.size() != 1) {
                    throw cursor.wrong(pad, "padding has a size: pad[4]");
                }
                builder.pad(sizes.get(0), pad);
            } else {
                field(builder);
            }
            if (!atEnd(closer) && !cursor.take(",")) {
                throw cursor.wrong(cursor.peek(), "expected ',' before the next field, not " + cursor.peek().quoted());
            }
        }
        return builder.finish("", packed, 0, 0, start);
    }

    private boolean atEnd(String closer) {
        return closer.isEmpty() ? cursor.peek().isEnd() : cursor.is(closer);
    }

    private void field(StructBuilder builder) {
        Token name = cursor.next();
        if (name.is("/") || name.is(".") || cursor.is(".") || cursor.is("/")) {
            throw cursor.wrong(name, "a layout from a file begins with @, for example @sensor.h:SensorData");
        } else if (!name.isWord()) {
            throw cursor.wrong(name, "expected the name of a field, not " + name.quoted());
        }
        cursor.expect(":", "and a type after the name '" + name.text() + "'");
        builder.add(name.text(), type(), false, 0, name);
    }

    private CType type() {
        Token token = cursor.next();
        CType type;
        if (token.is("{")) {
            cursor.enter(token);
            type = items("}");
            cursor.expect("}", "at the end of the struct");
            cursor.leave();
        } else if (token.isWord()) {
            type = primitive(token);
        } else {
            throw cursor.wrong(token,
                    "expected a type, not " + token.quoted() + "; for instance f32, i32, u16[4], char[16]");
        }
        List<Integer> dimensions = dimensions();
        boolean isBytes = type instanceof CType.Primitive one && one.scalar() == Scalar.BYTES;
        if (isBytes && dimensions.isEmpty()) {
            throw cursor.wrong(token, "bytes have a length: bytes[16]");
        }
        return StructBuilder.array(type, dimensions, cursor, token);
    }

    private CType primitive(Token token) {
        String word = token.text();
        Scalar whole = scalar(word);
        if (whole != null) {
            return CType.Primitive.of(whole);
        }
        boolean big = word.endsWith("be");
        Scalar stem = big || word.endsWith("le") ? Scalar.named(word.substring(0, word.length() - 2)) : null;
        if (stem != null && stem.size() > 1) {
            return new CType.Primitive(stem, 1, big);
        } else if (stem != null) {
            throw cursor.wrong(token, stem.word() + " has no byte order");
        } else if (word.equals("pad")) {
            throw cursor.wrong(token, "padding has no name: write pad[4] alone");
        }
        Stream<String> known = Stream.concat(Stream.of(Scalar.values()).map(Scalar::word),
                Stream.of("int", "double", "float", "long"));
        throw cursor.wrong(token, "unknown type '" + word + "'" + Similar.hint(word, known.toList(),
                "; there are i8 to i64, u8 to u64, f32, f64, bool, char[N], bytes[N], ptr"));
    }

    private static Scalar scalar(String word) {
        Scalar scalar = Scalar.named(word);
        return scalar != null ? scalar : Platform.type(word);
    }

    private List<Integer> dimensions() {
        List<Integer> dimensions = new ArrayList<>();
        while (cursor.is("[")) {
            Token open = cursor.next();
            if (cursor.is("]")) {
                throw cursor.wrong(open, "an array has a length: [4]");
            }
            dimensions.add(length(new Constant(cursor, NOTHING, false), cursor));
            cursor.expect("]", "after the length of the array");
        }
        return dimensions;
    }

    /** The length of an array, which {@code constant} says. */
    static int length(Constant constant, Cursor cursor) {
        Token start = cursor.peek();
        BigInteger length = constant.value().value();
        if (length.signum() < 1 || length.bitLength() >= Integer.SIZE) {
            throw cursor.wrong(start, "a length of " + length + " is outside 1 to " + Integer.MAX_VALUE);
        }
        return length.intValue();
    }
}
