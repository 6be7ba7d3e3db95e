package org.ipcctl.cli.commands;

import org.ipcctl.cli.BatchCommand;
import org.ipcctl.cli.CompletionCommand;
import org.ipcctl.cli.Entry;
import org.ipcctl.cli.bench.BenchCommands;
import org.ipcctl.cli.fifo.FifoCommands;
import org.ipcctl.cli.layout.LayoutCommands;
import org.ipcctl.cli.mq.MqCommands;
import org.ipcctl.cli.pipe.PipeCommands;
import org.ipcctl.cli.sem.SemCommands;
import org.ipcctl.cli.shm.ShmCommands;
import org.ipcctl.cli.sock.SockCommands;
import org.ipcctl.cli.sync.SyncCommands;

/** The one registry of commands. A new mechanism is one line here; a new command one line in its group. */
public final class Commands {
    private Commands() {
    }

    /** The whole tree; building it makes no command, and asks no mechanism for its own. */
    public static Entry root() {
        return Entry.group("ipcctl", "create, use, watch, inspect, measure and remove Linux IPC objects",
                Entry.later("pipe-demo", PipeCommands::demo),
                Entry.later("mkfifo", FifoCommands::mkfifo),
                Entry.later("fifo", FifoCommands::group),
                Entry.later("shm", ShmCommands::group),
                Entry.later("sem", SemCommands::group),
                Entry.later("mutex", SyncCommands::mutex),
                Entry.later("cond", SyncCommands::condition),
                Entry.later("mq", MqCommands::group),
                Entry.later("sock", SockCommands::group),
                Entry.later("layout", LayoutCommands::group),
                Entry.later("bench", BenchCommands::bench),
                Entry.later("guide", BenchCommands::guide),
                Entry.leaf("batch", "run many commands in one process, a line each", () -> new BatchCommand(Commands::root))
                        .seeAlso("xargs(1)", "bash(1)"),
                Entry.leaf("completion", "print the completion script of a shell", CompletionCommand::new)
                        .seeAlso("bash(1)", "zshcompsys(1)", "fish(1)"),
                Entry.later("bench-peer", BenchCommands::peer));
    }
}
