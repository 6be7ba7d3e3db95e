package org.ipcctl.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A struct as somebody might write it, in C and, where that can say the same, in the compact form.
 *
 * @param c       {@code struct NAME { ... }} with attributes
 * @param compact null where attributes say what the compact form cannot
 * @param pack    the {@code #pragma pack} to stand around it, 0 for none
 */
record RandomStruct(String name, String c, String compact, int pack) {
    /** C's name of a type and the compact form's. */
    private static final String[][] TYPES = {{"char", "char"}, {"signed char", "i8"}, {"unsigned char", "u8"},
        {"short", "i16"},
        {"unsigned short int", "u16"}, {"int", "i32"}, {"unsigned", "u32"}, {"long", "i64"},
        {"long unsigned int", "u64"},
        {"long long", "i64"}, {"unsigned long long int", "u64"}, {"float", "f32"}, {"double", "f64"}, {"_Bool", "bool"},
        {"bool", "bool"},
        {"int8_t", "i8"}, {"uint8_t", "u8"}, {"int16_t", "i16"}, {"uint16_t", "u16"}, {"int32_t", "i32"},
        {"uint32_t", "u32"},
        {"int64_t", "i64"}, {"uint64_t", "u64"}, {"size_t", "u64"}, {"ssize_t", "i64"}, {"pid_t", "i32"},
        {"time_t", "i64"},
        {"const volatile int", "i32"}, {"enum { FIRST%d, SECOND%d }", "u32"}, {"enum { BELOW%d = -1 }", "i32"},
        {"wchar_t", "wchar_t"},
        {"off_t", "off_t"}, {"mode_t", "mode_t"}, {"uint_fast16_t", "uint_fast16_t"}, {"int_least8_t", "int_least8_t"}};

    static RandomStruct of(Random random, int number) {
        int pack = random.nextInt(8) == 0 ? 1 << random.nextInt(5) : 0;
        Writer writer = new Writer(random);
        String attributes = writer.structAttributes();
        writer.body(0);
        String name = "S" + number;
        return new RandomStruct(name, "struct " + name + " {" + writer.c + "}" + attributes,
                writer.compactCan && pack == 0 ? (writer.packed(attributes) + writer.compact) : null, pack);
    }

    private static final class Writer {
        private static int enums;

        private final Random random;
        private StringBuilder c = new StringBuilder();
        private StringBuilder compact = new StringBuilder();
        private boolean compactCan = true;
        private int names;

        Writer(Random random) {
            this.random = random;
        }

        private boolean chance(int oneIn) {
            return random.nextInt(oneIn) == 0;
        }

        String structAttributes() {
            if (chance(6)) {
                return " __attribute__((packed))";
            } else if (chance(12)) {
                compactCan = false;
                return chance(2) ? " __attribute__((__packed__, aligned(4)))"
                        : " __attribute__((aligned(" + (1 << random.nextInt(7)) + ")))";
            }
            return "";
        }

        String packed(String attributes) {
            return attributes.isEmpty() ? "" : "packed,";
        }

        void body(int depth) {
            int count = 1 + random.nextInt(7);
            for (int i = 0; i < count; i++) {
                if (i > 0) {
                    compact.append(',');
                }
                if (depth < 3 && chance(6)) {
                    inner(depth);
                } else {
                    plain();
                }
            }
        }

        private void inner(int depth) {
            StringBuilder outerC = c;
            StringBuilder outerCompact = compact;
            c = new StringBuilder();
            compact = new StringBuilder();
            String attributes = structAttributes();
            body(depth + 1);
            boolean anonymous = chance(4);
            compactCan &= !anonymous;
            String name = "m" + names++;
            String dimensions = anonymous ? "" : dimensions();
            outerC.append(" struct {").append(c).append('}').append(attributes);
            outerC.append(anonymous ? ";" : " " + name + dimensions + ";");
            outerCompact.append(name).append(":{").append(packed(attributes)).append(compact).append('}')
                    .append(dimensions);
            c = outerC;
            compact = outerCompact;
        }

        private String dimensions() {
            List<String> lengths = new ArrayList<>();
            int count = chance(3) ? 1 + random.nextInt(2) : 0;
            for (int i = 0; i < count; i++) {
                lengths.add("[" + (1 + random.nextInt(4)) + "]");
            }
            return String.join("", lengths);
        }

        private void plain() {
            String[] type = TYPES[random.nextInt(TYPES.length)];
            boolean pointer = chance(10);
            String name = "m" + names++;
            // In C char[1] is an array still, and in a layout a character.
            String dimensions = type[0].equals("char") ? dimensions().replace("[1]", "[2]") : dimensions();
            String attributes = fieldAttributes();
            c.append(' ').append(type[0].replace("%d", Integer.toString(enums++))).append(pointer ? " *" : " ")
                    .append(name).append(dimensions);
            c.append(attributes);
            compact.append(name).append(':').append(pointer ? "ptr" : type[1]).append(dimensions);
            if (chance(8) && attributes.isEmpty() && !pointer && !type[0].startsWith("enum")) {
                String second = "m" + names++;
                c.append(", ").append(second).append("[2*1]");
                compact.append(',').append(second).append(':').append(type[1]).append("[2]");
            }
            c.append(';');
        }

        private String fieldAttributes() {
            if (!chance(15)) {
                return "";
            }
            compactCan = false;
            return chance(3) ? " __attribute__((packed))"
                    : " __attribute__((aligned(" + (1 << random.nextInt(6)) + ")))";
        }
    }
}
