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
import org.ipcctl.layout.CType;
import org.ipcctl.layout.Field;
import org.ipcctl.layout.Layout;
import org.ipcctl.layout.Member;
import org.ipcctl.layout.Scalar;
import org.ipcctl.result.Column;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/**
 * Bytes as rows: a column for each field of a layout, typed as the field is. Integers are exact up to u64, a f32 has the
 * digits that a float has, an address and {@code bytes[N]} are hexadecimal, text ends at its first NUL.
 */
public final class LayoutRows {
    /** As many decimal digits as every float keeps. */
    private static final int SURE_DIGITS = 6;

    private final List<Field> fields;
    private final Schema schema;

    private LayoutRows(List<Field> fields) {
        this.fields = fields;
        this.schema = new Schema(fields.stream()
                .map(f -> Column.of(f.path(), type(f.type()), f.type().text() + " at offset " + f.offset())).toList(), true);
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
    public Schema schema() {
        return schema;
    }

    /** The fields in {@code bytes}, in which the layout begins at {@code from}. */
    public Row row(byte[] bytes, int from) {
        return row(schema, bytes, from);
    }

    /** The same for a schema with the same columns. */
    public Row row(Schema columns, byte[] bytes, int from) {
        List<Value> values = new ArrayList<>(fields.size());
        for (Field field : fields) {
            values.add(value(field.type(), bytes, from + field.offset()));
        }
        return new Row(columns, values);
    }

    /**
     * The columns for a command that lists, behind {@code own} columns that it has besides, as the priority of a message.
     * Where a field has the same name, the own column gets an underscore behind it.
     */
    public Schema listBehind(Column... own) {
        List<Column> columns = new ArrayList<>(schema.columns());
        for (int i = own.length - 1; i >= 0; i--) {
            String id = own[i].id();
            while (schema.indexOf(id) >= 0) {
                id += "_";
            }
            columns.add(0, new Column(id, own[i].type(), own[i].help(), own[i].inTable()));
        }
        return new Schema(columns, false);
    }

    /** A row of {@link #listBehind}. */
    public Row row(Schema joined, List<Value> own, byte[] bytes, int from) {
        List<Value> values = new ArrayList<>(own);
        values.addAll(row(bytes, from).values());
        return new Row(joined, values);
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
        return 1 + type.size() / 16;
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
