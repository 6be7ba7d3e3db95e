package org.ipcctl.layout;

import java.util.Locale;

/** What one value of a layout is, whatever its length and byte order. */
public enum Scalar {
    I8(1), I16(2), I32(4), I64(8), U8(1), U16(2), U32(4), U64(8), F32(4), F64(8), BOOL(1),
    /** Text, padded with NUL to its length in bytes. */
    CHAR(1),
    /** Bytes of any value, written in hexadecimal. */
    BYTES(1),
    /** An address in the writer's memory, of no use in another process but to be looked at. */
    PTR(8);

    private final int size;

    Scalar(int size) {
        this.size = size;
    }

    /** The bytes of one; of text and bytes, the bytes of one element. */
    public int size() {
        return size;
    }

    public boolean isUnsigned() {
        return ordinal() >= U8.ordinal() && ordinal() <= U64.ordinal() || this == PTR;
    }

    /** Whether it is one value of many bytes, as text is. */
    public boolean hasLength() {
        return this == CHAR || this == BYTES;
    }

    /** Its name in the compact form. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scalar of that name, or null. */
    static Scalar named(String word) {
        for (Scalar scalar : values()) {
            if (scalar.word().equals(word)) {
                return scalar;
            }
        }
        return null;
    }
}
