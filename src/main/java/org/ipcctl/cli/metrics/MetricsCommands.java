package org.ipcctl.cli.metrics;

import org.ipcctl.cli.CommandNode;

/** The command for monitoring. */
public final class MetricsCommands {
    private MetricsCommands() {}

    /** {@code ipcctl metrics}. */
    public static CommandNode metrics() {
        return CommandNode
                .leaf("metrics", "report queues, waiters, sizes and the use of limits to Prometheus",
                        MetricsCommand::new)
                .seeAlso("prometheus(1)", "promtool(1)", "proc(5)", "systemd.timer(5)");
    }
}
