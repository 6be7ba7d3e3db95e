package org.ipcctl.cli.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ipcctl.cli.host.TreeText.Item;
import org.ipcctl.host.ShareGraph;
import org.ipcctl.host.ShareGraph.Direction;
import org.ipcctl.host.ShareGraph.Shared;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** A graph of what processes share, in the forms that it can be printed in. */
final class GraphText {
    static final Schema<GraphText> SCHEMA = Schema.single(
            Column.of("nodes", Type.COMPOUND,
                    "processes (id, type, pid, command, user_name) and objects (id, type, kind, object)",
                    GraphText::nodes),
            Column.of("edges", Type.COMPOUND,
                    "who has what: from and to (ids of nodes), direction (forward, both or none), and pid and object "
                            + "again",
                    GraphText::edges));

    private final ShareGraph graph;
    private final Processes processes;
    private final UnaryOperator<String> printable;

    /** @param printable takes out of a text what a terminal would obey */
    GraphText(ShareGraph graph, Processes processes, UnaryOperator<String> printable) {
        this.graph = graph;
        this.processes = processes;
        this.printable = printable;
    }

    private static String id(long pid) {
        return "p" + pid;
    }

    private static String id(int object) {
        return "o" + object;
    }

    private static Value nodes(GraphText text) {
        List<Value> nodes = new ArrayList<>();
        for (long pid : text.graph.processes()) {
            Map<String, Value> node = new LinkedHashMap<>();
            node.put("id", Value.of(id(pid)));
            node.put("type", Value.of("process"));
            node.put("pid", Value.of(pid));
            node.put("command", Value.of(text.processes.command(pid)));
            node.put("user_name", Value.of(text.processes.userName(text.processes.user(pid))));
            nodes.add(new Value.Members(node));
        }
        for (int i = 0; i < text.graph.objects().size(); i++) {
            Shared shared = text.graph.objects().get(i);
            Map<String, Value> node = new LinkedHashMap<>();
            node.put("id", Value.of(id(i)));
            node.put("type", Value.of("object"));
            node.put("kind", Value.of(shared.object().word()));
            node.put("object", HeldColumns.object(shared.label()));
            nodes.add(new Value.Members(node));
        }
        return new Value.Items(nodes);
    }

    private static Value edges(GraphText text) {
        List<Value> edges = new ArrayList<>();
        for (int i = 0; i < text.graph.objects().size(); i++) {
            Shared shared = text.graph.objects().get(i);
            for (Map.Entry<Long, Direction> user : shared.users().entrySet()) {
                boolean isOut = user.getValue() == Direction.OUT;
                Map<String, Value> edge = new LinkedHashMap<>();
                edge.put("from", Value.of(isOut ? id(i) : id(user.getKey())));
                edge.put("to", Value.of(isOut ? id(user.getKey()) : id(i)));
                edge.put("direction", Value.of(user.getValue() == Direction.BOTH ? "both"
                        : user.getValue() == Direction.UNKNOWN ? "none" : "forward"));
                edge.put("pid", Value.of(user.getKey().longValue()));
                edge.put("object", HeldColumns.object(shared.label()));
                edges.add(new Value.Members(edge));
            }
        }
        return new Value.Items(edges);
    }

    /** For graphviz: dot(1). */
    String dot() {
        StringBuilder text = new StringBuilder("digraph ipc {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
        for (long pid : graph.processes()) {
            text.append("  ").append(id(pid)).append(" [shape=ellipse, label=").append(quoted(processes.shown(pid)))
                    .append("];\n");
        }
        for (int i = 0; i < graph.objects().size(); i++) {
            Shared shared = graph.objects().get(i);
            text.append("  ").append(id(i)).append(" [shape=box, label=").append(quoted(shared.label())).append("];\n");
            for (Map.Entry<Long, Direction> user : shared.users().entrySet()) {
                String process = id(user.getKey());
                text.append("  ").append(switch (user.getValue()) {
                    case IN -> process + " -> " + id(i);
                    case OUT -> id(i) + " -> " + process;
                    case BOTH -> process + " -> " + id(i) + " [dir=both]";
                    case UNKNOWN -> process + " -> " + id(i) + " [dir=none]";
                }).append(";\n");
            }
        }
        return text.append("}\n").toString();
    }

    /** A string of dot(1), in which only quotes end it and backslashes begin escapes. */
    private String quoted(String text) {
        return '"' + printable.apply(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A flowchart of Mermaid's. */
    String mermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (long pid : graph.processes()) {
            text.append("  ").append(id(pid)).append("([\"").append(entities(processes.shown(pid))).append("\"])\n");
        }
        for (int i = 0; i < graph.objects().size(); i++) {
            Shared shared = graph.objects().get(i);
            text.append("  ").append(id(i)).append("[\"").append(entities(shared.label())).append("\"]\n");
            for (Map.Entry<Long, Direction> user : shared.users().entrySet()) {
                String process = id(user.getKey());
                text.append("  ").append(switch (user.getValue()) {
                    case IN -> process + " --> " + id(i);
                    case OUT -> id(i) + " --> " + process;
                    case BOTH -> process + " <--> " + id(i);
                    case UNKNOWN -> process + " --- " + id(i);
                }).append('\n');
            }
        }
        return text.toString();
    }

    /** What has a meaning there, or in HTML, by its number. */
    private String entities(String text) {
        return printable.apply(text).codePoints()
                .mapToObj(c -> Character.isLetterOrDigit(c) || " ._/:@,()-".indexOf(c) >= 0
                        ? Character.toString(c) : "#" + c + ";")
                .collect(Collectors.joining());
    }

    /** A paragraph for each process, a line in it for each object, and the other processes behind that. */
    String tree(int width) {
        TreeText text = new TreeText(width, printable);
        for (long pid : graph.processes()) {
            text.head(Item.process(processes, pid));
            List<Shared> own = graph.objects().stream().filter(shared -> shared.users().containsKey(pid)).toList();
            for (int i = 0; i < own.size(); i++) {
                Shared shared = own.get(i);
                List<Item> object = new ArrayList<>(List.of(Item.object(shared.name())));
                if (shared.numbers() != null) {
                    object.add(Item.object(shared.numbers()));
                }
                text.branch(i == own.size() - 1, switch (shared.users().get(pid)) {
                    case IN -> "> ";
                    case OUT -> "< ";
                    case BOTH -> "<> ";
                    case UNKNOWN -> " ";
                }, List.of(object, shared.users().keySet().stream().filter(other -> other != pid)
                        .map(other -> Item.process(processes, other)).toList()));
            }
        }
        return text.toString();
    }
}
