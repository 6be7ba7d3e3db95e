package org.ipcctl.cli.shm;

import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.shm.OutOfRangeException;

/** The commands about shared memory. */
public final class ShmCommands {
    private ShmCommands() {}

    /** {@code ipcctl shm ...}. */
    public static CommandNode group() {
        return CommandNode.group("shm", "create, read and write POSIX shared memory",
                CommandNode.leaf("create", "create a shared memory object", ShmCreate::new),
                CommandNode.leaf("write", "write bytes into a shared memory object", ShmWrite::new),
                CommandNode.leaf("read", "read bytes from a shared memory object", ShmRead::new),
                CommandNode.leaf("dump", "show the bytes of a shared memory object in hexadecimal", ShmDump::new),
                CommandNode.leaf("atomic", "change a number in a shared memory object by one atomic instruction",
                        ShmAtomic::new),
                CommandNode.leaf("push", "send standard input through a ring in shared memory", ShmPush::new),
                CommandNode.leaf("pull", "write what arrives through a ring in shared memory to standard "
                        + "output", ShmPull::new),
                CommandNode.leaf("resize", "make a shared memory object longer or shorter", ShmResize::new),
                CommandNode.leaf("stat", "show the size, mode and times of a shared memory object", ShmColumns::stat),
                CommandNode.leaf("ls", "list the shared memory objects", ShmColumns::ls),
                CommandNode.leaf("rm", "remove shared memory objects", ShmColumns::rm))
                .seeAlso("shm_overview(7)", "shm_open(3)", "tmpfs(5)", "hexdump(1)");
    }

    /** Bytes that an object does not have. */
    static CommandFailure failure(OutOfRangeException e) {
        return new CommandFailure(ExitCode.LIMIT, e.name(), e.getMessage(),
                ShellWord.shown("ipcctl shm stat " + ShellWord.object(e.name())) + " shows its size.");
    }
}
