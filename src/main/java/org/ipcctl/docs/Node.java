package org.ipcctl.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ipcctl.cli.CommandModel;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Arg;
import org.ipcctl.host.Kinds;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
import org.ipcctl.result.Column;

/** A command in the tree of all that people are told of, with its model. */
record Node(CommandNode entry, String path, CommandModel model, List<Node> members) {
    /** The whole tree below {@code entry}. */
    static Node of(CommandNode entry) {
        return of(entry, entry.name());
    }

    private static Node of(CommandNode entry, String path) {
        List<Node> members = entry.listed().stream().map(member -> of(member, path + " " + member.name())).toList();
        return new Node(entry, path, CommandModel.of(entry, path), members);
    }

    /** This and everything below it, parents first. */
    List<Node> all() {
        List<Node> all = new ArrayList<>(List.of(this));
        members.forEach(member -> all.addAll(member.all()));
        return all;
    }

    /** The words behind {@code ipcctl}: {@code mq send}; empty for the root. */
    String words() {
        return path.contains(" ") ? path.substring(path.indexOf(' ') + 1) : "";
    }

    /** The members' names. */
    List<String> memberNames() {
        return members.stream().map(member -> member.entry.name()).toList();
    }

    List<Arg<?>> options() {
        return model.syntax().options();
    }

    List<Arg<?>> positionals() {
        return model.syntax().positionals();
    }

    /** What a shell can offer for a value. */
    static ValueType.Names names(Arg<?> argument) {
        return argument.kind() == null ? ValueType.Names.NONE : argument.kind().names();
    }

    /** The fixed values there are; empty where there is no such set. */
    static List<String> choices(Arg<?> argument) {
        return argument.kind() == null || names(argument) == ValueType.Names.KINDS ? List.of()
                : argument.kind().candidates();
    }

    /** The kinds that may stand before the colon of an object, with {@code delimiter} between them. */
    static String kindsOf(Arg<?> argument, String delimiter) {
        return String.join(delimiter, argument.kind().candidates());
    }

    /** Whether it runs a CMD, behind whose first word no option is ours. */
    boolean runsCommand() {
        return model.syntax().runsCmd();
    }

    /** The columns that {@code --columns} takes. */
    String columnIds() {
        return model.schema().columns().stream().map(Column::id).collect(Collectors.joining(" "));
    }

    /** A piece of a script for each kind of objects: its word, and where its names are. */
    static String kinds(String form) {
        StringBuilder text = new StringBuilder();
        for (IpcKind<?> kind : Kinds.ALL) {
            Naming.Files files = kind.naming().files();
            if (files == null) {
                continue;
            }
            text.append(String.format(Locale.ROOT, form, kind.word(), files.directory(), files.prefix(),
                    files.foreign() == null ? "" : files.foreign()));
        }
        return text.toString();
    }
}
