package org.ipcctl.kernel;

import jnr.ffi.annotations.In;

/**
 * A pattern as shells have them, {@code * ? [...]} and a backslash before what is to be taken as it is:
 * {@code glob(7)},
 * {@code fnmatch(3)}. A slash and a dot at the beginning are characters as others are.
 */
public record ShellPattern(String text) {
    /** Whether {@code text} is to be read as a pattern, and not as a name: whether there is anything special in it. */
    public static boolean isPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[\\".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code name} is one of those that it stands for. */
    public boolean matches(String name) {
        byte[] pattern = OsString.cString(text);
        byte[] bytes = OsString.cString(name);
        return Functions.C.fnmatch(pattern, bytes, 0) == 0;
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            int fnmatch(@In byte[] pattern, @In byte[] text, int flags);
        }
    }
}
