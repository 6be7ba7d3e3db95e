package org.ipcctl.cli.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.format.Format;
import org.ipcctl.host.HostObject;
import org.ipcctl.host.Inventory;
import org.ipcctl.host.Kinds;
import org.ipcctl.host.ShareGraph;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.OsString;
import org.ipcctl.result.Schema;

/** {@code ipcctl map}. */
public final class MapCommand extends Command {
    private static final String DOT = "dot";
    private static final String MERMAID = "mermaid";
    private static final String TREE = "tree";

    private final ObjectFilter filter = new ObjectFilter(this, false);
    private final Arg<Long> pid = opt(ValueType.integer("PID", 1, Integer.MAX_VALUE),
            "Only the objects of process PID, and the other processes that have them.", "--pid");
    private final Arg<Boolean> all = flag("Include objects that only one process has.", "-a", "--all");
    private final Arg<Boolean> onlyShared = flag(
            "Only objects shared by two or more processes, as without --all.",
            "--only-shared");

    @Override
    protected Schema<?> schema() {
        return GraphText.SCHEMA;
    }

    @Override
    protected List<String> ownFormats() {
        return List.of(TREE, DOT, MERMAID);
    }

    @Override
    protected Texts texts() {
        return new Texts(List.of(
                "Shows the processes of this host and, between them, the pipes, FIFOs, sockets, queues, semaphores "
                        + "and pieces of memory that they share. An arrow shows the direction of the bytes, if the "
                        + "descriptors reveal it; a line without an arrow means that a process has an object mapped "
                        + "or merely open. The two sockets of a connection are one object.",
                "The default output (tree) is a paragraph for each process. dot is for graphviz, mermaid for "
                        + "programs that render such diagrams in Markdown; JSON has nodes and edges.",
                "Only root can see other users' processes; if some cannot be seen, a message on standard error says "
                        + "so."),
                List.of(new Example("a picture", "ipcctl map --format dot | dot -Tsvg >map.svg"),
                        new Example("what this shell shares, and with which processes", "ipcctl map --pid $$"),
                        new Example("pipelines alone, for Markdown", "ipcctl map --kind pipe --format mermaid"),
                        new Example("how many processes share each object",
                                "ipcctl map -J | jq -r '.edges | group_by(.object)[] | \"\\(length) "
                                        + "\\(.[0].object)\"'")));
    }

    @Override
    protected Map<String, String> files() {
        return Kinds.filesOfAll();
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        if (args.get(all) && args.get(onlyShared)) {
            throw new org.ipcctl.cli.UsageException("--all and --only-shared cannot be combined");
        }
        Inventory inventory = Inventory.look();
        Processes processes = new Processes();
        List<Listed> objects = new ArrayList<>();
        inventory.objects().forEach(object -> objects.add(new Listed(object, inventory.isComplete(), processes)));
        Set<HostObject> wanted = new HashSet<>();
        filter.choose(args, objects).forEach(listed -> wanted.add(listed.object()));
        ShareGraph graph = ShareGraph.of(inventory.objects(), wanted::contains);
        graph = args.get(all) ? graph : graph.onlyShared();
        if (args.has(pid)) {
            if (!OpenFiles.isThere(args.get(pid))) {
                throw new CommandFailure(ExitCode.NO_SUCH_OBJECT, args.get(pid).toString(), "no such process", null);
            }
            graph = graph.around(args.get(pid));
        }
        show(context, new GraphText(graph, processes, context::printable));
        int status = filter.tellUnlisted(args, context, inventory);
        if (!inventory.isComplete()) {
            context.warn(OpenFiles.notAll());
        }
        return status;
    }

    private static void show(Context context, GraphText graph) throws IOException {
        String form = context.ownFormat() != null ? context.ownFormat() : context.format() == Format.TABLE ? TREE : "";
        switch (form) {
            case DOT -> context.out().write(OsString.encode(graph.dot()));
            case MERMAID -> context.out().write(OsString.encode(graph.mermaid()));
            case TREE -> context.out().write(OsString.encode(graph.tree(context.width())));
            default -> context.show(GraphText.SCHEMA, graph);
        }
    }
}
