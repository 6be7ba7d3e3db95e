package org.ipcctl.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.function.Consumer;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;

/** Scripts with the installed tool, each in a folder and with an object that are gone when it has ended. */
abstract class Scripts {
    /**
     * {@code await ADDR} waits until a socket that was bound to ADDR, an absolute path or @name, can be connected to:
     * its file is there before it listens.
     */
    static final String AWAIT = "await() { until grep -Eq \" (00010000 000[15]|00000000 0002) .* $1\\$\" "
            + "/proc/net/unix; do sleep 0.02; done; }; ";

    final Scratch scratch = new Scratch();
    /** Of the object, with its slash; null where there is none. */
    final String name;
    private final String before;

    /** @param before leads each script */
    Scripts(String before) {
        this.name = null;
        this.before = before;
    }

    /**
     * @param variable what scripts call the object's name, without its slash
     * @param unlink   removes the object, where the script has not
     */
    Scripts(String variable, String stem, Consumer<String> unlink, String before) {
        this.name = Scratch.name(stem);
        this.before = variable + "=" + name.substring(1) + "; " + before;
        scratch.atEnd(() -> unlink.accept(name));
    }

    @AfterEach
    final void remove() {
        scratch.close();
    }

    Outcome shell(String script) {
        return Installed.shell("cd " + scratch.directory() + "; " + before + script);
    }

    /** Skips the test where unshare(1) with these options is not allowed. */
    static void needsUnshare(String options) {
        Needs.program("unshare", "util-linux");
        assumeTrue(Installed.shell("unshare " + options + " true").exitCode() == 0,
                "unshare " + options + " needs root");
    }
}
