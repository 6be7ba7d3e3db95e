package org.ipcctl.kernel;

import java.util.Map;

/** Where a user's programs keep what outlives them, as the XDG Base Directory Specification has it. */
public final class StateDirectory {
    /** {@link #path} as manual pages write it. */
    public static final String TOLD = "${XDG_STATE_HOME:-~/.local/state}/ipcctl";

    /** The variables that decide where it is. */
    public static final Map<String, String> ENVIRONMENT = Map.of("XDG_STATE_HOME",
            "The directory in which ipcctl keeps its state, if it is an absolute path; otherwise ~/.local/state.",
            "HOME", "The user's home directory, for which ~ stands (default: that of the password file).");

    private StateDirectory() {}

    /** That of ipcctl, which need not be there. */
    public static String path() {
        String state = ProcSelf.variable("XDG_STATE_HOME");
        if (state != null && state.startsWith("/")) {
            return state + "/ipcctl";
        }
        // HOME, as every other tool takes it; the JVM's user.home is that of the password file.
        String home = ProcSelf.variable("HOME");
        return (home == null || home.isEmpty() ? System.getProperty("user.home") : home) + "/.local/state/ipcctl";
    }
}
