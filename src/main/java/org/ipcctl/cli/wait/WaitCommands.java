package org.ipcctl.cli.wait;

import org.ipcctl.cli.CommandNode;

/** The command that waits. */
public final class WaitCommands {
    private WaitCommands() {}

    /** {@code ipcctl wait}. */
    public static CommandNode leaf() {
        return CommandNode
                .leaf("wait", "wait until objects exist, are gone, have data, room, a peer or a value, or are unlocked",
                        WaitCommand::new)
                .seeAlso("inotify(7)", "poll(2)", "inotifywait(1)", "mq_overview(7)", "sem_overview(7)", "unix(7)");
    }
}
