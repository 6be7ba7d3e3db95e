package org.ipcctl.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small texts that mean something enormous, and large ones that mean little: an answer comes soon, and the stack and
 * the heap hold.
 */
class LayoutBombTest {
    /** What takes 0.1 s on an idle machine, or at the limits of the text one or two seconds. */
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MANY = 100_000;

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    /** By what they are, so that a failure names it. */
    private static final Map<String, String> BOMBS = Map.ofEntries(
            Map.entry("macros that double, of nothing",
                    "#define M0\n" + lines(60, i -> "#define M" + (i + 1) + " M" + i + " M" + i)
                            + "struct { M60 int a; };"),
            Map.entry("macros that double, 30 of them",
                    "#define M0 int a;\n" + lines(30, i -> "#define M" + (i + 1) + " M" + i + " M" + i)
                            + "struct { M30 };"),
            Map.entry("macros that double in a condition",
                    "#define M0 1\n" + lines(40, i -> "#define M" + (i + 1) + " (M" + i + "+M" + i + ")")
                            + "#if M40\n#endif\nstruct { int a; };"),
            Map.entry("conditions that are each within bounds",
                    "#define M0 1\n" + lines(14, i -> "#define M" + (i + 1) + " M" + i + "+M" + i)
                            + lines(MANY, i -> "#if M14\n#endif") + "struct { int a; };"),
            Map.entry("a chain of macros",
                    lines(MANY, i -> "#define M" + (i + 1) + " M" + i) + "struct { int a[M" + MANY + "]; };"),
            Map.entry("a ring of macros",
                    lines(MANY, i -> "#define M" + (i + 1) + " M" + i) + "#define M0 M" + MANY
                            + "\nstruct { int a[M5]; };"),
            Map.entry("8,000 dimensions", "struct { int a" + "[1]".repeat(8000) + "; };"),
            Map.entry("8,000 dimensions, compact", "a:u8" + "[1]".repeat(8000)),
            Map.entry("a pointer with dimensions", "struct { int (*a" + "[1]".repeat(MANY) + ")(void); };"),
            Map.entry("a chain of array types",
                    "typedef int t0;\n" + lines(MANY, i -> "typedef t" + i + " t" + (i + 1) + "[1];") + "struct { t"
                            + MANY + " a; };"),
            Map.entry("a chain of structs",
                    "struct s0 { int a; };\n" + lines(MANY, i -> "struct s" + (i + 1) + " { struct s" + i + " a; };")),
            Map.entry("a chain of anonymous structs", "struct { ".repeat(MANY) + "int a;" + " };".repeat(MANY)),
            Map.entry("a chain of structs, compact", "a:{".repeat(MANY) + "x:u8" + "}".repeat(MANY)),
            Map.entry("attributes within attributes",
                    "struct { " + "int __attribute__((aligned(sizeof(struct ".repeat(MANY)),
            Map.entry("attributes within attributes, closed",
                    "struct s { int a; }; struct { struct " + "__attribute__((aligned(struct ".repeat(50)
                            + "s" + "))) s".repeat(50) + " a; };"),
            Map.entry("alignments within alignments",
                    "struct { struct " + "_Alignas(struct ".repeat(MANY) + "s" + ") s".repeat(MANY) + " a; };"),
            Map.entry("alignments within alignments, few",
                    "struct s { int a; }; struct { struct " + "_Alignas(struct ".repeat(40) + "s" + ") s".repeat(40)
                            + " a; };"),
            Map.entry("sizes of sizes",
                    "struct { int a[" + "sizeof(int[".repeat(MANY) + "1" + "])".repeat(MANY) + "]; };"),
            Map.entry("minus signs", "struct { int a[" + "- ".repeat(MANY) + "1]; };"),
            Map.entry("choices", "struct { int a[" + "1 ? 1 : ".repeat(MANY) + "1]; };"),
            Map.entry("sums", "struct { int a[" + "1 + ".repeat(MANY) + "1]; };"),
            Map.entry("a long name around many fields",
                    "struct o { struct i { " + lines(60_000, i -> "char a" + i + ";") + "} " + "n".repeat(1000)
                            + "; };"),
            Map.entry("a very long name", "struct { int " + "n".repeat(1 << 20) + "; };"),
            Map.entry("a very long number", "struct { int a[" + "9".repeat(1 << 20) + "]; };"),
            Map.entry("a very long text", "struct { int a[\"" + "x".repeat(1 << 20) + "\"]; };"),
            Map.entry("nothing but semicolons", ";".repeat(1 << 22)),
            Map.entry("nothing but comments", "/**/".repeat(1 << 20)),
            Map.entry("types that nobody knows",
                    lines(MANY, i -> "typedef int t" + i + "; unknown" + i + " x" + i + ";") + "struct { int a; };"),
            Map.entry("stars", "struct { int " + "*".repeat(MANY) + " a; };"),
            Map.entry("qualifiers", "struct { " + "const ".repeat(MANY) + " int a; };"),
            Map.entry("names for one type",
                    "typedef int a0" + IntStream.range(1, MANY).mapToObj(i -> ", a" + i).collect(Collectors.joining())
                            + "; struct { a7 b; };"),
            Map.entry("sizes that multiply", "a:u8[65536][65536][65536]"),
            Map.entry("structs that multiply",
                    "struct s0 { char a[1024]; };\n"
                            + lines(6, i -> "struct s" + (i + 1) + " { struct s" + i + " a[64]; };")),
            Map.entry("paddings", "a:u8" + ",pad[1]".repeat(MANY)),
            Map.entry("packs", lines(MANY, i -> "#pragma pack(push, 1)") + "struct { int a; };"),
            Map.entry("conditions that never end", "#if 1\n".repeat(MANY)));

    static List<String> bombs() {
        return BOMBS.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void anAnswerComesSoon(String bomb) {
        answer(BOMBS.get(bomb), bomb);
    }

    /** A header is read on where a declaration is not understood, so that one mistake more costs more. */
    @ParameterizedTest
    @MethodSource("bombs")
    void fromAHeaderToo(String bomb) {
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            try {
                CParser.parse(new Source("x.h", BOMBS.get(bomb)), "wanted",
                        message -> new Source(null, "@x.h:wanted").wrong(0, 1, message));
            } catch (LayoutException e) {
                complaint(e);
            }
        }, bomb);
    }

    /** What a text is made of, in numbers that no test above has thought of; the same at every run. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void randomOnesToo(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            answer(bomb(random), "seed " + seed + ", text " + i);
        }
    }

    private static final List<String> OPENERS = List.of("struct { ", "struct s { ", "(", "[", "{", "a:{", "sizeof(",
            "__attribute__((aligned(", "_Alignas(", "- ", "!",
            "1 ? ", "enum e { A = ", "typedef struct { ", "[[", "int (*", "x:u8[", "#if (", "union { ", "\"",
            "extern \"C\" { ");
    private static final List<String> MIDDLES = List.of("int a;", "1", "int", "a:u8", "s", "", "M9", "struct s b;",
            "sizeof(int)");
    private static final List<String> CLOSERS = List.of(" };", ")", "]", "}", "))) ", " s;", ",", "\n#endif\n", " : 1",
            " a; };", "]]", "[1]", ";");

    private static String bomb(Random random) {
        StringBuilder text = new StringBuilder();
        if (random.nextBoolean()) {
            text.append("#define M0 ").append(MIDDLES.get(random.nextInt(MIDDLES.size()))).append('\n');
            int factor = 1 + random.nextInt(3);
            for (int i = 1; i < 10 + random.nextInt(40); i++) {
                text.append("#define M").append(i).append((" M" + (i - 1)).repeat(factor)).append('\n');
            }
        }
        for (int part = random.nextInt(3); part >= 0; part--) {
            int depth = 1 << random.nextInt(17);
            List<String> pieces = List.of(OPENERS.get(random.nextInt(OPENERS.size())),
                    OPENERS.get(random.nextInt(OPENERS.size())));
            String opener = random.nextBoolean() ? pieces.get(0) : pieces.get(0) + pieces.get(1);
            text.append("struct { ".repeat(random.nextInt(2))).append(opener.repeat(depth))
                    .append(MIDDLES.get(random.nextInt(MIDDLES.size())))
                    .append(CLOSERS.get(random.nextInt(CLOSERS.size())).repeat(random.nextBoolean() ? depth : 0))
                    .append(CLOSERS.get(random.nextInt(CLOSERS.size()))).append(' ');
        }
        return text.toString();
    }

    private static void answer(String text, String what) {
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            try {
                Layout layout = Layout.parse(text);
                assertThat(layout.size()).isPositive();
                layout.slots().forEach(
                        slot -> assertThat(slot.field() == null || !slot.field().type().text().isEmpty()).isTrue());
            } catch (LayoutException e) {
                complaint(e);
            }
        }, what);
    }

    private static void complaint(LayoutException e) {
        assertThat(e.getMessage()).isNotEmpty().hasSizeLessThan(600).doesNotContain("\n");
        assertThat(e.excerpt().lines()).hasSize(2).allMatch(line -> line.length() < 200);
        assertThat(e.place()).isNotEmpty();
    }

    @Test
    void theLimitIsSaidAndPointedAt() {
        assertThatThrownBy(() -> Layout.parse("a:u8" + "[1]".repeat(64))).isInstanceOf(LayoutException.class)
                .hasMessage("this makes structs and arrays nested more than 64 deep");
        assertThatThrownBy(() -> Layout.parse(BOMBS.get("macros that double, of nothing")))
                .hasMessage("macros make this longer than 1000000 words");
        assertThat(Layout.parse("a:u8" + "[1]".repeat(63)).fields()).hasSize(1);
        assertThat(Layout.parse("struct { int a[" + "(".repeat(30) + "1" + ")".repeat(30) + "]; };").size())
                .isEqualTo(4);
    }
}
