package org.ipcctl.cli.fifo;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.FileColumns;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.WatchOption;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.fifo.FifoHolders;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl fifo stat}. */
final class FifoStat extends Command {
    /** The holders are looked for when the first column about them is shown, for that takes a walk through /proc. */
    private static final class Known {
        private final String path;
        private final FileStatus file;
        private FifoHolders holders;

        Known(String path) {
            this.path = path;
            try (Fifo fifo = Fifo.at(path)) {
                this.file = fifo.status();
            }
        }

        FileStatus file() {
            return file;
        }

        FifoHolders holders() {
            holders = holders != null ? holders : FifoHolders.of(file);
            return holders;
        }
    }

    private static final Schema<Known> SCHEMA = Schema.<Known>single(
            Column.<Known>of("file", Type.TEXT, "the path as given", k -> Value.of(k.path)).identity())
            .with(Known::file, FileColumns.MODE)
            .with(Known::file, FileColumns.OWNERS)
            .<FileStatus>with(Known::file,
                    Column.<FileStatus>of("inode", Type.INTEGER, "the inode number, unique on its device",
                            f -> Value.of(f.inode())).identity(),
                    Column.<FileStatus>of("device", Type.TEXT, "the device of its file system, as major:minor",
                            f -> Value.of(device(f.device()))).identity(),
                    Column.detail("links", Type.INTEGER, "how many names it has", f -> Value.of(f.links())))
            .<FifoHolders>with(Known::holders,
                    Column.of("readers", Type.INTEGER, "processes that have it open for reading, as far as /proc "
                            + "shows them",
                            h -> count(h.readers(), h)),
                    Column.of("writers", Type.INTEGER, "processes that have it open for writing, as far as /proc "
                            + "shows them",
                            h -> count(h.writers(), h)),
                    Column.detail("reader_pids", Type.TEXT, "their process ids", h -> pids(h.readers())),
                    Column.detail("writer_pids", Type.TEXT, "their process ids", h -> pids(h.writers())),
                    Column.<FifoHolders>of("queued_bytes", Type.SIZE,
                            "bytes written and not yet read, if a holder may be inspected", h -> Value.of(h.queued()))
                            .rated(),
                    Column.of("capacity_bytes", Type.SIZE, "how much it can hold, if a holder may be inspected",
                            h -> Value.of(h.capacity())))
            .<FileStatus>with(Known::file,
                    Column.of("accessed", Type.TIME, "when it was last read", f -> Value.of(f.accessed())),
                    FileColumns.MODIFIED.saying("when it was last written"),
                    FileColumns.CHANGED.saying("when it was last written or its attributes changed"),
                    FileColumns.BORN.saying("when it was created, if the file system records that"));

    private final Arg<String> path = arg(ValueType.FIFO, "PATH", "The FIFO.");
    private final WatchOption watch = watchOption();

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "The FIFO is not opened, so processes that wait for a reader or a writer are not disturbed. "
                        + "Processes that still wait to open it do not count as readers or writers. Only root can "
                        + "see other users' processes; if no holder is found but some may be hidden, their number is "
                        + "missing, not 0.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("its attributes and who has it open", "ipcctl fifo stat /tmp/jobs")
                        .after("mkfifo /tmp/jobs"),
                new Example("into variables of a script", "eval \"$(ipcctl fifo stat /tmp/jobs --format shell)\"")
                        .after("mkfifo /tmp/jobs"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        return watch.show(args, context, SCHEMA, looking -> List.of(new Known(args.get(path))));
    }

    private static Value count(SortedSet<Long> pids, FifoHolders holders) {
        return pids.isEmpty() && !holders.isComplete() ? Value.MISSING : Value.of(pids.size());
    }

    private static Value pids(SortedSet<Long> pids) {
        return pids.isEmpty() ? Value.MISSING
                : Value.of(pids.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    /** The two halves of a device number, as major(3) and minor(3) take them out. */
    private static String device(long device) {
        long major = device >> 8 & 0xFFF | device >> 32 & ~0xFFFL;
        long minor = device & 0xFF | device >> 12 & ~0xFFL;
        return major + ":" + (minor & 0xFFFFFFFFL);
    }
}
