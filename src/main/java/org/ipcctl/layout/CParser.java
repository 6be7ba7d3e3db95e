package org.ipcctl.layout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ipcctl.layout.Scope.Named;
import org.ipcctl.layout.TypeParser.Declared;
import org.ipcctl.layout.TypeParser.Specifiers;

/**
 * Texts in C, from a struct on the command line to a whole header. Of a header only what the layout needs must be
 * understood: a declaration that is not is passed over, and complains when it is used.
 */
final class CParser {
    private static final Set<String> BEFORE_BRACKETS = Set.of("__attribute__", "__attribute", "_Alignas", "alignas",
            "__asm__");

    private final Source source;
    private final Cursor cursor;
    private final Scope scope = new Scope();
    private final TypeParser types;
    private final boolean lenient;
    /** The structs defined here, by the name to ask for them. */
    private final Map<String, Named> structs = new LinkedHashMap<>();
    private LayoutException firstProblem;

    private CParser(Source source, boolean lenient) {
        this.source = source;
        this.cursor = new Cursor(source, Preprocessor.tokens(source));
        this.types = new TypeParser(cursor, scope);
        this.lenient = lenient;
    }

    /** The last struct of a text; everything in it must be right. */
    static CType.Struct parse(Source source) {
        CParser parser = new CParser(source, false);
        parser.declarations();
        Named last = null;
        for (Named struct : parser.structs.values()) {
            last = struct;
        }
        if (last == null) {
            throw source.wrong(0, 0, "there is no struct in it; write struct { float temperature; int count; }");
        }
        return parser.struct(last);
    }

    /**
     * A struct of a header.
     *
     * @param name  its tag or a typedef of it, or null for the only one there is
     * @param asked where the name was written
     */
    static CType.Struct parse(Source header, String name, LayoutExceptionMaker asked) {
        CParser parser = new CParser(header, true);
        parser.declarations();
        if (name != null) {
            return parser.named(name, asked);
        } else if (parser.structs.size() == 1) {
            return parser.struct(parser.structs.values().iterator().next());
        } else if (parser.structs.isEmpty() && parser.firstProblem != null) {
            throw parser.firstProblem;
        }
        throw asked.wrong(parser.structs.isEmpty() ? "there is no struct in " + header.name()
                : header.name() + " has several structs; choose one of " + parser.names() + " after a colon");
    }

    /** Points at the name of the struct that was asked for. */
    interface LayoutExceptionMaker {
        LayoutException wrong(String message);
    }

    private String names() {
        return String.join(", ", structs.keySet().stream().limit(12).toList()) + (structs.size() > 12 ? ", ..." : "");
    }

    private CType.Struct named(String name, LayoutExceptionMaker asked) {
        Named found = scope.typedefs.getOrDefault(name, scope.tags.get(name));
        if (found == null) {
            throw asked.wrong("there is no struct '" + name + "' in " + source.name()
                    + Similar.hint(name, structs.keySet(), structs.isEmpty() ? "" : "; there are " + names()));
        }
        if (found.tag() != null && !scope.tags.containsKey(found.tag())) {
            throw asked.wrong("struct " + found.tag() + " is declared but not defined in " + source.name());
        }
        if (scope.resolve(found, cursor.peek(), cursor) instanceof CType.Struct struct) {
            return struct;
        }
        throw asked.wrong("'" + name + "' is not a struct");
    }

    private CType.Struct struct(Named named) {
        return (CType.Struct) scope.resolve(named, cursor.peek(), cursor);
    }

    /** What is defined anew is the last one. */
    private void define(String name, Named struct) {
        structs.remove(name);
        structs.put(name, struct);
    }

    private void declarations() {
        while (!cursor.peek().isEnd()) {
            int start = cursor.place();
            try {
                declaration();
            } catch (LayoutException e) {
                if (!lenient) {
                    throw e;
                }
                cursor.back(start);
                cursor.surface();
                passOver(e);
            }
        }
    }

    private void declaration() {
        if (cursor.take(";") || lenient && cursor.take("}")) {
            return;
        } else if (cursor.is("extern") && cursor.peek(1).kind() == Token.Kind.STRING) {
            cursor.next();
            cursor.next();
            cursor.take("{");
            return;
        }
        while (cursor.take("__extension__")) {
            // As in glibc's headers before a typedef.
        }
        boolean typedef = cursor.take("typedef");
        Specifiers specifiers = types.specifiers();
        if (specifiers.body() && specifiers.type().type() instanceof CType.Struct struct && !struct.tag().isEmpty()) {
            define(struct.tag(), specifiers.type());
        } else if (specifiers.body() && specifiers.type().type() instanceof CType.Struct && !typedef) {
            define("", specifiers.type());
        } else if (!lenient && specifiers.type().problem() != null) {
            throw specifiers.type().problem();
        }
        if (cursor.peek().isEnd() || cursor.take(";")) {
            return;
        }
        if (typedef) {
            typedefs(specifiers);
        } else {
            skipDeclaration();
        }
    }

    @SuppressWarnings("ReferenceEquality") // whether it is that very declaration
    private void typedefs(Specifiers specifiers) {
        do {
            Declared one = types.declarator(specifiers);
            Token behind = cursor.peek();
            Attributes attributes = new Attributes(cursor, types).takeAll();
            boolean plain = one.type() == specifiers.type() && specifiers.body();
            Named type = one.type();
            if (plain && type.type() instanceof CType.Struct struct && struct.tag().isEmpty()) {
                type = Named.of(new CType.Struct(one.name().text(), struct.members(), struct.size(), struct.alignment(),
                        struct.leaves(), struct.depth()));
                define(one.name().text(), type);
            }
            if (attributes.packed || attributes.aligned > 0 || specifiers.aligned() > 0) {
                type = Named.of(cursor.wrong(behind,
                        "packed and aligned are allowed here only after the closing brace, before the name"));
                structs.replace(one.name().text(), type);
                if (!lenient) {
                    throw type.problem();
                }
            }
            scope.typedefs.put(one.name().text(), type);
        } while (cursor.take(","));
        if (!cursor.peek().isEnd()) {
            cursor.expect(";", "after the typedef");
        }
    }

    /** To behind the semicolon, or the body of a function. */
    private void skipDeclaration() {
        boolean brackets = false;
        while (!cursor.peek().isEnd() && !cursor.take(";")) {
            if (!lenient && cursor.is("}")) {
                throw cursor.wrong(cursor.peek(), "there is no '{' before this '}'");
            }
            boolean body = cursor.is("{");
            brackets |= cursor.is("(") && !BEFORE_BRACKETS.contains(cursor.last().text());
            if (body || cursor.is("(") || cursor.is("[")) {
                cursor.skipBalanced();
            } else {
                cursor.next();
            }
            if (body && brackets) {
                return;
            }
        }
    }

    private void passOver(LayoutException problem) {
        firstProblem = firstProblem == null ? problem : firstProblem;
        int start = cursor.place();
        skipDeclaration();
        int end = cursor.place();
        cursor.back(start);
        boolean typedef = cursor.is("typedef");
        boolean struct = cursor.is("struct") || typedef && cursor.peek(1).is("struct");
        boolean body = false;
        Token tag = null;
        Token lastWord = null;
        while (cursor.place() < end) {
            if (cursor.is("{")) {
                body = true;
                cursor.skipBalanced();
                continue;
            }
            boolean isTag = cursor.place() > start && cursor.last().is("struct") && cursor.peek().isWord();
            tag = tag == null && !body && isTag ? cursor.peek() : tag;
            lastWord = cursor.peek().isWord() ? cursor.peek() : lastWord;
            cursor.next();
        }
        Named poisoned = Named.of(problem);
        if (struct && body && tag != null) {
            scope.tags.put(tag.text(), poisoned);
            define(tag.text(), poisoned);
        }
        if (typedef && lastWord != null) {
            scope.typedefs.put(lastWord.text(), poisoned);
            if (struct && body && tag == null) {
                define(lastWord.text(), poisoned);
            }
        }
    }
}
