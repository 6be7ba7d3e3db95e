package org.ipcctl.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The peers that a process has started. */
final class PeerProcesses {
    /** Two that begin one after the other are nearer than that, unless the numbers began anew between them. */
    private static final long FAR = 10_000;

    private PeerProcesses() {}

    /** In the order that they were started in. */
    static Stream<ProcessHandle> of(ProcessHandle conductor) {
        return conductor.children().filter(PeerProcesses::isPeer).sorted(PeerProcesses::byStart);
    }

    private static int byStart(ProcessHandle one, ProcessHandle other) {
        int byNumber = Long.compare(one.pid(), other.pid());
        return Math.abs(one.pid() - other.pid()) > FAR ? -byNumber : byNumber;
    }

    /** Not by {@link ProcessHandle#info}, which cuts a line of more than a page, as that of a long class path is. */
    private static boolean isPeer(ProcessHandle child) {
        try {
            return Files
                    .readString(Path.of("/proc", Long.toString(child.pid()), "cmdline"), StandardCharsets.ISO_8859_1)
                    .endsWith(PeerCommand.WORD + "\0");
        } catch (IOException endedMeanwhile) {
            return false;
        }
    }
}
