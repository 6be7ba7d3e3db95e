package org.ipcctl.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.ValueType;
import org.ipcctl.host.Kinds;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.result.Type;
import org.ipcctl.sock.SocketKind;

/**
 * The variables of the environment and the files that commands heed, by name, each with what is said of it: what a
 * command declares, and what follows from its arguments, options and columns.
 */
final class Surroundings {
    private static final Comparator<String> BY_NAME = Comparator
            .comparing((String name) -> name.replaceFirst("^[^A-Za-z]*", ""), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Comparator.naturalOrder());

    private final Map<String, Set<String>> environment = new TreeMap<>(BY_NAME);
    private final Map<String, Set<String>> files = new TreeMap<>(BY_NAME);

    /** Those of {@code nodes} together. */
    static Surroundings of(List<Node> nodes) {
        Surroundings all = new Surroundings();
        nodes.stream().filter(node -> node.entry().isRunnable()).forEach(all::add);
        return all;
    }

    /** The same and what holds beside all commands: paragraphs whose first line is a name, or several. */
    Surroundings with(List<String> variables, List<String> paths) {
        variables.forEach(paragraph -> put(environment, paragraph));
        paths.forEach(paragraph -> put(files, paragraph));
        return this;
    }

    private static void put(Map<String, Set<String>> told, String paragraph) {
        String[] split = paragraph.split("\n", 2);
        put(told, Map.of(split[0], split[1]));
    }

    private static void put(Map<String, Set<String>> told, Map<String, String> sentences) {
        sentences.forEach((name, sentence) -> told.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(sentence));
    }

    private void add(Node node) {
        put(environment, node.model().environment());
        put(files, node.model().files());
        if (node.runsCommand()) {
            put(environment, Map.of("PATH", "Where CMD is looked for."));
        }
        if (node.model().schema() != null) {
            put(environment, Map.of("COLUMNS", "The width of tables on a terminal, instead of the terminal's own.",
                    "NO_COLOR",
                    "If it is set and not empty, tables have no colour; --color=always overrides it."));
            if (node.model().schema().columns().stream().anyMatch(column -> column.type() == Type.TIME)) {
                put(environment, Map.of("TZ",
                        "The time zone of times in tables (default: that of /etc/localtime)."));
            }
        }
        if (node.model().isWatched()) {
            put(environment, Map.of("TERM",
                    "If it is dumb or not set, --watch behaves as if standard output were not a terminal."));
        }
        List<Arg<?>> arguments = new ArrayList<>(node.options());
        arguments.addAll(node.positionals());
        arguments.forEach(argument -> kinds(argument).forEach(kind -> put(files, kind.files())));
    }

    /** Those whose objects the argument may name. */
    private static List<IpcKind<?>> kinds(Arg<?> argument) {
        return switch (Node.names(argument)) {
            case OBJECTS -> List.of(argument.kind().objects());
            case SOCKETS -> List.of(SocketKind.KIND);
            case KINDS -> argument.kind().candidates().stream().<IpcKind<?>>map(Kinds::find).toList();
            default -> List.of();
        };
    }

    /** Both sections, as far as there is something to say in them. */
    void print(Roff page) {
        print(page, "ENVIRONMENT", environment);
        print(page, "FILES", files);
    }

    private static void print(Roff page, String section, Map<String, Set<String>> told) {
        if (!told.isEmpty()) {
            page.macro("SH", section);
            told.forEach((name, sentences) -> page.item(name, String.join(" ", sentences)));
        }
    }

    /** The names in both. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        environment.keySet().forEach(name -> names.addAll(Arrays.asList(name.split(", "))));
        files.keySet().forEach(name -> names.addAll(Arrays.asList(name.split(", "))));
        return names;
    }
}
