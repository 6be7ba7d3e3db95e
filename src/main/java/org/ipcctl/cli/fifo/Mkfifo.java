package org.ipcctl.cli.fifo;

import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;

/** {@code ipcctl mkfifo}, as mkfifo(1) of coreutils, and {@code ipcctl fifo create}, where people look for it. */
final class Mkfifo extends Command {
    private final String words;
    private final Arg<FileMode> mode = opt(ValueType.MODE,
            "Permissions, in octal as 640 or symbolic as u=rw,g+r; the umask does not apply to them. The default is "
                    + "a=rw less the umask.",
            "-m", "--mode");
    private final Arg<List<String>> paths = args(ValueType.PATH, "PATH", "The FIFOs to create.", 1);

    /** @param words what it is called by */
    Mkfifo(String words) {
        this.words = words;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Works like mkfifo(1): if one cannot be created, the others still are, and the exit status is that "
                        + "of the first failure. With --mode, a FIFO has that mode from the moment it exists.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("one that the group may read", words + " -m 640 /tmp/jobs"),
                new Example("two at once", words + " /tmp/requests /tmp/replies"));
    }

    @Override
    protected int run(Args args, Context context) {
        Integer bits = args.get(mode) == null ? null : args.get(mode).resolve(Files.MODE_OF_FILES, Files.umask());
        if (bits != null && (bits & ~Files.ALL_PERMISSIONS) != 0) {
            throw new UsageException("mode '" + args.get(mode)
                    + "' has set-user-ID, set-group-ID or sticky bits, which FIFOs cannot have");
        }
        int status = 0;
        for (String path : args.get(paths)) {
            try {
                create(path, bits);
            } catch (KernelException e) {
                int code = context.failed(e);
                status = status == 0 ? code : status;
            }
        }
        return status;
    }

    private static void create(String path, Integer bits) {
        if (bits == null) {
            Fifo.create(path);
        } else {
            Fifo.create(path, bits);
        }
    }
}
