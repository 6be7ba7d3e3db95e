package org.ipcctl.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;

/**
 * bash in name spaces of its own for files in /tmp, IPC objects, sockets and processes, so that lines may call things
 * as they like, meet nothing of anybody else's, and leave nothing behind.
 */
final class OwnSpaces {
    private static final String UNSHARE = (Needs.isRoot() ? "unshare" : "unshare --user --map-root-user")
            + " --mount --ipc --net --pid --fork --kill-child --mount-proc ";
    /** The tool moves to where the new /tmp does not hide it. */
    private static final String PREPARE = String.join("\n",
            "set -e",
            "ip link set lo up",
            "mount --bind '" + Installed.TREE + "' /mnt",
            "mount -t tmpfs none /tmp && mount -t tmpfs none /dev/shm && mount -t mqueue none /dev/mqueue",
            "export PATH=\"/mnt/bin:$PATH\" HOME=/tmp/home && mkdir -p /tmp/home/work && cd /tmp/home/work",
            "cat >/tmp/lines && exec timeout --foreground 280 bash /tmp/lines </dev/null");

    private OwnSpaces() {}

    /** Skips the test where they are not allowed. */
    static void needed() {
        assumeTrue(Installed.shell(UNSHARE + "true").exitCode() == 0, "name spaces of one's own are not allowed here");
        Needs.program("ip", "iproute2");
    }

    /** Runs {@code lines} in an empty directory. */
    static Outcome run(String lines) {
        return Installed.shell(UNSHARE + "bash -c '" + PREPARE.replace("'", "'\\''") + "'",
                lines.getBytes(StandardCharsets.UTF_8));
    }
}
