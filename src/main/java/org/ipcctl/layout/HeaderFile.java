package org.ipcctl.layout;

import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.WholeFile;

/** {@code @FILE.h:Name}: a struct in a file. */
final class HeaderFile {
    private static final int LARGEST = 1 << 24;

    private HeaderFile() {}

    /**
     * The struct that {@code reference} names.
     *
     * @throws KernelException where the file cannot be read
     */
    static CType.Struct parse(Source reference, Deadline deadline) {
        String text = reference.text().strip();
        int colon = text.lastIndexOf(':');
        String name = colon < 0 ? null : text.substring(colon + 1).replaceFirst("^struct\\s+", "").strip();
        boolean named = name != null && name.matches("[A-Za-z_][A-Za-z0-9_]*");
        String file = text.substring(1, named ? colon : text.length());
        if (file.isEmpty() || file.indexOf(0) >= 0) {
            throw reference.wrong(0, 1, "expected the name of a file after '@'");
        }
        int start = reference.text().indexOf(text) + (named ? colon + 1 : 1);
        return CParser.parse(new Source(file, read(file, deadline)), named ? name : null,
                message -> reference.wrong(start, reference.text().length(), message));
    }

    private static String read(String file, Deadline deadline) {
        try {
            return OsString.decode(WholeFile.read(file, LARGEST, deadline));
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT)
                    ? e.because("no such file (from --layout)").advise("Write a layout from a file as @FILE.h:Name.")
                    : e;
        }
    }
}
