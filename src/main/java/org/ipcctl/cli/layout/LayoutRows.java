package org.ipcctl.cli.layout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ipcctl.layout.CType;
import org.ipcctl.layout.Field;
import org.ipcctl.layout.Layout;
import org.ipcctl.layout.Member;
import org.ipcctl.layout.Scalar;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/**
 * Bytes as rows: a column for each field of a layout, typed as the field is. Integers are exact up to u64, a f32 has
 * the digits that a float has, an address and {@code bytes[N]} are hexadecimal, text ends at its first NUL.
 */
public final class LayoutRows {
    /** As many decimal digits as every float keeps. */
    private static final int SURE_DIGITS = 6;

    private final List<Field> fields;
    private final Schema<byte[]> schema;

    private LayoutRows(List<Field> fields) {
        this.fields = fields;
        List<Column<byte[]>> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(
                    Column.of(field.path(), type(field.type()), field.type().text() + " at offset " + field.offset(),
                            bytes -> value(field.type(), bytes, field.offset())));
        }
        this.schema = new Schema<>(columns, true);
    }

    /** Of all fields. */
    static LayoutRows of(Layout layout) {
        return new LayoutRows(layout.fields());
    }

    /** Of one field. */
    static LayoutRows of(Field field) {
        return new LayoutRows(List.of(field));
    }

    /** The columns, of a command that describes one object; {@link Schema#asList} for messages. */
    public Schema<byte[]> schema() {
        return schema;
    }

    /**
     * The columns for a command that lists, behind {@code own} columns that it has besides, as the priority of a
     * message. Where a field has the same name, the own column gets an underscore behind it.
     *
     * @param bytes what of a record has the fields
     */
    public <T> Schema<T> listBehind(List<Column<T>> own, Function<T, byte[]> bytes) {
        List<Column<T>> columns = new ArrayList<>();
        for (Column<T> column : own) {
            String id = column.id();
            while (schema.find(id) != null) {
                id += "_";
            }
            columns.add(column.named(id));
        }
        return new Schema<>(columns, false).with(bytes, schema.columns());
    }

    /** Roughly the memory that a row takes, in values. */
    long weight() {
        return fields.stream().mapToLong(field -> weight(field.type())).sum();
    }

    private static long weight(CType type) {
        if (type instanceof CType.Array array) {
            return array.count() * weight(array.element());
        } else if (type instanceof CType.Struct struct) {
            return 2 + struct.members().stream().mapToLong(member -> 1 + weight(member.type())).sum();
        }
        return 1L + type.size() / 16;
    }

    private static Type type(CType type) {
        if (!(type instanceof CType.Primitive primitive)) {
            return Type.COMPOUND;
        }
        return switch (primitive.scalar()) {
            case F32, F64 -> Type.EXACT;
            case BOOL -> Type.BOOLEAN;
            case CHAR, BYTES, PTR -> Type.TEXT;
            default -> Type.INTEGER;
        };
    }

    private static Value value(CType type, byte[] bytes, int at) {
        if (type instanceof CType.Primitive primitive) {
            return primitive(primitive, bytes, at);
        } else if (type instanceof CType.Array array) {
            List<Value> items = new ArrayList<>(array.count());
            for (int i = 0; i < array.count(); i++) {
                items.add(value(array.element(), bytes, at + i * array.element().size()));
            }
            return new Value.Items(items);
        }
        Map<String, Value> members = new LinkedHashMap<>();
        members((CType.Struct) type, bytes, at, members);
        return new Value.Members(members);
    }

    private static void members(CType.Struct struct, byte[] bytes, int at, Map<String, Value> into) {
        for (Member member : struct.members()) {
            if (member.name().isEmpty()) {
                members((CType.Struct) member.type(), bytes, at + member.offset(), into);
            } else {
                into.put(member.name(), value(member.type(), bytes, at + member.offset()));
            }
        }
    }

    private static Value primitive(CType.Primitive type, byte[] bytes, int at) {
        return switch (type.scalar()) {
            case F32 -> Value.of(widened(type.float32(bytes, at)));
            case F64 -> Value.of(type.float64(bytes, at));
            case BOOL -> Value.of(bytes[at] != 0);
            case CHAR -> Value.of(type.characters(bytes, at));
            case BYTES -> Value.of(HexFormat.of().formatHex(Arrays.copyOfRange(bytes, at, at + type.length())));
            case PTR -> Value.of("0x" + Long.toHexString(type.integer(bytes, at)));
            default -> integer(type, type.integer(bytes, at));
        };
    }

    private static Value integer(CType.Primitive type, long bits) {
        boolean beyondLong = type.scalar() == Scalar.U64 && bits < 0;
        return beyondLong ? Value.of(new BigInteger(Long.toUnsignedString(bits))) : Value.of(bits);
    }

    /** The double with the digits that {@code number} needs as a float: 23.1, where a cast gives 23.100000381469727. */
    static double widened(float number) {
        if (Float.isNaN(number) || Float.isInfinite(number) || number == 0) {
            return number;
        }
        BigDecimal digits = new BigDecimal(Float.toString(number)).stripTrailingZeros();
        // JDKs before 19 print a digit too many now and then.
        for (int precision = SURE_DIGITS; precision < digits.precision(); precision++) {
            BigDecimal fewer = new BigDecimal(number).round(new MathContext(precision));
            if (fewer.floatValue() == number) {
                return fewer.doubleValue();
            }
        }
        return digits.doubleValue();
    }
}
