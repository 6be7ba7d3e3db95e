package org.ipcctl.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ipcctl.layout.Scope.Named;

/** Types and declarators of C: {@code unsigned long}, {@code struct { ... }}, {@code *name[4]}. */
final class TypeParser {
    private static final Set<String> QUALIFIERS = Set.of("const", "volatile", "restrict", "__restrict", "__restrict__",
            "_Atomic",
            "register", "static", "extern", "inline", "__inline", "__inline__", "__extension__", "__const",
            "__volatile__",
            "_Noreturn", "auto", "_Thread_local", "__thread");

    /**
     * What stands before the names of a declaration.
     *
     * @param body whether it defined a struct there, not only named one
     */
    record Specifiers(Named type, Token at, boolean body, boolean tagged, boolean packed, int aligned) {
    }

    /** A name and its type. */
    record Declared(Token name, Named type) {
    }

    private final Cursor cursor;
    private final Scope scope;
    /** Whether {@link #tag} found a definition last. */
    private boolean bodyRead;

    TypeParser(Cursor cursor, Scope scope) {
        this.cursor = cursor;
        this.scope = scope;
    }

    Constant constant() {
        return new Constant(cursor, new Surroundings(), false);
    }

    /** Types and enumerators, which an expression can name. */
    private final class Surroundings implements Constant.Surroundings {
        @Override
        public CInteger named(Token word) {
            return scope.enumerators.get(word.text());
        }

        @Override
        public CInteger sizeof(Cursor here) {
            Token open = cursor.expect("(", "behind sizeof");
            if (!startsType()) {
                throw cursor.wrong(cursor.peek(), "expected a type, not " + cursor.peek().quoted());
            }
            cursor.enter(open);
            int size = typeName().size();
            cursor.leave();
            cursor.expect(")", "after the type");
            return CInteger.size(size);
        }

        @Override
        public CType cast() {
            return startsType() ? typeName() : null;
        }
    }

    boolean startsType() {
        Token token = cursor.peek();
        return token.isWord() && (QUALIFIERS.contains(token.text()) || BasicType.isWord(token.text())
                || scope.find(token.text()) != null
                || Set.of("struct", "union", "enum").contains(token.text()));
    }

    /** A type without a name, as in a sizeof. */
    CType typeName() {
        Specifiers specifiers = specifiers();
        boolean pointer = false;
        while (cursor.take("*") || skipQualifier()) {
            pointer |= cursor.last().is("*");
        }
        CType type = pointer ? CType.Primitive.of(Scalar.PTR)
                : scope.resolve(specifiers.type(), specifiers.at(), cursor);
        return StructBuilder.array(type, dimensions(), cursor, specifiers.at());
    }

    private boolean skipQualifier() {
        boolean there = cursor.peek().isWord() && QUALIFIERS.contains(cursor.peek().text());
        if (there) {
            cursor.next();
        }
        return there;
    }

    Specifiers specifiers() {
        Token start = cursor.peek();
        Attributes attributes = new Attributes(cursor, this);
        BasicType basic = new BasicType(cursor);
        Named named = null;
        boolean body = false;
        boolean tagged = false;
        while (cursor.peek().isWord() || cursor.is("[")) {
            Token token = cursor.peek();
            if (skipQualifier() || attributes.take()) {
                // It says nothing of the type.
            } else if (named == null && basic.take()) {
                start = basic.isFirst() ? token : start;
            } else if (named != null || !basic.isEmpty() || !token.isWord()) {
                break;
            } else if (token.is("struct") || token.is("union") || token.is("enum")) {
                start = token;
                tagged = !namesNobody();
                named = tag(cursor.next());
                body = bodyRead;
            } else {
                start = cursor.next();
                named = scope.find(start.text());
                if (named == null) {
                    throw scope.unknown(start, cursor);
                }
            }
        }
        if (named == null && basic.isEmpty()) {
            throw cursor.wrong(cursor.peek(), "expected a type, not " + cursor.peek().quoted());
        }
        return new Specifiers(named != null ? named : basic.type(), start, body, tagged, attributes.packed,
                attributes.aligned);
    }

    /** Whether the struct, union or enum that is next has no tag; its attributes may stand before that. */
    private boolean namesNobody() {
        int place = cursor.place();
        cursor.next();
        Attributes.skipAll(cursor);
        boolean nobody = cursor.is("{");
        cursor.back(place);
        return nobody;
    }

    private Named tag(Token keyword) {
        Attributes attributes = new Attributes(cursor, this).takeAll();
        String tag = cursor.peek().isWord() ? cursor.next().text() : "";
        attributes.takeAll();
        if (!cursor.is("{")) {
            if (tag.isEmpty()) {
                throw cursor.wrong(cursor.peek(),
                        "expected '{' after " + keyword.text() + ", not " + cursor.peek().quoted());
            }
            bodyRead = false;
            return keyword.is("union") ? union(keyword) : keyword.is("enum") && !scope.tags.containsKey(tag)
                    ? Named.of(CType.Primitive.of(Scalar.U32)) : new Named(null, null, tag);
        }
        Named defined;
        if (keyword.is("union")) {
            cursor.skipBalanced();
            attributes.takeAll();
            defined = union(keyword);
        } else {
            cursor.enter(keyword);
            defined = Named.of(keyword.is("enum") ? enumeration(attributes) : struct(tag, keyword, attributes));
            cursor.leave();
        }
        if (!tag.isEmpty()) {
            scope.tags.put(tag, defined);
        }
        bodyRead = true;
        return defined;
    }

    private Named union(Token keyword) {
        return Named
                .of(cursor.wrong(keyword, "a union does not have a single layout; write the member that you need, as "
                        + "a struct"));
    }

    private CType enumeration(Attributes attributes) {
        Token open = cursor.peek();
        CType type = new EnumParser(cursor, this, scope.enumerators).read();
        if (attributes.takeAll().packed) {
            throw cursor.wrong(open, "a packed enum is not supported");
        }
        return type;
    }

    private CType struct(String tag, Token keyword, Attributes attributes) {
        cursor.next();
        StructBuilder builder = new StructBuilder(cursor);
        while (!cursor.is("}")) {
            if (cursor.peek().isEnd()) {
                throw cursor.wrong(cursor.peek(), "expected '}' at the end of the struct");
            }
            members(builder);
        }
        Token close = cursor.next();
        attributes.takeAll();
        return builder.finish(tag, attributes.packed, close.pack(), attributes.aligned, keyword);
    }

    private void members(StructBuilder builder) {
        if (cursor.take(";")) {
            return;
        } else if (cursor.is("_Static_assert") || cursor.is("static_assert")) {
            cursor.next();
            cursor.skipBalanced();
            return;
        }
        Specifiers specifiers = specifiers();
        if (cursor.take(";")) {
            nameless(specifiers, builder);
            return;
        }
        do {
            Declared one = declarator(specifiers);
            Attributes own = new Attributes(cursor, this).takeAll();
            builder.add(one.name().text(), scope.resolve(one.type(), specifiers.at(), cursor),
                    own.packed || specifiers.packed(),
                    Math.max(own.aligned, specifiers.aligned()), one.name());
        } while (cursor.take(","));
        Token behind = cursor.peek();
        if (!cursor.take(";")) {
            throw cursor.wrong(behind,
                    "expected ';' after the field '" + cursor.last().text() + "', not " + behind.quoted());
        }
    }

    private void nameless(Specifiers specifiers, StructBuilder builder) {
        boolean definesOnly = specifiers.body() && specifiers.tagged();
        if (definesOnly) {
            return;
        }
        CType type = scope.resolve(specifiers.type(), specifiers.at(), cursor);
        if (!(type instanceof CType.Struct) || !specifiers.body()) {
            throw cursor.wrong(cursor.last(), "expected the name of a field");
        }
        builder.add("", type, specifiers.packed(), specifiers.aligned(), specifiers.at());
    }

    /** The part of a declaration that has the name in it: stars, the name, the lengths of an array. */
    Declared declarator(Specifiers specifiers) {
        boolean pointer = false;
        while (cursor.take("*") || skipQualifier() || new Attributes(cursor, this).take()) {
            pointer |= cursor.last().is("*");
        }
        if (cursor.is("(")) {
            return pointerInBrackets();
        } else if (cursor.is(":")) {
            throw bitField();
        }
        Token name = cursor.next();
        if (!name.isWord()) {
            throw cursor.wrong(name, "expected the name of a field, not " + name.quoted());
        } else if (cursor.is("(")) {
            throw cursor.wrong(name, "'" + name.text() + "' is a function");
        } else if (cursor.is(":")) {
            throw bitField();
        }
        List<Integer> dimensions = dimensions();
        if (dimensions.isEmpty()) {
            return new Declared(name, pointer ? Named.of(CType.Primitive.of(Scalar.PTR)) : specifiers.type());
        }
        CType element = pointer ? CType.Primitive.of(Scalar.PTR)
                : scope.resolve(specifiers.type(), specifiers.at(), cursor);
        return new Declared(name, Named.of(StructBuilder.array(element, dimensions, cursor, name)));
    }

    private LayoutException bitField() {
        return cursor.wrong(cursor.peek(),
                "bit-fields are not supported; write the whole unit as one field, for example uint32_t flags");
    }

    /** {@code (*name)(...)}, a pointer to a function, and {@code (*name)[4]}, one to an array. */
    private Declared pointerInBrackets() {
        Token open = cursor.next();
        if (!cursor.take("*")) {
            throw cursor.wrong(open, "this declaration is not understood");
        }
        while (cursor.take("*") || skipQualifier()) {
            // To what it points does not matter.
        }
        Token name = cursor.next();
        if (!name.isWord()) {
            throw cursor.wrong(name, "expected the name of a field, not " + name.quoted());
        }
        List<Integer> dimensions = dimensions();
        cursor.expect(")", "after the name of the pointer");
        while (cursor.is("(") || cursor.is("[") && !cursor.peek(1).is("[")) {
            cursor.skipBalanced();
        }
        return new Declared(name,
                Named.of(StructBuilder.array(CType.Primitive.of(Scalar.PTR), dimensions, cursor, name)));
    }

    private List<Integer> dimensions() {
        List<Integer> dimensions = new ArrayList<>();
        while (cursor.is("[") && !cursor.peek(1).is("[")) {
            Token open = cursor.next();
            if (cursor.is("]")) {
                throw cursor.wrong(open, "an array without a length has no size; write its length");
            }
            dimensions.add(CompactParser.length(constant(), cursor));
            cursor.expect("]", "after the length of the array");
        }
        return dimensions;
    }
}
