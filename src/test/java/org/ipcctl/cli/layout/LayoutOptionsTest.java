package org.ipcctl.cli.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.junit.jupiter.api.Test;

/** The options about layouts, in two commands that take their bytes in hexadecimal. */
class LayoutOptionsTest {
    private static final String SENSOR = "temperature:f32,humidity:f32,sequence:u32,updated:i32";
    private static final String BYTES = "0000bc41000082420100000001000000";
    private static final CommandNode ROOT = CommandNode.group("ipcctl", "test commands",
            CommandNode.leaf("peek", "read", Peek::new),
            CommandNode.leaf("poke", "write", Poke::new));

    private static final class Peek extends Command {
        private static final Schema<byte[]> RAW = Schema
                .single(Column.of("payload", Type.TEXT, "the bytes", Value::of));

        private final LayoutOptions layout = LayoutOptions.reading(this);
        private final Arg<String> hex = arg(ValueType.custom("HEX", String.class, text -> text), "HEX", "The bytes.");

        @Override
        protected Schema<?> schema() {
            return RAW;
        }

        @Override
        protected Schema<?> schema(Args args) {
            return layout.in(args).schemaOr(RAW);
        }

        @Override
        protected int run(Args args, Context context) throws IOException {
            if (layout.in(args).isGiven()) {
                byte[] bytes = HexFormat.of().parseHex(args.get(hex));
                layout.in(args).check("message", bytes.length);
                layout.in(args).show(bytes, context);
            }
            return 0;
        }
    }

    private static final class Poke extends Command {
        private final LayoutOptions layout = LayoutOptions.writing(this);
        private final Arg<List<String>> values = args(ValueType.custom("FIELD=VALUE", String.class, text -> text),
                "FIELD=VALUE", "The values.", 0);

        @Override
        protected int run(Args args, Context context) throws IOException {
            byte[] bytes = new byte[layout.in(args).layout().size()];
            layout.in(args).assignment(args.get(values)).apply(bytes);
            context.out().write(HexFormat.of().formatHex(bytes).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return 0;
        }
    }

    @Test
    void readsWhatItWrote() {
        Cli.of(ROOT).execute("poke", "--layout", SENSOR, "temperature=23.5", "humidity=65", "sequence=1", "updated=1")
                .succeeds().prints(BYTES);
        Cli.of(ROOT).execute("peek", "--layout", SENSOR, BYTES, "--format", "ndjson").succeeds()
                .prints("{\"temperature\":23.5,\"humidity\":65.0,\"sequence\":1,\"updated\":1}\n");
        Cli.of(ROOT).execute("peek", "--layout", SENSOR, BYTES).succeeds()
                .prints("TEMPERATURE  23.5\nHUMIDITY     65.0\nSEQUENCE     1\nUPDATED      1\n");
    }

    @Test
    void oneFieldIsItsValueAlone() {
        Cli.of(ROOT).execute("peek", "--layout", SENSOR, BYTES, "--field", "temperature").succeeds().prints("23.5\n");
        Cli.of(ROOT).execute("peek", "--layout", SENSOR, BYTES, "--field", "temperature", "-J").succeeds()
                .prints("{\n  \"temperature\": 23.5\n}\n");
        Cli.of(ROOT)
                .execute("peek", "--layout", "a:u8[2][2],t:char[4],p:{x:u8}", "01020304410a000009", "--field", "a[1]")
                .succeeds().prints("3,4\n");
        Cli.of(ROOT).execute("peek", "--layout", "a:u8[2][2],t:char[4],p:{x:u8}", "01020304410a000009", "--field",
                "a[1][0]").succeeds().prints("3\n");
        Cli.of(ROOT).execute("peek", "--layout", "a:u8[2][2],t:char[4],p:{x:u8}", "01020304410a000009", "--field", "t")
                .succeeds().prints("A\n\n");
        Cli.of(ROOT).execute("peek", "--layout", "a:u8[2][2],t:char[4],p:{x:u8}", "01020304410a000009", "--field", "p")
                .succeeds().prints("{\"x\":9}\n");
        assertThat(Json
                .row(Cli.of(ROOT).execute("peek", "--layout", "p:{x:u8}", "09", "--field", "p", "-J").succeeds().out()))
                .isEqualTo(java.util.Map.of("p", java.util.Map.of("x", 9L)));
        assertThat(Cli.of(ROOT).execute("peek", "--layout", "t:char[2]", "ffc3", "--field", "t").succeeds().outBytes())
                .isEqualTo(new byte[] {(byte) 0xFF, (byte) 0xC3, '\n'});
    }

    @Test
    void columnsAreFields() {
        Cli.of(ROOT).execute("peek", "--layout", SENSOR, BYTES, "--columns", "updated,temperature", "--format", "plain")
                .succeeds().prints("1\t23.5\n");
        Cli.of(ROOT).execute("peek", "--layout", SENSOR, BYTES, "--columns", "wind").exits(2)
                .complains("there is no column 'wind'");
        Cli.of(ROOT)
                .execute("peek", "--layout", "a:{x:u8,y:u8},b:u8", "010203", "--columns", "a.y,b,a.x", "--format",
                        "ndjson")
                .succeeds()
                .prints("{\"a\":{\"y\":2,\"x\":1},\"b\":3}\n");
    }

    /** They ended in an OutOfMemoryError. */
    @Test
    void hugeValuesAreRefused() {
        Cli.of(ROOT).execute("peek", "--layout", "a:u8[2147483647]", "00").exits(2).complains("too many values");
        Cli.of(ROOT).execute("peek", "--layout", "a:{x:u8}[2000000]", "00").exits(2).complains("too many values");
        Cli.of(ROOT).execute("peek", "--layout", "a:u8[2147483647]", "--field", "a[7]", "00").exits(7)
                .complains("the layout takes 2147483647");
        Cli.of(ROOT).execute("peek", "--layout", "a:char[2147483647]", "00").exits(2).complains("too many values");
    }

    @Test
    void whatIsWrongIsPointedAt() {
        assertThat(Cli.of(ROOT).execute("poke", "--layout", SENSOR, "temperature=23.5", "humidity=wet").exits(2).err())
                .isEqualTo("""
                        ipcctl poke: humidity is f32: 'wet' is not a number (column 10)
                          humidity=wet
                                   ^~~
                        Try 'ipcctl poke --help'
                        """);
        Cli.of(ROOT).execute("poke", "--layout", SENSOR, "temprature=1").exits(2)
                .complains("did you mean 'temperature'?", "\n  ^~~~~~~~~~\n");
        Cli.of(ROOT).execute("poke", "--layout", SENSOR).exits(2).complains("--layout needs values: temperature=...");
        Cli.of(ROOT).execute("peek", "--layout", SENSOR, BYTES, "--field", "pos.x").exits(2)
                .complains("there is no field 'pos'");
        Cli.of(ROOT).execute("peek", "--layout", "x:f33", BYTES).exits(2).complains("unknown type 'f33'", "    ^~~");
        Cli.of(ROOT).execute("peek", "--field", "x", BYTES).exits(2).complains("--field needs --layout");
        Cli.of(ROOT).execute("peek", "--layout", SENSOR, "0011").exits(7)
                .complains("message: has 2 bytes, and the layout takes 16.");
    }
}
