package org.ipcctl.cli.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.ipcctl.format.Format;
import org.ipcctl.format.TableStyle;
import org.ipcctl.format.RowWriter;
import org.ipcctl.format.Texts;
import org.ipcctl.layout.Layout;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.testing.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes as rows of fields, in every format. */
class LayoutRowsTest {
    private static final String SENSOR = "temperature:f32,humidity:f32,sequence:u32,updated:i32";
    private static final String NESTED = "pos:{x:f32,y:f32},n:u16[2][2],many:{id:u8,name:char[4]}[2],raw:bytes[2],"
            + "at:ptr,ok:bool";

    private static String shown(Format format, String layout, String... words) throws IOException {
        Layout parsed = Layout.parse(layout);
        byte[] bytes = new byte[parsed.size()];
        parsed.assign(List.of(words)).apply(bytes);
        LayoutRows rows = LayoutRows.of(parsed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter<byte[]> writer = format.open(rows.schema(), TableStyle.DEFAULT, out)) {
            writer.write(bytes);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theTextbookStruct() throws IOException {
        String[] values = {"temperature=23.5", "humidity=65", "sequence=1", "updated=1"};
        assertThat(shown(Format.NDJSON, SENSOR, values))
                .isEqualTo("{\"temperature\":23.5,\"humidity\":65.0,\"sequence\":1,\"updated\":1}\n");
        assertThat(shown(Format.TABLE, SENSOR, values))
                .isEqualTo("TEMPERATURE  23.5\nHUMIDITY     65.0\nSEQUENCE     1\nUPDATED      1\n");
        assertThat(shown(Format.PLAIN, SENSOR, values)).isEqualTo("23.5\t65.0\t1\t1\n");
        assertThat(shown(Format.CSV, SENSOR, values))
                .isEqualTo("temperature,humidity,sequence,updated\n23.5,65.0,1,1\n");
        assertThat(shown(Format.SHELL, SENSOR, values))
                .isEqualTo("temperature='23.5'\nhumidity='65.0'\nsequence='1'\nupdated='1'\n");
    }

    @Test
    void structsAndArraysAreObjectsAndArraysInJson() throws IOException {
        String[] values = {"pos.x=1", "pos.y=2.5", "n=1,2,3,4", "many[0].id=7", "many[1].name=x\"y", "raw=00ff",
            "at=0x7fff0000", "ok=true"};
        assertThat(shown(Format.NDJSON, NESTED, values)).isEqualTo("{\"pos\":{\"x\":1.0,\"y\":2.5},\"n\":[[1,2],[3,4]],"
                + "\"many\":[{\"id\":7,\"name\":\"\"},{\"id\":0,\"name\":\"x\\\"y\"}],\"raw\":\"00ff\","
                + "\"at\":\"0x7fff0000\",\"ok\":true}\n");
        assertThat(shown(Format.SHELL, NESTED, values)).isEqualTo("pos_x='1.0'\npos_y='2.5'\nn='1,2,3,4'\n"
                + "many='[{\"id\":7,\"name\":\"\"},{\"id\":0,\"name\":\"x\\\"y\"}]'\nraw='00ff'\nat='0x7fff0000'\n"
                + "ok='true'\n");
        assertThat(shown(Format.PLAIN, "n:u16[2][2],t:char[2][4]", "n=1,2,3,4", "t=ab,c")).isEqualTo("1,2,3,4\tab,c\n");
        assertThat(Json.row(shown(Format.JSON, NESTED, values))).containsKeys("pos", "n", "many");
        assertThat(shown(Format.TABLE, NESTED, values)).contains("POS.X  1.0\n", "N      1,2,3,4\n", "OK     yes\n");
    }

    /** A table rounds figures of ipcctl's own; what was measured by others it must not. */
    @Test
    void tablesShowNumbersAsTheyAre() throws IOException {
        assertThat(shown(Format.TABLE, "pressure:f32,big:f64", "pressure=1013.25", "big=-123456.75"))
                .contains("1013.25", "-123456.75");
    }

    @Test
    void whatAPosixShellKeepsForItselfIsNoVariable() throws IOException {
        assertThat(shown(Format.SHELL, "path:u8,PATH:u8,a:{b:u8},a_b:u8,x:u8,status:u8,uid:u32,temperature:u8", "x=1"))
                .isEqualTo("path_='0'\nPATH_='0'\na_b_='0'\na_b='0'\nx='1'\nstatus_='0'\nuid_='0'\ntemperature='0'\n");
    }

    /** Messages have columns of their own beside the fields, whose names win. */
    @Test
    void columnsOfTheCommandStandBeforeTheFields() throws IOException {
        LayoutRows rows = LayoutRows.of(Layout.parse("id:u8,priority:u8"));
        Schema<byte[]> joined = rows.listBehind(List.of(Column.of("priority", Type.INTEGER, "p", m -> Value.of(5)),
                Column.of("size_bytes", Type.SIZE, "s", m -> Value.of(m.length))), message -> message);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter<byte[]> writer = Format.NDJSON.open(joined, TableStyle.DEFAULT, out)) {
            writer.write(new byte[] {1, 2});
        }
        assertThat(out).hasToString("{\"priority_\":5,\"size_bytes\":2,\"id\":1,\"priority\":2}\n");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "u64,18446744073709551615,18446744073709551615", "u64,9223372036854775808,9223372036854775808",
        "i64,-9223372036854775808,-9223372036854775808",
        "u8,255,255", "i8,-1,-1", "f32,nan,\"NaN\"", "f32,inf,\"Infinity\"", "f64,-inf,\"-Infinity\"", "f32,0.1,0.1",
        "f32,23.1,23.1", "f32,16777216,16777216",
        "f32,3.4028235e38,3.4028235E38", "f32,1.4e-45,1.4E-45", "f64,1.7976931348623157e308,1.7976931348623157E308",
        "f64,4.9e-324,4.9E-324",
        "f64,0.1,0.1", "f64,-0.0,-0.0", "f32,-0,-0.0", "f32,1e-3,0.001", "f32,2e-3,0.002", "f32,8.41e21,8.41E21",
        "f64,100,100.0", "bool,1,true", "char[3],abc,\"abc\""})
    void valuesKeepTheirTypeInJson(String type, String written, String json) throws IOException {
        assertThat(shown(Format.NDJSON, "v:" + type, "v=" + written)).isEqualTo("{\"v\":" + json + "}\n");
    }

    @Test
    void aBoolOfAnyOtherByteIsTrueAndTextEndsAtItsFirstNul() throws IOException {
        Schema<byte[]> schema = LayoutRows.of(Layout.parse("b:bool,t:char[4]")).schema();
        assertThat(schema.members(new byte[] {7, 'a', 0, 'b', 'c'}))
                .hasToString("Members[members={b=Bool[truth=true], t=Text[text=a]}]");
        assertThat(schema.members(new byte[] {0, 'a', 'b', (byte) 0xFF, 'd'}))
                .hasToString("Members[members={b=Bool[truth=false], t=Text[text=ab\udcffd]}]");
    }

    /** The shortest digits that give the same float back: JDKs before 19 do not always find them by themselves. */
    @Test
    void floatsHaveTheDigitsOfAFloat() {
        Random random = new Random(23);
        for (int i = 0; i < 50_000; i++) {
            float number = Float.intBitsToFloat(random.nextInt());
            if (!Float.isNaN(number)) {
                double wide = LayoutRows.widened(number);
                assertThat((float) wide).isEqualTo(number);
                assertThat(new BigDecimal(Texts.exact(Value.of(wide))).stripTrailingZeros().precision())
                        .as(Float.toString(number))
                        .isLessThanOrEqualTo(9);
            }
        }
    }
}
