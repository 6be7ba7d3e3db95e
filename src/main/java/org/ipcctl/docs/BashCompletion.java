package org.ipcctl.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Arg;

/** Completion for bash: a table of the commands, and one function that walks it along the words typed so far. */
final class BashCompletion {
    private BashCompletion() {}

    static String of(Node root, String functions) {
        StringBuilder table = new StringBuilder();
        for (Node node : root.all()) {
            table.append("    '").append(node.words()).append("')\n");
            assign(table, "members", String.join(" ", node.memberNames()));
            assign(table, "options",
                    node.options().stream().flatMap(o -> o.names().stream()).collect(Collectors.joining(" ")));
            assign(table, "values", node.options().stream().filter(Arg::takesValue).map(o -> value(node, o))
                    .collect(Collectors.joining("|")));
            assign(table, "arguments", arguments(node));
            table.append("      ;;\n");
        }
        return functions.replace("@KINDS@\n", Node.kinds("    %s) directory='%s' prefix='%s' foreign='%s' ;;\n"))
                .replace("@TABLE@\n", table);
    }

    private static void assign(StringBuilder table, String name, String value) {
        if (!value.isEmpty()) {
            table.append("      ").append(name).append("='").append(value).append("'\n");
        }
    }

    /** {@code --format=table plain json}, with every name of the option in front. */
    private static String value(Node node, Arg<?> option) {
        return String.join(",", option.names()) + "=" + what(node, option);
    }

    private static String arguments(Node node) {
        List<String> words = new ArrayList<>();
        for (Arg<?> positional : node.positionals()) {
            words.add(what(node, positional) + (positional.isRepeated() ? "..." : ""));
        }
        return String.join("|", words);
    }

    /** Either the words themselves, or {@code :kind} of existing things. */
    private static String what(Node node, Arg<?> argument) {
        List<String> choices = Node.choices(argument);
        if (!choices.isEmpty()) {
            return String.join(" ", choices);
        }
        ValueType.Names names = Node.names(argument);
        return ":" + switch (names) {
            // The walk takes them for a command's own.
            case WORDS -> word(ValueType.Names.NONE);
            case OBJECTS -> argument.kind().objects().word();
            case COLUMNS -> word(names) + " " + node.columnIds();
            case KINDS -> word(names) + " " + Node.kindsOf(argument, " ");
            default -> word(names);
        };
    }

    static String word(ValueType.Names names) {
        return names.name().toLowerCase(Locale.ROOT);
    }
}
