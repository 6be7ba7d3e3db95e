package org.ipcctl.cli.pipe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.DescriptorName;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.WatchOption;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ProcessNames;
import org.ipcctl.pipe.OpenPipe;
import org.ipcctl.pipe.PipeTable;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Tone;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl pipe ls}. */
final class PipeLs extends Command {
    /** What examples find: a pipeline that is stuck, as soon as it is. */
    static final String STUCK = "yes | sleep 60 &\nuntil ipcctl pipe ls --format plain | grep -q 'blocked: full'; "
            + "do sleep 0.02; done";

    private static final Schema<OpenPipe> SCHEMA = Schema.list(
            Column.<OpenPipe>of("inode", Type.INTEGER, "its number, as in pipe:[N] under /proc/PID/fd",
                    p -> Value.of(p.inode())).identity(),
            Column.of("capacity_bytes", Type.SIZE,
                    "how much it can hold; missing if no process that has it open may be traced",
                    p -> Value.of(p.capacity())),
            Column.<OpenPipe>of("queued_bytes", Type.SIZE, "bytes written and not yet read; missing likewise",
                    p -> Value.of(p.queued())).rated(),
            Column.text("readers",
                    "each process that has its reading end open, as far as visible: its pid, a slash and its name",
                    Shrink.END,
                    p -> ProcessNames.listed(p.readers())),
            Column.text("writers", "the same for its writing end", Shrink.END, p -> ProcessNames.listed(p.writers())),
            Column.<OpenPipe>of("state", Type.TEXT,
                    "what a process waits for, 'writer blocked: full' or 'reader waits: empty'; missing if neither "
                            + "is known",
                    p -> p.state() == null ? Value.MISSING : Value.of(p.state().toString()))
                    .toned(Map.of("writer blocked: full", Tone.WARNING)),
            Column.detail("reader_pids", Type.COMPOUND, "the process ids of readers", p -> pids(p.readers())),
            Column.detail("writer_pids", Type.COMPOUND, "the process ids of writers", p -> pids(p.writers())));

    private final Arg<List<String>> pids = args(ValueType.custom("PID", String.class, DescriptorName::pid), "PID",
            "List only pipes that these processes have open.", 0);
    private final WatchOption watch = watchOption();

    @Override
    protected boolean sortsRows() {
        return true;
    }

    @Override
    protected String listed() {
        return "pipes";
    }

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Lists the anonymous pipes that processes have open. FIFOs are not included; 'ipcctl fifo stat' "
                        + "shows one. Pipes of which only ipcctl itself has an end open, such as that of its output "
                        + "into a pipeline, are left out, and it does not count as a reader or writer.",
                "Only root can see other users' processes. If some cannot be seen, a message on standard error says "
                        + "so, and a missing value in readers or writers does not mean that no process has that end "
                        + "open. Sizes and the state require permission to trace a process, ptrace(2).",
                "The state shows the call in which a process sleeps: write(2) because there is no room, or read(2) "
                        + "because there is nothing to read. Processes that wait in poll(2) or splice(2) are not "
                        + "shown.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("where a pipeline is stuck", "ipcctl pipe ls").after(STUCK),
                new Example("the pipes of one process",
                        "ipcctl pipe ls $(pgrep -n sleep) --columns queued_bytes,capacity_bytes,state").after(STUCK),
                new Example("whether anything moves, twice a second", "ipcctl pipe ls --watch=500ms")
                        .after(STUCK, "{ sleep 2; interrupt; } &").exits(130),
                new Example("which processes do not read",
                        "ipcctl pipe ls --format ndjson | jq -c 'select(.state == \"writer blocked: "
                                + "full\").reader_pids'")
                        .after(STUCK));
    }

    @Override
    protected Map<String, String> files() {
        return Map.of("/proc/PID/fd", "The pipes that a process has open.");
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        int[] status = new int[1];
        int shown = watch.show(args, context, SCHEMA, looking -> look(args, looking, status),
                (pipe, output) -> output.kind() == FileStatus.Kind.FIFO && pipe.inode() == output.inode());
        return status[0] == 0 ? shown : status[0];
    }

    /** @param status set to that of the first of several processes that cannot be looked at */
    private List<OpenPipe> look(Args args, Context context, int[] status) {
        Set<Long> inodes = new HashSet<>();
        List<KernelException> failures = new ArrayList<>();
        for (String pid : args.get(pids)) {
            try {
                OpenFiles.of(Long.parseLong(pid), file -> inodes.add(file.inode("pipe")));
            } catch (KernelException e) {
                failures.add(e.is(Errno.ENOENT) ? e.about(pid).because("there is no such process") : e.about(pid));
            }
        }
        boolean none = !failures.isEmpty() && inodes.isEmpty();
        for (KernelException failure : none ? failures.subList(1, failures.size()) : failures) {
            int code = context.failed(failure);
            status[0] = status[0] == 0 ? code : status[0];
        }
        if (none) {
            throw failures.get(0);
        }
        PipeTable table = PipeTable.read();
        if (!table.isComplete()) {
            context.warn(OpenFiles.notAll());
        }
        return table.pipes().stream().filter(pipe -> args.get(pids).isEmpty() || inodes.contains(pipe.inode()))
                .toList();
    }

    private static Value pids(Collection<Long> pids) {
        return pids.isEmpty() ? Value.MISSING
                : new Value.Items(pids.stream().map(pid -> Value.of(pid.longValue())).toList());
    }
}
