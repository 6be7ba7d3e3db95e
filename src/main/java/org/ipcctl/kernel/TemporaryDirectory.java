package org.ipcctl.kernel;

import java.nio.file.Path;

/** Where files go that nobody keeps: {@code TMPDIR}, as for mktemp(1), else /tmp. See {@code environ(7)}. */
public final class TemporaryDirectory {
    public static final String USUAL = "/tmp";

    private TemporaryDirectory() {}

    /** Its absolute path without slashes at the end, whether or not there is such a directory. */
    public static String path() {
        String named = ProcSelf.variable("TMPDIR");
        if (named == null || named.isEmpty()) {
            return USUAL;
        }
        String path = named.startsWith("/") ? named : Path.of("").toAbsolutePath() + "/" + named;
        return path.replaceFirst("(?<=.)/+$", "");
    }
}
