package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A line in the registry of commands: a leaf, made when it is called first, or a group with entries of its own, or a
 * group that also does something by itself when none of its members is named.
 */
public final class CommandNode {
    private final String name;
    private final String summary;
    private final Supplier<Command> maker;
    private final List<CommandNode> entries;
    private final boolean hidden;
    private final List<String> seeAlso;
    private final Map<String, String> absent = new HashMap<>();
    private Command leaf;
    private Supplier<CommandNode> later;
    private CommandNode whole;

    private CommandNode(String name, String summary, Supplier<Command> maker, List<CommandNode> entries, boolean hidden,
                        List<String> seeAlso) {
        this.name = name;
        this.summary = summary;
        this.maker = maker;
        this.entries = entries;
        this.hidden = hidden;
        this.seeAlso = seeAlso;
    }

    public static CommandNode leaf(String name, String summary, Supplier<Command> leaf) {
        return new CommandNode(name, summary, leaf, List.of(), false, List.of());
    }

    /** A leaf that ipcctl calls by itself in another process. */
    public static CommandNode hidden(String name, String summary, Supplier<Command> leaf) {
        return new CommandNode(name, summary, leaf, List.of(), true, List.of());
    }

    public static CommandNode group(String name, String summary, CommandNode... entries) {
        return new CommandNode(name, summary, null, List.of(entries), false, List.of());
    }

    /** The entry that {@code whole} makes when it is asked for: of all commands, a start needs one. */
    public static CommandNode later(String name, Supplier<CommandNode> whole) {
        CommandNode entry = new CommandNode(name, null, null, null, false, null);
        entry.later = whole;
        return entry;
    }

    private synchronized CommandNode whole() {
        if (later == null) {
            return this;
        }
        if (whole == null) {
            whole = later.get();
            if (!whole.name.equals(name)) {
                throw new IllegalStateException(name + " is registered, and calls itself " + whole.name);
            }
        }
        return whole;
    }

    /** A group whose own name, without a member's behind it, runs {@code leaf}: {@code ipcctl pipe-demo}. */
    public static CommandNode groupWithDefault(String name, String summary, Supplier<Command> leaf,
                                               CommandNode... entries) {
        return new CommandNode(name, summary, leaf, List.of(entries), false, List.of());
    }

    /** The same with references to other manual pages, as {@code mq_overview(7)}. */
    public CommandNode seeAlso(String... pages) {
        return new CommandNode(name, summary, maker, entries, hidden, List.of(pages));
    }

    /** A member that people look for and that there cannot be: {@code why} is a clause, and what to use instead. */
    public CommandNode without(String word, String why) {
        absent.put(word, why);
        return this;
    }

    /** Why there is no member called {@code word}, where that is known; else null. */
    public String whyNot(String word) {
        return absent.get(word);
    }

    /** The word on the command line. */
    public String name() {
        return name;
    }

    /** One clause without full stop, for the list of commands and the head of its own help. */
    public String summary() {
        return summary;
    }

    /** A group's members, empty for a leaf. */
    public List<CommandNode> entries() {
        List<CommandNode> whole = new ArrayList<>(entries.size());
        for (CommandNode entry : entries) {
            whole.add(entry.whole());
        }
        return whole;
    }

    /** Whether help, completion and suggestions pass over it: it is for ipcctl itself. */
    public boolean hidden() {
        return hidden;
    }

    /** Other manual pages that its own refers to. */
    public List<String> seeAlso() {
        return seeAlso;
    }

    /** The command, the same at each call; null for a group that does nothing by itself. */
    public Command leaf() {
        if (leaf == null && maker != null) {
            leaf = maker.get();
        }
        return leaf;
    }

    /** Whether a member's name may follow. */
    public boolean isGroup() {
        return maker == null || !entries.isEmpty();
    }

    /** Whether it does something without a member's name; true for every leaf. */
    public boolean isRunnable() {
        return maker != null;
    }

    /** The members that people are told of. */
    public List<CommandNode> listed() {
        List<CommandNode> listed = new ArrayList<>();
        for (CommandNode entry : entries()) {
            if (!entry.hidden()) {
                listed.add(entry);
            }
        }
        return listed;
    }

    /** The member called {@code word}, or null. */
    public CommandNode find(String word) {
        for (CommandNode entry : entries) {
            if (entry.name().equals(word)) {
                return entry.whole();
            }
        }
        return null;
    }
}
