package org.ipcctl.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.TextWidth;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three notations, what they refuse, and where they point. */
class LayoutTest {
    /** {@code name:type@offset} of each field, and the size behind it. */
    static String described(Layout layout) {
        return layout.fields().stream().map(f -> f.path() + ":" + f.type().text() + "@" + f.offset())
                .collect(Collectors.joining(" "))
                + " =" + layout.size();
    }

    private static void is(String text, String expected) {
        assertThat(described(Layout.parse(text))).as(text).isEqualTo(expected);
    }

    @Test
    void theNotationsOfTheTextbookStructAgree() throws IOException {
        String expected = "temperature:f32@0 humidity:f32@4 sequence:u32@8 updated:i32@12 =16";
        is("temperature:f32,humidity:f32,sequence:u32,updated:i32", expected);
        is("struct { float temperature; float humidity; uint32_t sequence; int updated; }", expected);
        is("struct SensorData {\n  float temperature, humidity; // both\n  uint32_t sequence; "
                + "/* n */ int updated;\n};\n",
                expected);
        try (Scratch scratch = new Scratch()) {
            Path header = Path.of(scratch.path("sensor.h"));
            Files.writeString(header, "#ifndef SENSOR_H\n#define SENSOR_H\n#include <stdint.h>\n"
                    + "typedef struct Sensor { float temperature, humidity; uint32_t sequence; int updated; "
                    + "} SensorData;\n#endif\n");
            is("@" + header, expected);
            is("@" + header + ":SensorData", expected);
            is("@" + header + ":Sensor", expected);
            is("@" + header + ":struct Sensor", expected);
        }
    }

    @Test
    void theCompactForm() {
        is("a:u8,b:u16,c:char[5],d:f64", "a:u8@0 b:u16@2 c:char[5]@4 d:f64@16 =24");
        is("packed,a:u8,b:u16,c:f64", "a:u8@0 b:u16@1 c:f64@3 =11");
        is("a:u8,packed,b:u16", "a:u8@0 b:u16@1 =3");
        is("packed:u8,pad:u8,be:u16be", "packed:u8@0 pad:u8@1 be:u16be@2 =4");
        is("a:u8, pad[3], b:u8 ,", "a:u8@0 b:u8@4 =5");
        is("a:u16be[2],b:f32le,c:i64be", "a:u16be[2]@0 b:f32@4 c:i64be@8 =16");
        is("m:u16[2][3],t:char[4][8],b:bytes[3]", "m:u16[2][3]@0 t:char[4][8]@12 b:bytes[3]@44 =48");
        is("id:int,n:size_t,ok:bool,p:ptr", "id:i32@0 n:u64@8 ok:bool@16 p:ptr@24 =32");
        is("pos:{x:f32,y:f32},many:{a:u8,b:u16}[2]", "pos.x:f32@0 pos.y:f32@4 many:struct[2]@8 =16");
        is("in:{packed,a:u8,b:u32},c:u8", "in.a:u8@0 in.b:u32@1 c:u8@5 =6");
        is("struct:u8,typedef:u8", "struct:u8@0 typedef:u8@1 =2");
    }

    @Test
    void structsInC() {
        is("struct { int a, b[3]; char *c, d; }", "a:i32@0 b:i32[3]@4 c:ptr@16 d:char@24 =32");
        is("struct { unsigned long long int a; long unsigned b; short c; unsigned d; signed char e; unsigned char f; "
                + "char g; }",
                "a:u64@0 b:u64@8 c:i16@16 d:u32@20 e:i8@24 f:u8@25 g:char@26 =32");
        is("struct P { int x, y; }; struct { struct P pos; struct P all[2]; char c; }",
                "pos.x:i32@0 pos.y:i32@4 all:struct P[2]@8 c:char@24 =28");
        is("struct { struct { short x; } in; struct { short y; }; }", "in.x:i16@0 y:i16@2 =4");
        is("typedef unsigned int word; typedef word four[4]; struct { word a; four b[2]; }",
                "a:u32@0 b:u32[2][4]@4 =36");
        is("struct { void (*call)(int, char *); int (*row)[4]; const char *const names[2]; }",
                "call:ptr@0 row:ptr@8 names:ptr[2]@16 =32");
        is("struct node { struct node *next; union u *any; int value; }", "next:ptr@0 any:ptr@8 value:i32@16 =24");
        is("#define N 4\n#define M (N * 2 + 1)\nenum { K = 3 };\nstruct { char a[M]; short b[K]; char c[sizeof(long)]; "
                + "}",
                "a:char[9]@0 b:i16[3]@10 c:char[8]@16 =24");
        is("#ifdef __cplusplus\nextern \"C\" {\n#endif\nstruct { int a; "
                + "};\n#if defined __LP64__ && !defined(X)\n#else\n#error no\n#endif\n",
                "a:i32@0 =4");
        is("#pragma pack(push, 1)\nstruct a { char c; int i; };\n#pragma pack(pop)\nstruct { char c; struct a a; "
                + "int i; }",
                "c:char@0 a.c:char@1 a.i:i32@2 i:i32@8 =12");
        is("#define PACKED __attribute__((__packed__))\nstruct PACKED { char c; long l; }", "c:char@0 l:i64@1 =9");
        is("struct { char c; _Alignas(16) int i; [[maybe_unused]] char d; }", "c:char@0 i:i32@16 d:char@20 =32");
        is("enum color { RED, BLUE }; struct { enum color c; enum { A = -1 } d; }", "c:u32@0 d:i32@4 =8");
    }

    /** What stands in a header and is not asked for may be anything. */
    @Test
    void aHeaderIsReadAroundWhatIsNotUnderstood() throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path header = Path.of(scratch.path("real:é.h"));
            Files.writeString(header,
                    "#pragma once\n#include \"other.h\"\nextern int x[];\nother_t global;\nunion u { int a; };\n"
                            + "struct bits { int a : 3; };\nstatic inline int f(struct bits *b) { return b->a; "
                            + "}\nstruct good *make(int n);\n"
                            + "struct uses { other_t o; };\ntypedef struct { unsigned flags : 1; } named_bits;\n"
                            + "#define F(x) ((x) + 1)\nstruct good { int a; struct bits *b; "
                            + "};\ntypedef struct good good_t;\nstruct later;\n");
            String at = "@" + header;
            is(at + ":good_t", "a:i32@0 b:ptr@8 =16");
            assertThatThrownBy(() -> Layout.parse(at + ":bits")).hasMessageContaining("bit-fields");
            assertThatThrownBy(() -> Layout.parse(at + ":named_bits")).hasMessageContaining("bit-fields");
            assertThatThrownBy(() -> Layout.parse(at + ":uses")).hasMessageContaining("unknown type 'other_t'")
                    .satisfies(e -> assertThat(((LayoutException) e).place()).isEqualTo(header + ":9:15"));
            assertThatThrownBy(() -> Layout.parse(at + ":goood")).hasMessageContaining("did you mean 'good'?");
            assertThatThrownBy(() -> Layout.parse(at + ":later")).hasMessageContaining("no struct 'later'");
            assertThatThrownBy(() -> Layout.parse(at))
                    .hasMessageContaining("several structs; choose one of bits, uses, named_bits, good");
            assertThatThrownBy(() -> Layout.parse("@" + scratch.path("none") + ":x"))
                    .isInstanceOf(KernelException.class);
            assertThatThrownBy(() -> Layout.parse("@" + scratch.directory())).isInstanceOf(KernelException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "a:u8,b:f33 | 7 | unknown type 'f33'; did you mean 'f32'?",
        "sensor.h | 0 | a layout from a file begins with @", "./x.h:a | 0 | begins with @",
        "/tmp/x.h | 0 | begins with @",
        "a:u8 b:u8 | 5 | expected ',' before the next field, not 'b'",
        "a:u8,:u8 | 5 | expected the name of a field, not ':'",
        "a | 1 | expected ':' and a type after the name 'a', not the end",
        "a:u8[0] | 5 | a length of 0 is outside 1 to 2147483647",
        "a:u8[] | 4 | an array has a length: [4]",
        "a:bytes | 2 | bytes have a length: bytes[16]",
        "x:pad[4] | 2 | padding has no name: write pad[4] alone",
        "a:u8be | 2 | u8 has no byte order",
        "pad[4] | 0 | there are no fields in it",
        "packed | 0 | there are no fields in it",
        "a:u8,b:{a:u8,a:u8} | 13 | there are two fields called 'a'",
        "struct { int a; uint31_t b; } | 16 | unknown type 'uint31_t'; did you mean 'uint32_t'?",
        "struct { int a:3; } | 14 | bit-fields are not supported",
        "struct { union { int a; } u; } | 9 | a union does not have a single layout",
        "struct { union { int a; }; } | 9 | a union does not have a single layout",
        "union { int a; } | 0 | a union does not have a single layout",
        "struct { long double d; } | 9 | long double",
        "struct { int n; char data[]; } | 25 | an array without a length has no size",
        "struct { void v; } | 9 | void has no size",
        "struct { int f(int); } | 13 | 'f' is a function",
        "struct { struct other o; } | 9 | struct other is not defined before this",
        "struct { int a } | 15 | expected ';' after the field 'a', not '}'",
        "struct { int a; | 15 | expected '}' at the end of the struct",
        "struct { int a; }; } | 19 | expected a type, not '}'",
        "struct { char a[N]; } | 16 | 'N' is not a known constant",
        "struct { char a[3 % 0u]; } | 16 | division by zero",
        "struct { char a[1 << 40]; } | 16 | cannot shift a 32-bit number by 40",
        "struct { char a[0x7fffffff + 1]; } | 16 | overflows a 32-bit int; to compute in 64 bits, append L to a number",
        "struct { char a[-1L << 62 << 2]; } | 16 | overflows a 64-bit long",
        "struct { char a[(float)3]; } | 17 | expected a type of integers",
        "struct { enum { A = 0xffffffff, B } e; } | 32 | no number of its type comes after the 4294967295",
        "struct { } | 0 | there are no fields in it",
        "struct { int *; } | 14 | expected the name of a field, not ';'",
        "struct { int; } | 12 | expected the name of a field",
        "typedef int x; | 0 | there is no struct in it",
        "float a; int b; | 0 | there is no struct in it",
        "struct { int a; /* x } | 16 | this comment is never closed",
        "typedef struct { char a; } __attribute__((vector_size(8))) v; "
                + "| 42 | the attribute vector_size is not supported",
        "typedef struct { int a; } s __attribute__((packed)); | 28 | packed and aligned are allowed here only "
                + "after the closing brace",
    })
    void pointsAtWhatIsWrong(String text, int place, String message) {
        assertThatThrownBy(() -> Layout.parse(text)).as(text).isInstanceOf(LayoutException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(((LayoutException) e).start()).as(e.getMessage()).isEqualTo(place));
    }

    @Test
    void theCaretStandsUnderThePlace() {
        assertThat(complaint("a:u8,b:f33,c:u8").excerpt()).isEqualTo("  a:u8,b:f33,c:u8\n         ^~~");
        assertThat(complaint("struct {\n\tint a;\n\té b;\n}").excerpt()).isEqualTo("   é b;\n   ^");
        String wide = "/* \u65e5\u672c */ ";
        assertThat(complaint(wide + "struct { foo a; }").excerpt()).endsWith(
                "\n  " + " ".repeat(TextWidth.of(wide + "struct { ")) + "^~~");
        assertThat(complaint("struct {\n\tint a;\n\té b;\n}").place()).isEqualTo("line 3, column 2");
        String longText = "a:u8,".repeat(1) + "b:{" + "x".repeat(300) + ":u7}";
        assertThat(complaint(longText).excerpt().lines()).allMatch(line -> line.length() < 110).element(0).asString()
                .startsWith("  ...");
    }

    private static LayoutException complaint(String text) {
        try {
            Layout.parse(text);
        } catch (LayoutException e) {
            return e;
        }
        throw new AssertionError("no complaint about " + text);
    }

    @Test
    void slotsCoverEveryByte() {
        assertThat(Layout.parse("a:u8,b:u32,pad[2],c:u8").slots().stream()
                .map(s -> (s.field() == null ? "-" : s.field().path()) + "@" + s.offset() + "+" + s.size()))
                .containsExactly("a@0+1", "-@1+3", "b@4+4", "-@8+2", "c@10+1", "-@11+1");
    }

    @Test
    void pathsNameFieldsAndElements() {
        Layout layout = Layout.parse("a:u8,pos:{x:f32,y:f32},m:u16[2][3],many:{t:char[4],n:i32}[3]");
        assertThat(layout.field("pos").type().text()).isEqualTo("struct");
        assertThat(layout.field("pos.y").offset()).isEqualTo(8);
        assertThat(layout.field("m[1]").type().text()).isEqualTo("u16[3]");
        assertThat(layout.field("m[1][2]").offset()).isEqualTo(22);
        assertThat(layout.field("many[2].n").offset()).isEqualTo(24 + 2 * 8 + 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b", "a.x", "a[0]", "pos.z", "pos.", ".pos", "m[2]", "m[-1]", "m[", "m[1", "m[]",
        "m[1]x", "m.x", "many.n", "pos x",
        "m[99999999999999999999]", "[0]"})
    void pathsThatNameNothing(String path) {
        Layout layout = Layout.parse("a:u8,pos:{x:f32,y:f32},m:u16[2][3],many:{t:char[4],n:i32}[3]");
        assertThatThrownBy(() -> layout.field(path)).isInstanceOf(LayoutException.class);
    }

    @Test
    void suggestsTheNearestField() {
        assertThatThrownBy(() -> Layout.parse("temperature:f32,humidity:f32").field("temprature"))
                .hasMessage("there is no field 'temprature'; did you mean 'temperature'?");
        assertThatThrownBy(() -> Layout.parse("temperature:f32,humidity:f32").field("x"))
                .hasMessage("there is no field 'x'; there are temperature, humidity");
    }

    @Test
    void assignmentsOfNothingElse() {
        Layout layout = Layout.parse("a:u8,b:u32,c:u16[2],d:u8");
        Assignment assignment = layout.assign(List.of("d=1", "b=2", "c[0]=3"));
        assertThat(assignment.pieces()).extracting(Assignment.Piece::offset).containsExactly(4, 12);
        assertThat(assignment.pieces()).extracting(p -> p.bytes().length).containsExactly(6, 1);
        assertThat(assignment.end()).isEqualTo(13);
    }
}
