package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names in a directory, byte for byte: getdents64(2). The JDK's own listing decodes them by the locale, and
 * what the locale cannot express could not be opened any more. The C library's does not tell its end from an error.
 */
public final class Directory {
    private static final int ROOM = 1 << 13;
    /** Where a {@code struct linux_dirent64} has its length, and its name. */
    private static final int RECLEN = 16;
    private static final int NAME = 19;

    private Directory() {}

    /** The entries of {@code path} but {@code .} and {@code ..}, in no order. */
    public static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        try (Fd directory = Fd.open(path, Fd.O_RDONLY | Fd.O_DIRECTORY, 0);
             NativeMemory memory = NativeMemory.allocate(ROOM)) {
            byte[] entries = new byte[ROOM];
            while (true) {
                int length = (int) Syscall.call("getdents64", path, () -> RawSyscall.C.syscall(RawSyscall.GETDENTS64,
                        directory.number(), memory.address(), ROOM));
                if (length == 0) {
                    return names;
                }
                memory.pointer().get(0, entries, 0, length);
                add(entries, length, names);
            }
        }
    }

    private static void add(byte[] entries, int length, List<String> names) {
        ByteBuffer numbers = ByteBuffer.wrap(entries).order(ByteOrder.nativeOrder());
        int at = 0;
        while (at < length) {
            int next = at + Short.toUnsignedInt(numbers.getShort(at + RECLEN));
            String name = name(entries, at + NAME, next);
            if (!name.equals(".") && !name.equals("..")) {
                names.add(name);
            }
            at = next;
        }
    }

    private static String name(byte[] entries, int from, int to) {
        int end = from;
        while (end < to && entries[end] != 0) {
            end++;
        }
        return OsString.decode(Arrays.copyOfRange(entries, from, end));
    }
}
