package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.List;

/** The options and positionals of a command or a group, in the order in which they were declared. */
public final class Syntax {
    private final List<Opt<?>> options = new ArrayList<>();
    private final List<Opt<?>> positionals = new ArrayList<>();
    private int own = -1;
    private boolean endsAtArgument;

    /** An option or, where {@code kind} is null, a switch. */
    <T> Opt<T> option(Kind<?> kind, T fallback, boolean required, Opt.Alias alias, String description, String... names) {
        Opt<T> option = new Opt<>(List.of(names), kind, kind == null ? "" : kind.label(), description, required ? 1 : 0, 1, fallback, alias, size());
        options.add(option);
        return option;
    }

    <T> Opt<T> positional(Kind<?> kind, String label, T fallback, int least, int most, String description) {
        Opt<T> positional = new Opt<>(List.of(), kind, label, description, least, most, fallback, null, size());
        positionals.add(positional);
        return positional;
    }

    /** What is declared from here on, every command has. */
    void beginCommon() {
        own = options.size();
    }

    /** From its first argument on, the words of a line are not ours: those of CMD, or of a member of a group. */
    void endAtArgument() {
        endsAtArgument = true;
    }

    /** Whether the first argument ends the options. */
    public boolean endsAtArgument() {
        return endsAtArgument;
    }

    public List<Opt<?>> options() {
        return options;
    }

    /** Those of the command itself. */
    public List<Opt<?>> ownOptions() {
        return own < 0 ? options : options.subList(0, own);
    }

    /** Those that every command has. */
    public List<Opt<?>> commonOptions() {
        return own < 0 ? List.of() : options.subList(own, options.size());
    }

    public List<Opt<?>> positionals() {
        return positionals;
    }

    /** Options, then positionals. */
    public List<Opt<?>> all() {
        List<Opt<?>> all = new ArrayList<>(options);
        all.addAll(positionals);
        return all;
    }

    /** Whether the last words of a line are a CMD. */
    public boolean runsCmd() {
        Opt<?> last = positionals.isEmpty() ? null : positionals.get(positionals.size() - 1);
        return last != null && last.kind().names() == Kind.Names.COMMANDS;
    }

    /** How many options and positionals there are. */
    int size() {
        return options.size() + positionals.size();
    }
}
