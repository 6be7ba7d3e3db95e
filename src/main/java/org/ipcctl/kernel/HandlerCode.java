package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The machine code of {@link FaultGuard}'s handler of SIGBUS, as {@code src/main/assembly/handler-*.s} gives it
 * assembled. It runs at any address, and finds what it needs in four words right behind it:
 *
 * <pre>
 *   the handler before | the first entry of the table | the end of the table | a mask that leaves the number of the
 *   page
 * </pre>
 */
enum HandlerCode {
    X86_64("f30f1efa837e08027526488b46104c8b05730000004c8b0d74000000493b007206493b4008720f49"
            + "83c0204d39c872ecff254a00000049c74010010000005756524889c748233d4d000000498b700848"
            + "29feba0300000041ba3240000049c7c0ffffffff4531c9b8090000000f055a5e5f483d01f0ffff73"
            + "b7c3660f1f440000"),
    AARCH64("5f2403d5290840b93f09007181010054290840f96a0400588b0400584c3540a93f010ceb63000054"
            + "3f010debc30000544a8100915f010beb23ffff54f002005800021fd62c0080d24c0900f9ee0300aa"
            + "ef0301aaf00302aacc02005820010c8aa10100cb620080d2430688d204008092050080d2c81b80d2"
            + "010000d41ffc3fb1e0030eaae1030faae20310aa82fdff54c0035fd61f2003d5");

    private static final int WORDS = 4;

    private final String assembled;

    HandlerCode(String assembled) {
        this.assembled = assembled;
    }

    /** For this machine; null where nobody has written one. */
    static HandlerCode ofThisMachine() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> X86_64;
            case "aarch64" -> AARCH64;
            default -> null;
        };
    }

    /** The code with the words behind it. */
    byte[] with(long previous, long table, long end, long pageSize) {
        byte[] code = HexFormat.of().parseHex(assembled);
        return ByteBuffer.allocate(code.length + WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).put(code)
                .putLong(previous).putLong(table).putLong(end).putLong(-pageSize).array();
    }
}
