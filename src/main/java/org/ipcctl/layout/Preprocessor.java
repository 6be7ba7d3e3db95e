package org.ipcctl.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of the C preprocessor that headers need for their structs: object-like macros, conditions,
 * {@code #pragma pack}. Included files are not read, and macros with arguments stay as they are.
 */
final class Preprocessor {
    /**
     * Words that macros are replaced by, all together: those that double each other reach any number, even if nothing
     * is left of them.
     */
    private static final int MOST_EXPANSIONS = 1_000_000;

    /** What all the macros and conditions of a text have left. */
    private static final class Budget {
        private int left = MOST_EXPANSIONS;
    }

    /** A conditional section: whether its lines count now, whether some part of it did, whether #else has been. */
    private record Section(Token opener, boolean active, boolean done, boolean last) {
    }

    private final Source source;
    private final List<Token> in;
    private final List<Token> out = new ArrayList<>();
    private final Map<String, List<Token>> macros;
    private final Budget budget;
    private final Set<String> functionLike = new HashSet<>();
    private final Deque<Section> sections = new ArrayDeque<>();
    private final Deque<Integer> packs = new ArrayDeque<>();
    private int pack;
    private int at;

    private Preprocessor(Source source) {
        this.source = source;
        this.in = Lexer.tokens(source);
        this.macros = new HashMap<>();
        this.budget = new Budget();
        Platform.macros().forEach((name, text) -> macros.put(name, Lexer.tokens(new Source(null, text)).subList(0, 1)));
    }

    /** For a condition, with what is defined so far. */
    private Preprocessor(Preprocessor outer) {
        this.source = outer.source;
        this.in = List.of();
        this.macros = outer.macros;
        this.budget = outer.budget;
    }

    /** The tokens of {@code source} with all directives done and gone. */
    static List<Token> tokens(Source source) {
        return new Preprocessor(source).run();
    }

    private List<Token> run() {
        while (!in.get(at).isEnd()) {
            Token token = in.get(at);
            if (token.firstOnLine() && token.is("#")) {
                directive(line());
            } else {
                at++;
                if (isActive()) {
                    expand(token);
                }
            }
        }
        if (!sections.isEmpty()) {
            throw wrong(sections.peek().opener(), "there is no #endif for this");
        }
        out.add(in.get(at).packed(pack));
        return out;
    }

    private boolean isActive() {
        return sections.isEmpty() || sections.peek().active();
    }

    private void expand(Token token) {
        if (token.isWord() && macros.containsKey(token.text())) {
            expand(token, token, new HashSet<>());
        } else {
            out.add(token.packed(pack));
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same words elsewhere are others
    private void expand(Token token, Token place, Set<String> within) {
        List<Token> replacement = token.isWord() && !within.contains(token.text()) ? macros.get(token.text()) : null;
        if (--budget.left < 0) {
            throw wrong(place, "macros make this longer than " + MOST_EXPANSIONS + " words");
        } else if (replacement == null) {
            out.add((token == place ? token : token.at(place)).packed(pack));
            return;
        } else if (within.size() >= Cursor.DEEPEST) {
            throw wrong(place, "macros are nested more than " + Cursor.DEEPEST + " deep here");
        }
        within.add(token.text());
        for (Token part : replacement) {
            expand(part, place, within);
        }
        within.remove(token.text());
    }

    /** The tokens of this line behind the hash, and goes to the next line. */
    private List<Token> line() {
        int start = ++at;
        while (!in.get(at).isEnd() && !in.get(at).firstOnLine()) {
            at++;
        }
        return in.subList(start, at);
    }

    private void directive(List<Token> line) {
        if (line.isEmpty()) {
            return;
        }
        Token name = line.get(0);
        List<Token> rest = line.subList(1, line.size());
        switch (name.text()) {
            case "if", "ifdef", "ifndef" -> {
                boolean holds = isActive() && holds(name, rest);
                sections.push(new Section(name, holds, holds || !isActive(), false));
            }
            case "elif" -> otherwise(name, rest, false);
            case "else" -> otherwise(name, List.of(), true);
            case "endif" -> {
                open(name);
                sections.pop();
            }
            default -> {
                if (isActive()) {
                    obey(name, rest);
                }
            }
        }
    }

    private Section open(Token directive) {
        if (sections.isEmpty()) {
            throw wrong(directive, "there is no #if before this #" + directive.text());
        }
        return sections.peek();
    }

    private void otherwise(Token directive, List<Token> condition, boolean last) {
        Section section = open(directive);
        if (section.last()) {
            throw wrong(directive, "there was an #else before this #" + directive.text());
        }
        sections.pop();
        boolean holds = !section.done() && (last || holds(directive, condition));
        sections.push(new Section(section.opener(), holds, section.done() || holds, last));
    }

    private boolean holds(Token directive, List<Token> condition) {
        if (directive.is("if") || directive.is("elif")) {
            return evaluate(directive, condition);
        }
        Token name = word(directive, condition);
        return isDefined(name.text()) == directive.is("ifdef");
    }

    private boolean isDefined(String name) {
        return macros.containsKey(name) || functionLike.contains(name);
    }

    private Token word(Token directive, List<Token> rest) {
        if (rest.isEmpty() || !rest.get(0).isWord()) {
            throw wrong(rest.isEmpty() ? directive : rest.get(0), "expected a name after #" + directive.text());
        }
        return rest.get(0);
    }

    private boolean evaluate(Token directive, List<Token> condition) {
        Preprocessor inner = new Preprocessor(this);
        for (int i = 0; i < condition.size(); i++) {
            if (condition.get(i).is("defined")) {
                boolean bracket = i + 1 < condition.size() && condition.get(i + 1).is("(");
                int name = i + (bracket ? 2 : 1);
                Token word = word(directive, condition.subList(Math.min(name, condition.size()), condition.size()));
                inner.out.add(new Token(Token.Kind.NUMBER, isDefined(word.text()) ? "1" : "0", word.start(), word.end(),
                        false, 0));
                i = name + (bracket && name + 1 < condition.size() && condition.get(name + 1).is(")") ? 1 : 0);
            } else {
                inner.expand(condition.get(i));
            }
        }
        inner.out.add(new Token(Token.Kind.END, "", directive.start(), directive.end(), false, 0));
        Cursor cursor = new Cursor(source, inner.out);
        CInteger value = new Constant(cursor, new Unknown(cursor), true).value();
        if (!cursor.peek().isEnd()) {
            throw wrong(cursor.peek(),
                    "this condition is not understood; let the compiler decide it: cc -E FILE.h >FILE.i");
        }
        return value.isTrue();
    }

    /** An unknown identifier is 0 in a condition, but one with arguments is a macro that is not known here. */
    private record Unknown(Cursor cursor) implements Constant.Surroundings {
        @Override
        public CInteger named(Token word) {
            if (cursor.is("(")) {
                throw cursor.wrong(word,
                        "this condition is not understood; let the compiler decide it: cc -E FILE.h >FILE.i");
            }
            return CInteger.ZERO.as(CInteger.LONG, false);
        }

        @Override
        public CInteger sizeof(Cursor here) {
            return named(here.last());
        }
    }

    private void obey(Token name, List<Token> rest) {
        switch (name.text()) {
            case "define" -> define(word(name, rest), rest.subList(1, rest.size()));
            case "undef" -> {
                macros.remove(word(name, rest).text());
                functionLike.remove(rest.get(0).text());
            }
            case "error" -> throw wrong(name,
                    "this #error is reached; let the compiler decide the conditions: cc -E FILE.h >FILE.i");
            case "pragma" -> {
                if (!rest.isEmpty() && rest.get(0).is("pack")) {
                    pack(rest);
                }
            }
            default -> {
                // #include, #line, #warning and the line marks of cc -E say nothing about layouts.
            }
        }
    }

    private void define(Token name, List<Token> body) {
        boolean takesArguments = !body.isEmpty() && body.get(0).is("(") && body.get(0).start() == name.end();
        macros.remove(name.text());
        functionLike.remove(name.text());
        if (takesArguments) {
            functionLike.add(name.text());
        } else {
            macros.put(name.text(), List.copyOf(body));
        }
    }

    /** {@code pack()}, {@code pack(N)}, {@code pack(push)}, {@code pack(push, N)}, {@code pack(pop)}. */
    private void pack(List<Token> words) {
        List<String> given = words.stream().map(Token::text).filter(text -> !text.matches("[(),]|pack")).toList();
        String first = given.isEmpty() ? "" : given.get(0);
        if (first.equals("pop")) {
            pack = packs.isEmpty() ? 0 : packs.pop();
            return;
        } else if (first.equals("push")) {
            packs.push(pack);
        }
        String limit = given.isEmpty() ? "0" : given.get(given.size() - 1);
        if (limit.matches("0|1|2|4|8|16")) {
            pack = Integer.parseInt(limit);
        } else if (!limit.equals("push")) {
            throw wrong(words.get(0), "this #pragma pack is not understood");
        }
    }

    private LayoutException wrong(Token token, String message) {
        return source.wrong(token.start(), token.end(), message);
    }
}
