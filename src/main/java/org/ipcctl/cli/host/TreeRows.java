package org.ipcctl.cli.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.host.TreeText.Item;
import org.ipcctl.format.Format;
import org.ipcctl.host.Holding;
import org.ipcctl.kernel.OsString;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/**
 * Processes with the objects that they have under each, or the other way round: drawn for people, nested for machines.
 */
final class TreeRows {
    /** A process or an object, and what is under it. */
    private record Branch(Item head, Map<String, Value> members, List<Branch> under) {
    }

    private static final Schema<Branch> PROCESSES = Schema.list(member("pid", Type.INTEGER, "the process"),
            member("command", Type.TEXT, "the name of its program"),
            member("user_name", Type.TEXT, "its effective user"),
            under("objects", "what it has: kind, object, how and fd of each"));
    private static final Schema<Branch> OBJECTS = Schema.list(member("kind", Type.TEXT, HeldColumns.KINDS),
            member("object", Type.TEXT, "the object"),
            under("holders", "who has it: pid, command, how and fd of each"));

    private TreeRows() {}

    static Schema<?> schema(boolean isInverted) {
        return isInverted ? OBJECTS : PROCESSES;
    }

    private static Column<Branch> member(String id, Type type, String help) {
        return Column.of(id, type, help, branch -> branch.members.getOrDefault(id, Value.MISSING));
    }

    private static Column<Branch> under(String id, String help) {
        return Column.of(id, Type.COMPOUND, help, branch -> new Value.Items(
                branch.under.stream().map(leaf -> (Value) new Value.Members(leaf.members)).toList()));
    }

    static void show(Context context, List<Listed> objects, boolean isInverted) throws IOException {
        List<Branch> branches = isInverted ? byObject(objects) : byProcess(objects);
        if (context.format() != Format.TABLE || !context.wantsDefaultTable()) {
            context.show(isInverted ? OBJECTS : PROCESSES, branches);
            return;
        }
        TreeText text = new TreeText(context.width(), context::printable);
        for (Branch branch : branches) {
            text.head(branch.head);
            for (int i = 0; i < branch.under.size(); i++) {
                text.branch(i == branch.under.size() - 1, " ", List.of(List.of(branch.under.get(i).head)));
            }
        }
        context.out().write(OsString.encode(text.toString()));
    }

    private static List<Branch> byProcess(List<Listed> objects) {
        Map<Long, Branch> branches = new TreeMap<>();
        for (Listed listed : sorted(objects)) {
            Processes processes = listed.processes();
            for (Holding holding : listed.object().holders()) {
                Branch branch = branches.computeIfAbsent(holding.pid(),
                        pid -> new Branch(Item.process(processes, pid), process(pid, processes), new ArrayList<>()));
                Map<String, Value> members = object(listed);
                members.putAll(way(holding));
                branch.under.add(new Branch(way(Item.object(listed.object().label()), holding), members, List.of()));
            }
        }
        return List.copyOf(branches.values());
    }

    private static List<Branch> byObject(List<Listed> objects) {
        List<Branch> branches = new ArrayList<>();
        for (Listed listed : sorted(objects)) {
            List<Branch> holders = new ArrayList<>();
            for (Holding holding : listed.object().holders()) {
                Map<String, Value> members = process(holding.pid(), listed.processes());
                members.putAll(way(holding));
                Item process = Item.process(listed.processes(), holding.pid());
                holders.add(new Branch(way(process, holding), members, List.of()));
            }
            branches.add(new Branch(Item.object(listed.object().label()), object(listed), holders));
        }
        return branches;
    }

    private static List<Listed> sorted(List<Listed> objects) {
        return objects.stream().sorted(Comparator.comparing((Listed listed) -> listed.object().word())
                .thenComparing(listed -> listed.object().label())).toList();
    }

    private static Map<String, Value> process(long pid, Processes processes) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("pid", Value.of(pid));
        members.put("command", Value.of(processes.command(pid)));
        members.put("user_name", Value.of(processes.userName(processes.user(pid))));
        return members;
    }

    private static Map<String, Value> object(Listed listed) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("kind", Listed.KIND.value(listed));
        members.put("object", Listed.OBJECT.value(listed));
        return members;
    }

    private static Map<String, Value> way(Holding holding) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("how", Value.of(holding.how().toString()));
        members.put("fd", holding.fd() == null ? Value.MISSING : Value.of(holding.fd().longValue()));
        return members;
    }

    private static Item way(Item what, Holding holding) {
        return what.followedBy(" (" + holding.how() + (holding.fd() == null ? "" : ", fd " + holding.fd()) + ")");
    }
}
