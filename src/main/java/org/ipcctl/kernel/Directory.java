package org.ipcctl.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;

/**
 * The names in a directory, byte for byte: opendir(3), readdir(3). The JDK's own listing decodes them by the locale,
 * and what the locale cannot express could not be opened any more.
 */
public final class Directory {
    /** {@code struct dirent}: d_ino and d_off of eight bytes each, d_reclen of two, d_type of one, then the name. */
    private static final int RECLEN = 16;
    private static final int NAME = 19;

    private Directory() {}

    /** The entries of {@code path} but {@code .} and {@code ..}, in no order. */
    public static List<String> names(String path) {
        byte[] bytes = OsString.cString(path);
        Pointer[] stream = new Pointer[1];
        Syscall.call("opendir", path, () -> {
            stream[0] = Functions.C.opendir(bytes);
            return stream[0] == null ? -1 : 0;
        });
        try {
            List<String> names = new ArrayList<>();
            Pointer entry = Functions.C.readdir(stream[0]);
            while (entry != null) {
                String name = name(entry);
                if (!name.equals(".") && !name.equals("..")) {
                    names.add(name);
                }
                entry = Functions.C.readdir(stream[0]);
            }
            return names;
        } finally {
            Functions.C.closedir(stream[0]);
        }
    }

    private static String name(Pointer entry) {
        byte[] raw = new byte[Short.toUnsignedInt(entry.getShort(RECLEN)) - NAME];
        entry.get(NAME, raw, 0, raw.length);
        int end = 0;
        while (end < raw.length && raw[end] != 0) {
            end++;
        }
        return OsString.decode(Arrays.copyOf(raw, end));
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            Pointer opendir(@In byte[] path);

            Pointer readdir(Pointer stream);

            int closedir(Pointer stream);
        }
    }
}
