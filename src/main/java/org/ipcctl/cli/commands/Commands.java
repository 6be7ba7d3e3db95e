package org.ipcctl.cli.commands;

import org.ipcctl.cli.BatchCommand;
import org.ipcctl.cli.CompletionCommand;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.HelpCommand;
import org.ipcctl.cli.bench.BenchCommands;
import org.ipcctl.cli.doctor.DoctorCommand;
import org.ipcctl.cli.fifo.FifoCommands;
import org.ipcctl.cli.host.HoldersCommand;
import org.ipcctl.cli.host.LsCommand;
import org.ipcctl.cli.host.MapCommand;
import org.ipcctl.cli.host.RmCommand;
import org.ipcctl.cli.layout.LayoutCommands;
import org.ipcctl.cli.limits.LimitsCommands;
import org.ipcctl.cli.metrics.MetricsCommands;
import org.ipcctl.cli.mq.MqCommands;
import org.ipcctl.cli.pipe.PipeCommands;
import org.ipcctl.cli.sem.SemCommands;
import org.ipcctl.cli.shm.ShmCommands;
import org.ipcctl.cli.sock.SockCommands;
import org.ipcctl.cli.sync.SyncCommands;
import org.ipcctl.cli.sysv.SysvCommands;
import org.ipcctl.cli.wait.WaitCommands;

/** The one registry of commands. A new mechanism is one line here; a new command one line in its group. */
public final class Commands {
    private Commands() {}

    /** The whole tree; building it makes no command, and asks no mechanism for its own. */
    public static CommandNode root() {
        return CommandNode.group("ipcctl", "create, use, watch, inspect, measure and remove Linux IPC objects",
                CommandNode.later("pipe", PipeCommands::group),
                CommandNode.later("pipe-demo", PipeCommands::demo),
                CommandNode.later("mkfifo", FifoCommands::mkfifo),
                CommandNode.later("fifo", FifoCommands::group),
                CommandNode.later("shm", ShmCommands::group),
                CommandNode.later("sem", SemCommands::group),
                CommandNode.later("mutex", SyncCommands::mutex),
                CommandNode.later("cond", SyncCommands::condition),
                CommandNode.later("mq", MqCommands::group),
                CommandNode.later("sock", SockCommands::group),
                CommandNode.later("sysv", SysvCommands::group),
                CommandNode
                        .leaf("ls", "list all objects through which processes on this host communicate",
                                LsCommand::new)
                        .seeAlso("lsipc(1)", "lsof(8)", "lsfd(1)", "ss(8)", "proc(5)"),
                CommandNode.leaf("rm", "remove objects that no process has", RmCommand::new).seeAlso("ipcrm(1)",
                        "rm(1)"),
                CommandNode.leaf("map", "draw which processes share which objects", MapCommand::new).seeAlso("dot(1)",
                        "lsof(8)", "proc(5)"),
                CommandNode
                        .leaf("holders",
                                "show which processes have an object open or mapped, or what a process shares",
                                HoldersCommand::new)
                        .seeAlso("lsof(8)", "fuser(1)", "proc(5)"),
                CommandNode.later("wait", WaitCommands::leaf),
                CommandNode.later("layout", LayoutCommands::group),
                CommandNode.later("limits", LimitsCommands::limits),
                CommandNode.later("metrics", MetricsCommands::metrics),
                CommandNode
                        .leaf("doctor", "find what is missing or wrong on this host, and how to fix it",
                                DoctorCommand::new)
                        .seeAlso("mq_overview(7)", "shm_overview(7)", "sem_overview(7)", "logind.conf(5)",
                                "namespaces(7)", "unix(7)", "proc(5)", "fstab(5)"),
                CommandNode.later("bench", BenchCommands::bench),
                CommandNode.later("guide", BenchCommands::guide),
                CommandNode
                        .leaf("batch", "run many commands in one process, a line each",
                                () -> new BatchCommand(Commands::root))
                        .seeAlso("xargs(1)", "bash(1)"),
                CommandNode.leaf("help", "show the help of a command", () -> new HelpCommand(Commands::root)),
                CommandNode.leaf("completion", "print the completion script of a shell", CompletionCommand::new)
                        .seeAlso("bash(1)", "zshcompsys(1)", "fish(1)"),
                CommandNode.later("bench-peer", BenchCommands::peer));
    }
}
