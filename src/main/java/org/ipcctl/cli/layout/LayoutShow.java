package org.ipcctl.cli.layout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.layout.Layout;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl layout show}. */
final class LayoutShow extends Command {
    private static final Schema<Layout.Slot> SCHEMA = Schema.list(
            Column.text("field", "its name; missing for padding", Shrink.MIDDLE,
                    s -> s.field() == null ? null : s.field().path()),
            Column.of("type", Type.TEXT, "its type in the compact form, or padding",
                    s -> Value.of(s.field() == null ? "padding" : s.field().type().text())),
            Column.of("offset_bytes", Type.INTEGER, "where it begins", s -> Value.of(s.offset())),
            Column.of("size_bytes", Type.INTEGER, "how many bytes it takes", s -> Value.of(s.size())));

    private final Arg<String> text = arg(LayoutOptions.LAYOUT, "L", "The layout.");

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Offsets, padding and size are the same as with the C compiler of this machine. A line below the "
                        + "table shows the size and the alignment of the whole struct.",
                "A layout can be written in three ways. The compact form is name:type,name:type,... with the types "
                        + "i8 i16 i32 i64 u8 u16 u32 u64, f32 f64, bool, char[N] (text, padded with NUL), bytes[N] "
                        + "(hexadecimal), ptr (an address), and the one-word names of C (int, double, uint32_t, "
                        + "size_t). u16[4] is an array, {x:f32,y:f32} a nested struct, {x:f32,y:f32}[3] an array of "
                        + "three, and pad[N] bytes without a name. The word packed between two commas switches "
                        + "alignment off; u32be and u32le fix the byte order.",
                "The second form is C itself: struct { ... }, preceded by everything it needs: other structs, "
                        + "typedefs, enums, #define of numbers, #pragma pack, packed and aligned attributes. char is "
                        + "text; signed char, unsigned char and int8_t are numbers. Unions, bit-fields and long "
                        + "double are refused.",
                "'@FILE.h:Name' takes the struct or typedef called Name from a header. Included files are not read; "
                        + "if that is not enough, let the compiler include them: cc -E FILE.h >FILE.i. FILE may be a "
                        + "pipe or FIFO; ipcctl waits for it for at most 10 seconds. Structs and arrays may be "
                        + "nested 64 deep, and macros may expand to a million words altogether.",
                "Fields are named as in C: temperature, pos.x, samples[2]. Values are integers (12, -1, 0xff, 0777), "
                        + "numbers (23.5, 1e-3, inf, nan), true or false, text, or hexadecimal; an array is written "
                        + "1,2,3. JSON has no numbers for NaN and the infinities, so they are the strings \"NaN\", "
                        + "\"Infinity\" and \"-Infinity\". With --format shell a dot becomes an underscore (pos_x), "
                        + "and a name that shells reserve gets one at its end (PATH_, status_).");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("the compact form",
                        "ipcctl layout show temperature:f32,humidity:f32,sequence:u32,updated:i32"),
                new Example("a struct in C", "ipcctl layout show 'struct { char id; double value; short flags[3]; }'"),
                new Example("from a header", "ipcctl layout show @sensor.h:SensorData --format json")
                        .after("echo 'typedef struct { float temperature; int updated; } SensorData;' >sensor.h"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        Layout layout = LayoutText.read(() -> Layout.parse(args.get(text)));
        context.show(SCHEMA, layout.slots());
        if (context.wantsDefaultTable()) {
            String total = "size " + layout.size() + ", alignment " + layout.alignment() + "\n";
            context.out().write(total.getBytes(StandardCharsets.US_ASCII));
        }
        return 0;
    }
}
