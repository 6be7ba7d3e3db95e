package org.ipcctl.layout;

import java.util.List;
import org.ipcctl.kernel.OsString;

/** A type in memory: its size and alignment in bytes, and how its values are read. */
public sealed interface CType {
    /** Of structs in structs and arrays of arrays: deeper than any sane text, shallow enough for the stack. */
    int DEEPEST = 64;

    int size();

    int alignment();

    /**
     * Types within each other; a builder sees to it that there are never more than {@link #DEEPEST}, for they are gone
     * through by recursion.
     */
    int depth();

    /** How messages and tables name it: {@code u32}, {@code char[16]}, {@code struct Point[3]}. */
    String text();

    /**
     * One value.
     *
     * @param length    bytes of a text or of {@link Scalar#BYTES}, 1 of all others
     * @param bigEndian whether the most significant byte comes first
     */
    record Primitive(Scalar scalar, int length, boolean bigEndian) implements CType {
        static Primitive of(Scalar scalar) {
            return new Primitive(scalar, 1, false);
        }

        @Override
        public int size() {
            return scalar.size() * length;
        }

        @Override
        public int alignment() {
            return scalar.size();
        }

        @Override
        public int depth() {
            return 0;
        }

        @Override
        public String text() {
            String stem = scalar.word() + (bigEndian ? "be" : "");
            return scalar.hasLength() && (length > 1 || scalar == Scalar.BYTES) ? stem + "[" + length + "]" : stem;
        }

        /** The bits at {@code at}, extended to 64 by the type's sign; of a u64 or an address they are unsigned. */
        public long integer(byte[] from, int at) {
            int size = scalar.size();
            long bits = 0;
            for (int i = 0; i < size; i++) {
                bits = bits << 8 | from[at + (bigEndian ? i : size - 1 - i)] & 0xFF;
            }
            int unused = Long.SIZE - 8 * size;
            return scalar.isUnsigned() ? bits : bits << unused >> unused;
        }

        /** Its bits as this type's bytes; the higher ones are dropped. */
        byte[] bytes(long bits) {
            int size = scalar.size();
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[bigEndian ? size - 1 - i : i] = (byte) (bits >>> 8 * i);
            }
            return bytes;
        }

        public float float32(byte[] from, int at) {
            return Float.intBitsToFloat((int) bits(from, at));
        }

        public double float64(byte[] from, int at) {
            return Double.longBitsToDouble(bits(from, at));
        }

        private long bits(byte[] from, int at) {
            return integer(from, at);
        }

        /** Up to the first NUL, or all of it; bytes that are no UTF-8 are kept as {@link OsString} does. */
        public String characters(byte[] from, int at) {
            int end = 0;
            while (end < length && from[at + end] != 0) {
                end++;
            }
            return OsString.decode(java.util.Arrays.copyOfRange(from, at, at + end));
        }
    }

    /** {@code count} elements side by side; {@code size} and {@code depth} follow from those. */
    record Array(CType element, int count, int size, int depth) implements CType {
        static Array of(CType element, int count) {
            return new Array(element, count, element.size() * count, element.depth() + 1);
        }

        @Override
        public int alignment() {
            return element.alignment();
        }

        @Override
        public String text() {
            // The first dimension comes first, as in C: char[2][8] is two texts of eight bytes.
            String inner = element.text();
            int bracket = inner.indexOf('[');
            String dimension = "[" + count + "]";
            return bracket < 0 ? inner + dimension : inner.substring(0, bracket) + dimension + inner.substring(bracket);
        }
    }

    /**
     * Members one after the other, with padding between them.
     *
     * @param tag    the name behind {@code struct}, or that of the typedef; empty where it has none
     * @param leaves how many values it has, arrays counted as one
     */
    record Struct(String tag, List<Member> members, int size, int alignment, long leaves, int depth) implements CType {
        @Override
        public String text() {
            return tag.isEmpty() ? "struct" : "struct " + tag;
        }

        /** The member called {@code name}, those of anonymous structs included; null where there is none. */
        Member find(String name) {
            for (Member member : members) {
                if (member.name().equals(name)) {
                    return member;
                } else if (member.name().isEmpty()) {
                    Member inner = ((Struct) member.type()).find(name);
                    if (inner != null) {
                        return new Member(name, inner.type(), member.offset() + inner.offset());
                    }
                }
            }
            return null;
        }
    }
}
