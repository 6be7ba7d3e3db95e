package org.ipcctl.docs;

import java.util.List;
import java.util.stream.Collectors;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Arg;

/** Completion for zsh: a function for each command, which hands its options and arguments to _arguments. */
final class ZshCompletion {
    private ZshCompletion() {}

    static String of(Node root, String functions) {
        return functions.replace("@KINDS@\n", Node.kinds("    %s) directory='%s' prefix='%s' foreign='%s' ;;\n"))
                .replace("@FUNCTIONS@\n",
                        root.all().stream().map(ZshCompletion::function).collect(Collectors.joining("\n")));
    }

    private static String name(Node node) {
        return "_" + node.path().replaceAll("[ -]", "_");
    }

    private static String function(Node node) {
        StringBuilder text = new StringBuilder(name(node)).append("() {\n");
        if (!node.members().isEmpty()) {
            text.append("  local context state line\n  typeset -A opt_args\n");
        }
        if (node.runsCommand()) {
            text.append("  local -a typed=(\"${(@)words[1,CURRENT-1]}\") own=(");
            node.options().forEach(option -> text.append("\n    ").append(option(node, option)));
            text.append("\n  )\n  _arguments -s -S -C $own");
        } else {
            text.append("  _arguments -s -S -C");
            node.options().forEach(option -> text.append(" \\\n    ").append(option(node, option)));
        }
        if (!node.members().isEmpty()) {
            text.append(" \\\n    '1:command:->member' \\\n    '*::argument:->argument'\n").append(members(node));
        } else {
            for (int i = 0; i < node.positionals().size(); i++) {
                text.append(" \\\n    ").append(positional(node, node.positionals().get(i), i + 1));
            }
            text.append('\n');
        }
        return text.append("}\n").toString();
    }

    private static String members(Node node) {
        StringBuilder text = new StringBuilder("  case $state in\n    member)\n      local -a members=(\n");
        for (Node member : node.members()) {
            text.append("        ")
                    .append(quote(member.entry().name() + ":" + member.entry().summary().replace(":", "\\:")))
                    .append('\n');
        }
        text.append(
                "      )\n      _describe -t commands command members ;;\n    argument)\n      case $words[1] in\n");
        for (Node member : node.members()) {
            text.append("        ").append(member.entry().name()).append(") ").append(name(member)).append(" ;;\n");
        }
        return text.append("      esac ;;\n  esac\n").toString();
    }

    /** {@code '(-n --count)'{-n+,--count=}'[Receive COUNT messages.]:COUNT: '}. */
    private static String option(Node node, Arg<?> option) {
        List<String> names = option.names();
        boolean valued = option.kind() != null;
        // A dash: what follows is joined to it; two colons: and may be missing.
        String joined = option.mayHaveValue() ? "-" : "";
        String help = "[" + escape(option.description()) + "]"
                + (valued ? (option.mayHaveValue() ? "::" : ":") + option.label() + ":" + action(node, option) : "");
        String exclusive = quote("(" + String.join(" ", names) + ")");
        List<String> forms = names.stream().map(name -> !valued ? name
                : name + (name.startsWith("--") ? "=" + joined : option.mayHaveValue() ? "-" : "+")).toList();
        return exclusive
                + (forms.size() == 1 ? quote(forms.get(0) + help) : "{" + String.join(",", forms) + "}" + quote(help));
    }

    private static String positional(Node node, Arg<?> positional, int index) {
        boolean repeated = positional.isRepeated();
        boolean command = Node.names(positional) == ValueType.Names.COMMANDS
                || Node.names(positional) == ValueType.Names.WORDS;
        String place = repeated ? command ? "*:::" : "*:" : index + (positional.isRequired() ? ":" : "::");
        return quote(place + positional.label() + ":" + action(node, positional));
    }

    private static String action(Node node, Arg<?> argument) {
        List<String> choices = Node.choices(argument);
        if (!choices.isEmpty()) {
            return "(" + String.join(" ", choices) + ")";
        }
        return switch (Node.names(argument)) {
            case NONE -> " ";
            case FILES -> "_files";
            case FIFOS -> "_files -g \"*(p)\"";
            case SOCKETS -> "_ipcctl_sockets";
            case COLUMNS -> "_sequence compadd - " + node.columnIds();
            case COMMANDS -> "_ipcctl_command";
            case WORDS -> "_ipcctl_words";
            case KINDS -> "_ipcctl_kinds " + Node.kindsOf(argument, ",");
            case OBJECTS -> "_ipcctl_objects " + argument.kind().objects().word();
        };
    }

    private static String escape(String help) {
        return help.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
