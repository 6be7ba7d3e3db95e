package org.ipcctl.docs;

import java.util.List;
import java.util.stream.Collectors;
import org.ipcctl.cli.Arg;

/** Completion for fish: a line for each option and argument, which counts where its command is typed. */
final class FishCompletion {
    private FishCompletion() {}

    static String of(Node root, String functions) {
        StringBuilder lines = new StringBuilder();
        for (Node node : root.all()) {
            String here = "complete -c ipcctl -n " + quote("__ipcctl_at " + quoteIfNeeded(node.words()));
            for (Node member : node.members()) {
                lines.append(here).append(" -a ").append(member.entry().name()).append(" -d ")
                        .append(quote(member.entry().summary())).append('\n');
            }
            node.options().forEach(option -> lines.append(here).append(option(node, option)).append('\n'));
            for (int i = 0; i < node.positionals().size(); i++) {
                lines.append(positional(node, node.positionals().get(i), i + 1));
            }
        }
        String values = root.all().stream().map(FishCompletion::valued).filter(line -> !line.isEmpty()).reduce("",
                String::concat);
        String running = root.all().stream().filter(Node::runsCommand)
                .map(node -> "        case " + quote(node.words()) + "\n            echo "
                        + (node.positionals().size() - 1) + "\n")
                .collect(Collectors.joining());
        return functions
                .replace("@KINDS@\n",
                        Node.kinds(
                                "        case %s\n            set directory '%s'; set prefix '%s'; set foreign '%s'\n"))
                .replace("@RUNNING@\n", running).replace("@VALUED@\n", values).replace("@MEMBERS@\n", members(root))
                .replace("@LINES@\n", lines);
    }

    /** For the walk along the words: the options of a command that take the word behind them. */
    private static String valued(Node node) {
        List<String> names = node.options().stream().filter(Arg::takesValue).flatMap(o -> o.names().stream()).toList();
        return names.isEmpty() ? ""
                : "        case " + quote(node.words()) + "\n            set valued " + String.join(" ", names) + "\n";
    }

    private static String members(Node root) {
        StringBuilder cases = new StringBuilder();
        for (Node node : root.all()) {
            if (!node.members().isEmpty()) {
                cases.append("        case ").append(quote(node.words())).append("\n            set members ")
                        .append(String.join(" ", node.memberNames())).append('\n');
            }
        }
        return cases.toString();
    }

    private static String option(Node node, Arg<?> option) {
        StringBuilder line = new StringBuilder();
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.takesValue()) {
            String what = what(node, option);
            line.append(what.isEmpty() ? " -x" : what.equals("FILES") ? " -r -F" : " -x -a " + quote(what));
        }
        return line.append(" -d ").append(quote(option.description())).toString();
    }

    private static String positional(Node node, Arg<?> positional, int place) {
        String what = what(node, positional);
        if (what.isEmpty()) {
            return "";
        }
        String here = "complete -c ipcctl -n " + quote(
                "__ipcctl_at " + quoteIfNeeded(node.words()) + " " + place + (positional.isRepeated() ? "+" : ""));
        return here + (what.equals("FILES") ? " -F" : " -a " + quote(what)) + "\n";
    }

    private static String what(Node node, Arg<?> argument) {
        List<String> choices = Node.choices(argument);
        if (!choices.isEmpty()) {
            return String.join(" ", choices);
        }
        return switch (Node.names(argument)) {
            // The walk takes them for a command's own.
            case NONE, WORDS -> "";
            case FILES -> "FILES";
            case FIFOS -> "(__ipcctl_fifos)";
            case SOCKETS -> "(__ipcctl_sockets)";
            case COLUMNS -> "(__ipcctl_list " + node.columnIds() + ")";
            case COMMANDS -> "(__ipcctl_subcommand)";
            case KINDS -> "(__ipcctl_kinds " + Node.kindsOf(argument, " ") + ")";
            case OBJECTS -> "(__ipcctl_objects " + argument.kind().objects().word() + ")";
        };
    }

    private static String quoteIfNeeded(String words) {
        return "\"" + words + "\"";
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
