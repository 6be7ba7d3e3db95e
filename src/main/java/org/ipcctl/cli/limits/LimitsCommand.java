package org.ipcctl.cli.limits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Suggestions;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.limits.LimitColumns.Row;
import org.ipcctl.host.Limits;
import org.ipcctl.host.Limits.Mechanism;
import org.ipcctl.inspect.Limit;
import org.ipcctl.result.Schema;

/** {@code ipcctl limits}. */
final class LimitsCommand extends Command {
    private final Arg<List<String>> mechanisms = args(ValueType.TEXT.labelled("MECHANISM").offering(words()),
            "MECHANISM",
            "Only the limits of these: " + String.join(", ", words()) + " (all).", 0);
    private final Arg<Long> check = opt(ValueType.integer("PCT", 0, 100),
            "Exit 1 if more than PCT percent of a limit is in use, and say which.", "--check");

    @Override
    protected boolean sortsRows() {
        return true;
    }

    @Override
    protected Schema<?> schema() {
        return LimitColumns.SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Each limit is shown with its value, how much of it is in use, the error of a call that exceeds it, "
                        + "and a command that doubles it. A limit on one queue, pipe or socket has no single use to "
                        + "show, and the kernel does not report how many pages the pipes of a user have. A warning "
                        + "is printed for each limit of which 80 percent or more is in use, unless --quiet is given.",
                "FIFOs have the limits of pipe; semaphores, mutexes and condition variables have those of shm, "
                        + "because they are also files in /dev/shm. RLIMIT_NOFILE applies to each process; its "
                        + "in_use is that of the process with the most open files among those of this user with the "
                        + "same limit. The bytes of RLIMIT_MSGQUEUE are those of all this user's queues in this IPC "
                        + "name space, and the threads of RLIMIT_NPROC those in this PID name space. Values are "
                        + "those in effect where ipcctl runs, in a container those of the container.",
                "The column raise, which --columns +raise adds to the table, has a command that raises a limit until "
                        + "the next boot, or for this shell; sysctl_d, limits_d, fstab, systemd and docker have the "
                        + "line that makes it permanent, and exempt has the capability that exempts processes, such "
                        + "as root's, from the limit.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("what limits message queues", "ipcctl limits mq"),
                new Example("and how to raise it", "ipcctl limits mq --columns limit,allows,raise"),
                new Example("in a health check: complain if anything is nearly used up",
                        "ipcctl limits --check 95 --quiet >/dev/null"),
                new Example("the lines for /etc/sysctl.d",
                        "ipcctl limits --format json | jq -r '.[].sysctl_d // empty'"),
                new Example("what a container needs for twice the shared memory",
                        "ipcctl limits shm --format plain --columns limit,allows,docker"));
    }

    @Override
    protected Map<String, String> files() {
        return Map.of("/proc/sys/fs, /proc/sys/kernel, /proc/sys/net", "The kernel's limits (sysctl(8)).",
                "/proc/PID/limits", "The limits of this process, and of the user's other processes.");
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Mechanism mechanism : chosen(args)) {
            for (Limit limit : mechanism.look().get()) {
                rows.add(new Row(mechanism.word(), limit, context.wantsExactBytes()));
            }
        }
        context.show(LimitColumns.SCHEMA, rows);
        tellUnseen(rows, context);
        List<Row> above = args.has(check) ? rows.stream().filter(row -> percent(row) > args.get(check)).toList()
                : List.of();
        for (Row row : rows) {
            if (percent(row) >= Limits.NEAR && !above.contains(row)) {
                context.warn(row.use() + raise(row));
            }
        }
        if (!above.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "",
                    "above " + args.get(check) + " percent: "
                            + above.stream().map(Row::use).collect(Collectors.joining("; ")),
                    above.size() > 1 ? "The column raise shows how to raise them."
                            : above.get(0).limit().raise().now() == null ? null
                                    : "Raise it: " + above.get(0).limit().raise().now());
        }
        return 0;
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (Mechanism mechanism : Limits.ALL) {
            words.add(mechanism.word());
            words.addAll(mechanism.others());
        }
        return words;
    }

    private Set<Mechanism> chosen(Args args) {
        Set<Mechanism> chosen = new LinkedHashSet<>(args.get(mechanisms).isEmpty() ? Limits.ALL : List.of());
        for (String word : args.get(mechanisms)) {
            Mechanism mechanism = Limits.find(word);
            if (mechanism == null) {
                throw new UsageException("there is no mechanism '" + word + "'" + Suggestions.name(word, words()));
            }
            chosen.add(mechanism);
        }
        return chosen;
    }

    /** A line for each reason, for the column that has it is not in the table. */
    private static void tellUnseen(List<Row> rows, Context context) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.limit().unseen() != null) {
                reasons.computeIfAbsent(row.limit().unseen(), reason -> new ArrayList<>()).add(row.limit().name());
            }
        }
        reasons.forEach((reason, names) -> context.warn(String.join(", ", names) + ": " + reason));
    }

    private static double percent(Row row) {
        Double percent = row.limit().usedPercent();
        return percent == null ? -1 : percent;
    }

    private static String raise(Row row) {
        return row.limit().raise().now() == null ? "" : "; raise it: " + row.limit().raise().now();
    }
}
