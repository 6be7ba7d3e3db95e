package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.List;

/** The options and positionals of a command or a group, in the order in which they were declared. */
public final class Syntax {
    private final List<Arg<?>> options = new ArrayList<>();
    private final List<Arg<?>> positionals = new ArrayList<>();
    private int own = -1;
    private int ownArguments = Integer.MAX_VALUE;

    /** An option or, where {@code kind} is null, a switch. */
    <T> Arg<T> option(ValueType<?> kind, T fallback, boolean required, Arg.Alias alias, String description,
                      String... names) {
        Arg<T> option = new Arg<>(List.of(names), kind, kind == null ? "" : kind.label(), description, required ? 1 : 0,
                1, fallback, alias,
                kind == null ? true : null, size());
        options.add(option);
        return option;
    }

    /** An option that may have a value, and means {@code implied} without. */
    <T> Arg<T> optionWithOrWithout(ValueType<T> kind, T implied, String description, String... names) {
        Arg<T> option = new Arg<>(List.of(names), kind, kind.label(), description, 0, 1, null, null, implied, size());
        options.add(option);
        return option;
    }

    <T> Arg<T> positional(ValueType<?> kind, String label, T fallback, int least, int most, String description) {
        Arg<T> positional = new Arg<>(List.of(), kind, label, description, least, most, fallback, null, null, size());
        positionals.add(positional);
        return positional;
    }

    /** What is declared from here on, every command has. */
    void beginCommon() {
        own = options.size();
    }

    /**
     * From the argument on that is declared next, the words of a line are not ours: those of CMD, or of a member of a
     * group.
     */
    void endOwn() {
        ownArguments = positionals.size();
    }

    /** How many arguments there can be before one ends the options. */
    int ownArguments() {
        return ownArguments;
    }

    public List<Arg<?>> options() {
        return options;
    }

    /** Those of the command itself. */
    public List<Arg<?>> ownOptions() {
        return own < 0 ? options : options.subList(0, own);
    }

    /** Those that every command has. */
    public List<Arg<?>> commonOptions() {
        return own < 0 ? List.of() : options.subList(own, options.size());
    }

    public List<Arg<?>> positionals() {
        return positionals;
    }

    /** Options, then positionals. */
    public List<Arg<?>> all() {
        List<Arg<?>> all = new ArrayList<>(options);
        all.addAll(positionals);
        return all;
    }

    /** Whether the last words of a line are a CMD. */
    public boolean runsCmd() {
        Arg<?> last = positionals.isEmpty() ? null : positionals.get(positionals.size() - 1);
        return last != null && last.kind().names() == ValueType.Names.COMMANDS;
    }

    /** How many options and positionals there are. */
    int size() {
        return options.size() + positionals.size();
    }
}
