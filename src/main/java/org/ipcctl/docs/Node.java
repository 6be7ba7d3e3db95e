package org.ipcctl.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ipcctl.cli.CommandModel;
import org.ipcctl.cli.Entry;
import org.ipcctl.cli.Kind;
import org.ipcctl.result.Column;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command in the tree of all that people are told of, with its model. */
record Node(Entry entry, String path, CommandModel model, List<Node> members) {
    /** The whole tree below {@code entry}. */
    static Node of(Entry entry) {
        return of(entry, entry.name());
    }

    private static Node of(Entry entry, String path) {
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

    List<OptionSpec> options() {
        return model.spec().options();
    }

    List<PositionalParamSpec> positionals() {
        return model.spec().positionalParameters();
    }

    /** What a shell can offer for a value. */
    Kind.Names names(ArgSpec argument) {
        Kind<?> kind = model.kindOf(argument);
        return kind == null ? Kind.Names.NONE : kind.names();
    }

    /** The fixed values there are; empty where there is no such set. */
    List<String> choices(ArgSpec argument) {
        Kind<?> kind = model.kindOf(argument);
        return kind == null ? List.of() : kind.candidates();
    }

    /** Whether it runs a CMD, behind whose first word no option is ours. */
    boolean runsCommand() {
        return positionals().stream().anyMatch(positional -> names(positional) == Kind.Names.COMMANDS);
    }

    /** The columns that {@code --columns} takes. */
    String columnIds() {
        return model.schema().columns().stream().map(Column::id).collect(Collectors.joining(" "));
    }

    /** Whether the word behind {@code option} is its value. */
    static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    /** Whether {@code positional} takes all words that are left. */
    static boolean isRepeated(PositionalParamSpec positional) {
        return positional.index().isVariable() || positional.type() == List.class;
    }

    /** The description in one line, with picocli's doubled percent signs undone. */
    static String description(ArgSpec argument) {
        return String.join(" ", argument.description()).replace("%%", "%");
    }
}
