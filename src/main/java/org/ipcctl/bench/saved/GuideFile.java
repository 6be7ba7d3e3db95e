package org.ipcctl.bench.saved;

import java.nio.file.Path;
import java.util.Map;
import org.ipcctl.kernel.StateDirectory;

/** Where this machine's figures are kept between a benchmark and the guide, as the XDG base directories have it. */
public final class GuideFile {
    /** What manual pages say of it. */
    public static final Map<String, String> TOLD = Map.of(StateDirectory.TOLD + "/bench.json",
            "The figures that 'ipcctl guide' shows: those of the last complete benchmark of the mechanisms in their "
                    + "usual form.");

    private GuideFile() {}

    /** {@code ${XDG_STATE_HOME:-~/.local/state}/ipcctl/bench.json}. */
    public static Path path() {
        return Path.of(StateDirectory.path(), "bench.json");
    }
}
