package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The program that {@link Tether} puts between ipcctl and a CMD, as {@code src/main/assembly/tether-*.s} gives it
 * assembled; what it has to know is in three words of four bytes right behind it.
 */
enum TetherCode {
    X86_64(62, "bf01000000be09000000b89d0000000f05b86e0000000f05bf890000003b056500000075598b3d61000000be02000000ba01"
            + "000000b8480000000f058b3d4e000000b8030000000f05488b0424488b7c2410488d742418488d54c410b83b0000000f0550"
            + "4889e6ba040000008b3d1a000000b8010000000f05bf7f000000b8e70000000f050f1f00"),
    AARCH64(183, "200080d2210180d2e81480d2010000d4a81580d2010000d4890300181f00096b201180d2e102005420030018410080d22200"
            + "80d2280380d2010000d4a0020018280780d2010000d4e90340f9e00b40f9e1630091e2430091420c098ba81b80d2010000d4"
            + "e00f1ff8e1030091820080d2e0000018080880d2010000d4e00f80d2c80b80d2010000d4");

    static final int WORDS = 3;
    private static final int ELF_HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int HEADERS = ELF_HEADER + 2 * PROGRAM_HEADER;
    private static final long ADDRESS = 0x400000;
    private static final long LARGEST_PAGE = 0x10000;
    private static final int PT_LOAD = 1;
    private static final int PT_GNU_STACK = 0x6474e551;
    private static final int READ_EXECUTE = 5;
    private static final int READ_WRITE = 6;

    private final short machine;
    private final String assembled;

    TetherCode(int machine, String assembled) {
        this.machine = (short) machine;
        this.assembled = assembled;
    }

    /** For this machine; null where nobody has written one. */
    static TetherCode ofThisMachine() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> X86_64;
            case "aarch64" -> AARCH64;
            default -> null;
        };
    }

    /** The code with the words behind it. */
    byte[] with(int parent, int report, int itself) {
        byte[] code = HexFormat.of().parseHex(assembled);
        return ByteBuffer.allocate(code.length + WORDS * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).put(code)
                .putInt(parent).putInt(report).putInt(itself).array();
    }

    /**
     * The same as a file that the kernel runs: elf(5).
     *
     * @param parent the process that it must have as its parent
     * @param report the descriptor that the error number of its execve(2) goes to, which CMD does not have
     * @param itself the descriptor that it is run from, likewise
     */
    byte[] file(int parent, int report, int itself) {
        byte[] code = with(parent, report, itself);
        ByteBuffer file = ByteBuffer.allocate(HEADERS + code.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        file.putShort((short) 2).putShort(machine).putInt(1).putLong(ADDRESS + HEADERS).putLong(ELF_HEADER).putLong(0)
                .putInt(0);
        file.putShort((short) ELF_HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 2).putShort((short) 0)
                .putShort((short) 0).putShort((short) 0);
        file.putInt(PT_LOAD).putInt(READ_EXECUTE).putLong(0).putLong(ADDRESS).putLong(ADDRESS).putLong(file.capacity())
                .putLong(file.capacity()).putLong(LARGEST_PAGE);
        file.putInt(PT_GNU_STACK).putInt(READ_WRITE).putLong(0).putLong(0).putLong(0).putLong(0).putLong(0).putLong(16);
        return file.put(code).array();
    }
}
