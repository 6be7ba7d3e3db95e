package org.ipcctl.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Expressions that chance wrote have the value and the type that this machine's C compiler says. A failure tells its
 * seed, and {@code -Dipcctl.seed=N} repeats it.
 */
class ConstantAgreementTest {
    private static final int EXPRESSIONS = 4000;
    private static final int ENUMS = 1000;
    private static final int DEEPEST = 4;
    private static final String[] NUMBERS = {"0", "1", "2", "3", "7", "31", "32", "63", "64", "127", "128", "255",
        "65535", "2147483647", "2147483648", "4294967295", "4294967296", "9223372036854775807", "0x7f", "0x7fffffff",
        "0x80000000", "0xffffffff", "0x100000000", "0x7fffffffffffffff", "0x8000000000000000", "0xFFFFFFFFFFFFFFFF",
        "010", "037777777777", "0b1011", "'a'", "'\\n'", "'\\\\'", "'\\''", "'\\0'", "'\\377'", "'\\x80'"};
    private static final String[] SUFFIXES = {"", "", "", "u", "U", "l", "L", "UL", "lu", "ll", "LLU", "uLL"};
    private static final String[] OPERATORS = {"||", "&&", "|", "^", "&", "==", "!=", "<", ">", "<=", ">=", "<<", ">>",
        "+", "-", "*", "/", "%"};
    private static final String[] TYPES = {"int", "unsigned", "char", "unsigned char", "signed char", "short",
        "unsigned short", "long", "long unsigned int", "size_t", "ssize_t", "_Bool", "uint8_t", "int16_t", "uint32_t",
        "int64_t"};
    private static final String HEAD = """
            #include <stdint.h>
            #include <stdio.h>
            #include <sys/types.h>
            #define TYPE(e) _Generic(+(e), int: "int", unsigned: "unsigned", long: "long", long long: "long", \\
                unsigned long: "unsigned long", unsigned long long: "unsigned long")
            static void show(const char *type, unsigned long long value) { printf("%s %llx\\n", type, value); }
            """;

    private final long seed = Long.getLong("ipcctl.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @BeforeEach
    void thereIsACompiler() {
        Needs.that(CPrograms.hasCompiler(), "no C compiler on this machine (Debian: apt install gcc)");
    }

    private String expression(int depth, boolean withTypes) {
        String inner = depth == 0 || random.nextInt(6) == 0 ? number() : switch (random.nextInt(withTypes ? 10 : 8)) {
            case 0 -> pick("-", "+", "~", "!") + " " + expression(depth - 1, withTypes);
            case 1 -> "(" + expression(depth - 1, withTypes) + ")";
            case 2 -> expression(depth - 1, withTypes) + " ? " + expression(depth - 1, withTypes) + " : "
                    + expression(depth - 1, withTypes);
            case 8 -> "(" + pick(TYPES) + ") " + expression(depth - 1, true);
            case 9 -> "sizeof(" + pick(TYPES) + ")";
            default -> expression(depth - 1, withTypes) + " " + pick(OPERATORS) + " "
                    + expression(depth - 1, withTypes);
        };
        return random.nextInt(3) == 0 ? "(" + inner + ")" : inner;
    }

    private String number() {
        String number = pick(NUMBERS);
        return number.startsWith("'") ? number : number + pick(SUFFIXES);
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }

    private static TypeParser parser(String text) {
        Source source = new Source(null, text);
        return new TypeParser(new Cursor(source, Lexer.tokens(source)), new Scope());
    }

    private static String shown(CInteger number) {
        return (number.isUnsigned() ? "unsigned" + (number.width() == CInteger.LONG ? " long" : "")
                : number.width() == CInteger.LONG ? "long" : "int") + " "
                + Long.toHexString(number.value().longValue());
    }

    @Test
    void valuesAndTypesOfRandomExpressions() throws Exception {
        StringBuilder program = new StringBuilder(HEAD + "int main(void) {\n");
        List<String> asked = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = expression(DEEPEST, true);
            try {
                ours.add(shown(parser(expression).constant().value()));
            } catch (LayoutException undefinedInC) {
                continue;
            }
            asked.add(expression);
            program.append("show(TYPE(").append(expression).append("), ").append(expression).append(");\n");
        }
        assertThat(asked).hasSizeGreaterThan(EXPRESSIONS / 3);
        assertSame(asked, ours, output(program + "return 0; }\n"));
    }

    @Test
    void conditionsOfThePreprocessor() throws Exception {
        StringBuilder program = new StringBuilder(HEAD + "int main(void) {\n");
        List<String> asked = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = expression(DEEPEST, false);
            String text = "#if " + expression + "\nputs(\"yes\");\n#else\nputs(\"no\");\n#endif\n";
            try {
                int size = Layout
                        .parse("struct s {\n#if " + expression + "\nchar yes[3];\n#else\nchar no[2];\n#endif\n};")
                        .size();
                ours.add(size == 3 ? "yes" : "no");
            } catch (LayoutException undefinedInC) {
                continue;
            }
            asked.add(expression);
            program.append(text);
        }
        assertThat(asked).hasSizeGreaterThan(EXPRESSIONS / 3);
        assertSame(asked, ours, output(program + "return 0; }\n"));
    }

    /** Size and sign of the type, and the sign of what its names are together. */
    @Test
    void sizesOfRandomEnums() throws Exception {
        StringBuilder program = new StringBuilder(HEAD);
        StringBuilder main = new StringBuilder("int main(void) {\n");
        List<String> asked = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        for (int i = 0; i < ENUMS; i++) {
            String first = "A" + i + (random.nextBoolean() ? "" : " = " + expression(2, true));
            String second = "B" + i + (random.nextBoolean() ? "" : " = " + expression(1, false));
            String type = "enum e" + i + " { " + first + ", " + second + ", C" + i + " }";
            String names = "A" + i + " | B" + i + " | C" + i;
            try {
                Layout layout = Layout
                        .parse(type + "; struct s { enum e" + i + " one; char names[sizeof(int) + ((" + names
                                + ") > -1)]; }");
                ours.add(layout.field("one").type().text() + " " + layout.field("names").type().size());
            } catch (LayoutException undefinedInC) {
                continue;
            }
            asked.add(type);
            program.append(type).append(";\n");
            main.append("printf(\"%c%zu %zu\\n\", ((enum e").append(i).append(")-1) < 0 ? 'i' : 'u', 8 * sizeof(enum e")
                    .append(i).append("), sizeof(int) + ((").append(names).append(") > -1));\n");
        }
        assertThat(asked).hasSizeGreaterThan(ENUMS / 3);
        assertSame(asked, ours, output(program.append(main) + "return 0; }\n"));
    }

    private void assertSame(List<String> asked, List<String> ours, List<String> theirs) {
        assertThat(theirs).as("seed %d", seed).hasSameSizeAs(asked);
        for (int i = 0; i < asked.size(); i++) {
            assertThat(ours.get(i)).as("seed %d: %s", seed, asked.get(i)).isEqualTo(theirs.get(i));
        }
    }

    private List<String> output(String program) throws IOException, InterruptedException {
        return CPrograms.output(program, new byte[0], "seed " + seed).lines().toList();
    }
}
