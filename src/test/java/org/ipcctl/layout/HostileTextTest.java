package org.ipcctl.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, the answer is a layout or a complaint with a place in it, soon. */
class HostileTextTest {
    private static final List<String> VALID = List.of(
            "temperature:f32,humidity:f32,sequence:u32,updated:i32",
            "packed,a:u8,b:u32be[3],c:char[16],pad[4],d:{x:f64le,y:bool}[2],e:bytes[4]",
            "struct { float temperature; float humidity; uint32_t sequence; int updated; }",
            "#define N 16\n#ifndef H\n#define H\ntypedef struct Node { struct Node *next; "
                    + "char name[N * 2 + sizeof(int)]; } Node;\n#endif\n",
            "#pragma pack(push, 1)\nenum color { RED = 1, GREEN = 1 << 3, BLUE = GREEN | RED };\n"
                    + "struct __attribute__((packed, aligned(4))) S { const volatile unsigned long long int a, *b, "
                    + "c[2][BLUE]; enum color d; "
                    + "struct { int x; struct { short y; }; } in[3]; void (*call)(int, char *); _Alignas(16) char e; "
                    + "};\n#pragma pack(pop)\n",
            "extern \"C\" { union u { int a; }; typedef int (*fn)(void); struct s { fn f; }; } /* end */ // x",
            "#if defined(__x86_64__) && (1 + 2) * 3 > 4 ? 1 : 0\nstruct a { int b; "
                    + "};\n#elif X\n#else\nstruct a { long b; };\n#endif\n");
    private static final List<String> SPICE = List.of("{", "}", "[", "]", "(", ")", ";", ":", ",", "struct", "typedef",
            "int", "#if 1\n",
            "#endif\n", "#define A A\n", "#define int A\n", "/*", "*/", "\"", "'", "\\", "\n", "\0", "é", "\udcff",
            "\ud83d\ude00", "0", "-1", "99999999999999999999",
            "__attribute__((", "packed", "aligned(", "sizeof(", "union", "enum", "...", "##", "=", "*", "?", "<<", "%",
            "/", "pad[", "be", "@");

    @Test
    void mutationsOfValidTexts() {
        long seed = Long.getLong("ipcctl.seed", new Random().nextLong());
        Random random = new Random(seed);
        AtomicReference<String> current = new AtomicReference<>();
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int i = 0; i < 60_000; i++) {
                current.set(mutated(random));
                answer(current.get(), seed);
            }
        }, () -> "seed " + seed + ": " + current.get());
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(VALID.get(random.nextInt(VALID.size())));
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, SPICE.get(random.nextInt(SPICE.size())));
                case 1 -> text.delete(at, end);
                case 2 -> text.insert(at, text.substring(at, end));
                default -> text.replace(at, end, SPICE.get(random.nextInt(SPICE.size())));
            }
        }
        return text.toString();
    }

    private static void answer(String text, long seed) {
        try {
            Layout layout = Layout.parse(withoutFile(text));
            assertThat(layout.size()).isPositive();
            layout.slots();
            answerHeader(text);
        } catch (LayoutException e) {
            complaint(e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ": " + text, e);
        }
    }

    /** The text without what makes it the name of a file, which is not there and so no question for the parser. */
    private static String withoutFile(String text) {
        return text.strip().startsWith("@") ? withoutFile(text.strip().substring(1)) : text;
    }

    private static void answerHeader(String text) {
        try {
            CParser.parse(new Source("x.h", text), null, message -> new Source(null, "@x.h").wrong(0, 1, message));
        } catch (LayoutException e) {
            complaint(e);
        }
    }

    private static void complaint(LayoutException e) {
        assertThat(e.getMessage()).isNotEmpty().doesNotContain("\n");
        assertThat(e.excerpt().lines()).hasSize(2);
        assertThat(e.place()).isNotEmpty();
    }

    @Test
    void mutationsOfValues() {
        long seed = Long.getLong("ipcctl.seed", new Random().nextLong());
        Random random = new Random(seed);
        Layout layout = Layout.parse("a:u8,b:f32,c:i64[3],d:{x:f64,y:bool,t:char[4]}[2],e:bytes[2],p:ptr");
        List<String> valid = List.of("a=12", "b=-1.5e3", "c=1,-2,0x3", "c[1]=7", "d[1].x=nan", "d[0].y=true",
                "d[1].t=abc", "e=00ff", "p=0xffff");
        List<String> spice = List.of("=", "[", "]", ".", ",", "-", "0", "x", "9999999999", "e", "p", "inf", "é",
                "\udcff", "\0", " ", "08", "[0]");
        for (int i = 0; i < 60_000; i++) {
            StringBuilder word = new StringBuilder(valid.get(random.nextInt(valid.size())));
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(word.length() + 1);
                int end = Math.min(word.length(), at + random.nextInt(4));
                word.replace(at, random.nextBoolean() ? at : end, spice.get(random.nextInt(spice.size())));
            }
            try {
                layout.assign(List.of(word.toString())).apply(new byte[layout.size()]);
            } catch (LayoutException e) {
                complaint(e);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + word, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "(", "struct { struct { ", "x:{x:", "- ", "sizeof(int[", "__attribute__((aligned(("})
    void whatIsNestedWithoutEndIsRefused(String piece) {
        for (String head : List.of("", "struct { int a[", "a:u8[", "#if ", "struct ")) {
            assertThatThrownBy(() -> Layout.parse(head + piece.repeat(20_000))).isInstanceOf(LayoutException.class);
        }
    }

    @Test
    void macrosThatDoubleEachOtherEnd() {
        StringBuilder text = new StringBuilder("#define A0 int a;\n");
        for (int i = 1; i < 60; i++) {
            text.append("#define A").append(i).append(" A").append(i - 1).append(" A").append(i - 1).append('\n');
        }
        assertThatThrownBy(() -> Layout.parse(text + "struct { A59 };")).isInstanceOf(LayoutException.class)
                .hasMessageContaining("macros");
    }

    @Test
    void structsThatDoubleEachOtherEnd() {
        StringBuilder text = new StringBuilder("struct s0 { char a, b; };\n");
        for (int i = 1; i < 60; i++) {
            text.append("struct s").append(i).append(" { struct s").append(i - 1).append(" a, b; };\n");
        }
        assertThatThrownBy(() -> Layout.parse(text.toString())).isInstanceOf(LayoutException.class)
                .hasMessageContaining("65536 fields");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:u8[2147483648]", "a:u64[2147483647]", "a:u8[2147483647],b:u8", "a:u8[65536][65536]",
        "a:u16[1],pad[2147483647]",
        "struct { char a[2147483647]; int b; }", "struct { char a[1L << 31]; }",
        "struct { int a[0x7fffffffffffffff * 2]; }"})
    void sizesThatOverflowAreRefused(String text) {
        assertThatThrownBy(() -> Layout.parse(text)).isInstanceOf(LayoutException.class);
    }
}
