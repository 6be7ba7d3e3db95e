package org.ipcctl.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code field=value}: the bytes of values, and what is refused. */
class AssignmentTest {
    private static String bytes(String layout, String... words) {
        Layout parsed = Layout.parse(layout);
        byte[] whole = new byte[parsed.size()];
        parsed.assign(List.of(words)).apply(whole);
        return HexFormat.of().formatHex(whole);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "u8 | 255 | ff", "i8 | -128 | 80", "i8 | +5 | 05", "u16 | 0xBEEF | efbe", "u16be | 0xBEEF | beef",
        "i16 | 0777 | ff01", "i16 | 0o17 | 0f00",
        "u8 | 0b101 | 05", "i32 | -2147483648 | 00000080", "u64 | 18446744073709551615 | ffffffffffffffff",
        "i64 | -1 | ffffffffffffffff",
        "i64be | 1 | 0000000000000001", "i8 | -0 | 00", "u8 | 000 | 00", "ptr | 0xdeadbeef | efbeadde00000000",
        "f32 | 23.5 | 0000bc41", "f32 | 65 | 00008242", "f32be | 1 | 3f800000", "f32 | 0x1.8p1 | 00004040",
        "f32 | 0x10 | 00008041",
        "f32 | inf | 0000807f", "f32 | -Infinity | 000080ff", "f32 | NaN | 0000c07f", "f64 | -0.0 | 0000000000000080",
        "f64 | .5e1 | 0000000000001440",
        "f64 | 1e-400 | 0000000000000000", "f32 | 1. | 0000803f", "bool | true | 01", "bool | 0 | 00", "bool | No | 00",
        "char[4] | abcd | 61626364", "char[4] | é | c3a90000", "char[4] | `` | 00000000", "char | x | 78",
        "bytes[2] | 00fF | 00ff", "bytes[2] | 0x0102 | 0102",
        "u8[3] | 1,2,3 | 010203", "char[2][2] | a,bc | 61006263", "u8[2][2] | 1,2,3,4 | 01020304",
        "char[8] | a=b,c | 613d622c63000000",
    })
    void bytesOfValues(String type, String value, String hex) {
        assertThat(bytes("v:" + type, "v=" + (value == null ? "" : value))).isEqualTo(hex);
    }

    /** Bytes that are no UTF-8 arrive as they were typed. */
    @Test
    void textIsBytes() {
        assertThat(bytes("v:char[4]", "v=\udcff\udcc3")).isEqualTo("ffc30000");
    }

    @Test
    void elementsAndMembers() {
        assertThat(bytes("a:u8[4],p:{x:u8,y:u8}[2]", "p[1].y=9", "a[2]=5", "p[0].x=7")).isEqualTo("0000050007000009");
        assertThat(bytes("m:u8[2][2]", "m[1]=3,4")).isEqualTo("00000304");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "u8 | v=256 | 2 | v is u8: 256 is outside 0 to 255",
        "u8 | v=-1 | 2 | v is u8: -1 is outside 0 to 255",
        "i32 | v=2147483648 | 2 | v is i32: 2147483648 is outside -2147483648 to 2147483647",
        "u64 | v=18446744073709551616 | 2 | is outside 0 to 18446744073709551615",
        "i32 | v=1.5 | 2 | v is i32: '1.5' is not a whole number",
        "i32 | v= | 2 | v is i32: nothing is not a whole number",
        "i32 | v=08 | 2 | begins with 0 and is not an octal number",
        "i32 | v=1f | 2 | '1f' is not a whole number",
        "f32 | v=wet | 2 | v is f32: 'wet' is not a number",
        "f32 | v=1e39 | 2 | v is f32: 1e39 is beyond 3.4028235E38; write inf for infinity",
        "f64 | v=1e309 | 2 | is beyond",
        "f64 | v=1.5f | 2 | '1.5f' is not a number",
        "bool | v=2 | 2 | v is bool: '2' is neither true nor false",
        "char[4] | v=hello | 2 | v is char[4]: 'hello' has 5 bytes",
        "char[4] | v=ééé | 2 | has 6 bytes",
        "bytes[2] | v=0 | 2 | is not written with two hexadecimal digits per byte",
        "bytes[2] | v=010203 | 2 | has 3 bytes",
        "u8[3] | v=1,2 | 2 | v takes 3 values separated by commas, not 2; set a single one by v[0]=...",
        "u8[3] | v=1,2,3,4 | 2 | not 4",
        "u8[3] | v=1,x,3 | 4 | element 1 of v is u8: 'x' is not a whole number",
        "u8[3] | v[3]=1 | 2 | v has the elements 0 to 2",
        "u8 | w=1 | 0 | there is no field 'w'; did you mean 'v'?",
        "char[2147483647] | v=a | 0 | more than 67108864 bytes are not set at once",
        "u8 | v | 0 | expected field=value, not 'v'",
        "u8 | =1 | 0 | expected the name of a field; there is v",
        "{x:u8} | v=1 | 0 | v is struct; set its fields one by one: v.x=...",
        "{x:u8}[2] | v=1 | 0 | v[0].x=...",
    })
    void refusedWithThePlace(String type, String word, int place, String message) {
        Layout layout = Layout.parse("v:" + type);
        assertThatThrownBy(() -> layout.assign(List.of(word))).as(word).isInstanceOf(LayoutException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(((LayoutException) e).start()).isEqualTo(place));
    }

    @Test
    void aFieldGivenTwiceIsRefused() {
        Layout layout = Layout.parse("a:u8[4],b:u8");
        assertThatThrownBy(() -> layout.assign(List.of("b=1", "b=2"))).hasMessage("b is given twice");
        assertThatThrownBy(() -> layout.assign(List.of("a=1,2,3,4", "b=2", "a[1]=0")))
                .hasMessage("a[1] is given twice");
        assertThatThrownBy(() -> layout.assign(List.of("a[1]=0", "a=1,2,3,4"))).hasMessage("a is given twice");
    }
}
