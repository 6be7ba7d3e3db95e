package org.ipcctl.cli.fifo;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.Opt;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.fifo.FifoHolders;
import org.ipcctl.fifo.NotAFifoException;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Column;
import org.ipcctl.result.Result;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl fifo stat}. */
final class FifoStat extends Leaf {
    private static final Schema SCHEMA = Schema.single(
            Column.of("file", Type.TEXT, "the path as given"),
            Column.of("mode", Type.MODE, "the permission bits"),
            Column.of("owner_name", Type.TEXT, "the user who owns it"),
            Column.of("group_name", Type.TEXT, "the group that owns it"),
            Column.detail("owner_id", Type.INTEGER, "the owner's number"),
            Column.detail("group_id", Type.INTEGER, "the group's number"),
            Column.of("inode", Type.INTEGER, "the inode number, unique on its device"),
            Column.of("device", Type.TEXT, "the device of its file system, as major:minor"),
            Column.detail("links", Type.INTEGER, "how many names it has"),
            Column.of("readers", Type.INTEGER, "processes that have it open for reading, as far as /proc shows"),
            Column.of("writers", Type.INTEGER, "processes that have it open for writing, as far as /proc shows"),
            Column.detail("reader_pids", Type.TEXT, "their process ids"),
            Column.detail("writer_pids", Type.TEXT, "their process ids"),
            Column.of("queued_bytes", Type.SIZE, "what was written and not read, where a holder may be asked"),
            Column.of("capacity_bytes", Type.SIZE, "how much fits, where a holder may be asked"),
            Column.of("accessed", Type.TIME, "when it was last read"),
            Column.of("modified", Type.TIME, "when it was last written"),
            Column.detail("changed", Type.TIME, "when it was last written or its attributes changed"),
            Column.detail("born", Type.TIME, "when it was created, where the file system keeps that"));

    private final Opt<String> path = arg(Kind.FIFO, "PATH", "The FIFO.");

    @Override
    protected Schema schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("The FIFO is not opened, so that no process that waits for a reader or a writer is disturbed. Processes that "
                + "still wait to open it do not count as readers or writers. Other users' processes can be seen by root only; "
                + "where there may be holders that are not seen, and none is, their number is missing, not 0.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("its attributes and who has it open", "ipcctl fifo stat /tmp/jobs").after("mkfifo /tmp/jobs"),
                new Example("into variables of a script", "eval \"$(ipcctl fifo stat /tmp/jobs --format shell)\"").after("mkfifo /tmp/jobs"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        try (Fifo fifo = Fifo.at(args.get(path))) {
            context.show(Result.of(row(fifo)));
            return 0;
        } catch (NotAFifoException e) {
            throw FifoCommands.notAFifo(e);
        }
    }

    private static Row row(Fifo fifo) {
        FileStatus status = fifo.status();
        FifoHolders holders = FifoHolders.of(fifo);
        return SCHEMA.row(Value.of(fifo.path()), Value.mode(status.permissions()),
                Value.of(Users.user(status.uid())), Value.of(Users.group(status.gid())),
                Value.of(status.uid()), Value.of(status.gid()),
                Value.of(status.inode()), Value.of(device(status.device())), Value.of(status.links()),
                count(holders.readers(), holders), count(holders.writers(), holders),
                pids(holders.readers()), pids(holders.writers()),
                number(holders.queued()), number(holders.capacity()),
                Value.of(status.accessed()), Value.of(status.modified()), Value.of(status.changed()), Value.of(status.born()));
    }

    private static Value count(SortedSet<Long> pids, FifoHolders holders) {
        return pids.isEmpty() && !holders.isComplete() ? Value.MISSING : Value.of(pids.size());
    }

    private static Value pids(SortedSet<Long> pids) {
        return pids.isEmpty() ? Value.MISSING : Value.of(pids.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    private static Value number(Long number) {
        return number == null ? Value.MISSING : Value.of(number);
    }

    /** The two halves of a device number, as major(3) and minor(3) take them out. */
    private static String device(long device) {
        long major = device >> 8 & 0xFFF | device >> 32 & ~0xFFFL;
        long minor = device & 0xFF | device >> 12 & ~0xFFL;
        return major + ":" + (minor & 0xFFFFFFFFL);
    }
}
