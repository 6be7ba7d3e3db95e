package org.ipcctl.cli.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.WatchOption;
import org.ipcctl.host.Inventory;
import org.ipcctl.host.Kinds;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ShellPattern;
import org.ipcctl.result.Schema;

/** {@code ipcctl ls}. */
public final class LsCommand extends Command {
    private final Arg<List<String>> patterns = args(ValueType.TEXT, "PATTERN",
            "Only objects that match a shell pattern (*, ?, [...]), as KIND:NAME or NAME alone, with or without a "
                    + "leading slash.",
            0);
    private final ObjectFilter filter = new ObjectFilter(this, true);
    private final Arg<Boolean> holders = flag("Print a row for each process that has an object; the column how says "
            + "in which way.",
            "--holders");
    private final Arg<Boolean> tree = flag("Draw a tree of processes, with the objects that each has.", "--tree");
    private final Arg<Boolean> invert = flag(
            "With --tree, draw the objects, with the processes that have each.", "--invert").rare();
    private final Arg<Boolean> orphans = flag(
            "Only named objects that no process has: those that 'ipcctl rm --orphans' removes.", "--orphans");
    private final WatchOption watch = watchOption();

    @Override
    protected Schema<?> schema() {
        return Listed.SCHEMA;
    }

    @Override
    protected boolean sortsRows() {
        return true;
    }

    @Override
    protected String listed() {
        return "such objects";
    }

    @Override
    protected Schema<?> schema(Args args) {
        return args.get(tree) ? TreeRows.schema(args.get(invert))
                : args.get(holders) ? HeldColumns.OF_ALL_OBJECTS : super.schema(args);
    }

    @Override
    protected Texts texts() {
        return new Texts(List.of("The list contains message queues, shared memory, semaphores, mutexes and condition "
                + "variables, open FIFOs, pipes, UNIX domain sockets, and objects without a name, which are found "
                + "only through the processes that have them: memfds, eventfds, memory that was removed while it was "
                + "mapped (its state is 'deleted'), and memory that a process shares with its children. FIFOs that "
                + "no process has open may be anywhere, and are left out.",
                "Only root can see other users' processes. If some cannot be seen, a message on standard error says "
                        + "so: there may then be more objects, and more holders of those listed. An orphan is an "
                        + "object that certainly no process has: either every process could be inspected, or the "
                        + "kernel says so, as it does for the user's own objects. Doubtful ones are left out, and "
                        + "their number is reported.",
                "The process of ipcctl itself does not count as a holder."),
                List.of(new Example("everything", "ipcctl ls"),
                        new Example("memory that was removed but is still in use",
                                "ipcctl ls --kind shm,memfd --larger-than 1M --columns "
                                        + "object,size_bytes,state,holders"),
                        new Example("who has what", "ipcctl ls --holders 'shm:frame*'")
                                .after("ipcctl shm create frame --size 4K", "exec 9</dev/shm/frame"),
                        new Example("what crashed programs left behind", "ipcctl ls --orphans --older-than 1h"),
                        new Example("the largest first", "ipcctl ls --sort -size_bytes"),
                        new Example("what each process has", "ipcctl ls --tree --kind pipe,sock")));
    }

    @Override
    protected Map<String, String> files() {
        return Kinds.filesOfAll();
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        check(args, context);
        int[] status = {ExitCode.DONE.number()};
        if (args.get(tree)) {
            TreeRows.show(context, look(args, context, status), args.get(invert));
        } else if (args.get(holders)) {
            context.show(HeldColumns.OF_ALL_OBJECTS, Listed.holders(look(args, context, status)));
        } else {
            watch.show(args, context, Listed.SCHEMA, looking -> look(args, looking, status), Listed::isOutput);
        }
        return status[0];
    }

    /** What there is that was asked for, by kind and name. */
    private List<Listed> look(Args args, Context context, int[] status) {
        List<ShellPattern> wanted = args.get(patterns).stream().map(ObjectFilter::pattern).toList();
        Inventory inventory = Inventory.look();
        Processes processes = new Processes();
        List<Listed> all = new ArrayList<>();
        inventory.objects().forEach(object -> all.add(new Listed(object, inventory.isComplete(), processes)));
        List<Listed> chosen = new ArrayList<>(filter.choose(args, all));
        chosen.removeIf(listed -> !wanted.isEmpty()
                && wanted.stream().noneMatch(pattern -> ObjectFilter.fits(listed.object(), pattern)));
        Orphans left = args.get(orphans) ? Orphans.among(chosen) : null;
        status[0] = filter.tellUnlisted(args, context, inventory);
        if (left != null && left.unknown() > 0) {
            context.warn(left.notTold());
        } else if (left == null && !inventory.isComplete()) {
            context.warn(OpenFiles.notAll());
        }
        List<Listed> shown = new ArrayList<>(left == null ? chosen : left.objects());
        shown.sort(Comparator.comparing((Listed listed) -> listed.object().word())
                .thenComparing(listed -> listed.object().label()));
        return shown;
    }

    private void check(Args args, Context context) {
        if (args.get(invert) && !args.get(tree)) {
            throw new UsageException("--invert turns a tree round, and needs --tree");
        } else if (args.get(tree) && (args.get(holders) || context.isSorted())) {
            throw new UsageException("--tree cannot be combined with --holders or --sort");
        } else if (watch.isGiven(args) && (args.get(tree) || args.get(holders))) {
            throw new UsageException("--watch cannot be combined with --tree or --holders");
        }
    }
}
