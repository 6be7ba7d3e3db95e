package org.ipcctl.cli.limits;

import org.ipcctl.cli.CommandNode;

/** The command about limits. */
public final class LimitsCommands {
    private LimitsCommands() {}

    /** {@code ipcctl limits}. */
    public static CommandNode limits() {
        return CommandNode
                .leaf("limits", "list the kernel's limits on each mechanism, how much is in use, and how to raise "
                        + "them",
                        LimitsCommand::new)
                .seeAlso("proc_sys(5)", "getrlimit(2)", "tmpfs(5)", "mq_overview(7)", "pipe(7)", "sysctl.d(5)",
                        "limits.conf(5)", "systemd.exec(5)", "prlimit(1)");
    }
}
