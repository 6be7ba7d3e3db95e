package org.ipcctl.bench.saved;

import java.nio.file.Path;
import org.ipcctl.kernel.StateDirectory;

/** Where this machine's figures are kept between a benchmark and the guide, as the XDG base directories have it. */
public final class GuideFile {
    /** Its path as manual pages spell it. */
    public static final String TOLD = StateDirectory.TOLD + "/bench.json";

    private GuideFile() {}

    /** {@code ${XDG_STATE_HOME:-~/.local/state}/ipcctl/bench.json}. */
    public static Path path() {
        return Path.of(StateDirectory.path(), "bench.json");
    }
}
