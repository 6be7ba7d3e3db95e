package org.ipcctl.cli.bench;

import org.ipcctl.cli.CommandNode;

/** The commands of the benchmark. */
public final class BenchCommands {
    private BenchCommands() {}

    /** The command for people. */
    public static CommandNode bench() {
        return CommandNode
                .leaf("bench", "measure throughput and round-trip time of IPC mechanisms between two processes",
                        BenchCommand::new)
                .seeAlso("pipe(7)", "fifo(7)", "mq_overview(7)", "unix(7)", "tcp(7)", "shm_overview(7)",
                        "sem_overview(7)");
    }

    /** Which mechanism to take. */
    public static CommandNode guide() {
        return CommandNode
                .leaf("guide", "show what each mechanism is good for and how fast it is here, and recommend one",
                        GuideCommand::new)
                .seeAlso("pipe(7)", "fifo(7)", "mq_overview(7)", "unix(7)", "tcp(7)", "shm_overview(7)", "futex(7)");
    }

    /** What the measuring processes run. */
    public static CommandNode peer() {
        return CommandNode.hidden("bench-peer", "act as one of the two processes between which 'ipcctl bench' "
                + "measures",
                BenchPeerCommand::new);
    }
}
