package org.ipcctl.bench.saved;

import java.nio.file.Path;

/** Where this machine's figures are kept between a benchmark and the guide, as the XDG base directories have it. */
public final class GuideFile {
    private GuideFile() {
    }

    /** {@code ${XDG_STATE_HOME:-~/.local/state}/ipcctl/bench.json}. */
    public static Path path() {
        String state = System.getenv("XDG_STATE_HOME");
        // HOME, as every other tool takes it; the JVM's user.home is that of the password file.
        String home = System.getenv("HOME");
        Path base = state != null && state.startsWith("/") ? Path.of(state)
                : Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home, ".local", "state");
        return base.resolve("ipcctl").resolve("bench.json");
    }
}
