package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A line in the registry of commands: a leaf, made only when it is called, or a group with entries of its own, or a
 * group that also does something by itself when none of its members is named.
 *
 * @param name    the word on the command line
 * @param summary one clause without full stop, for the list of commands and the head of its own help
 * @param leaf    makes the command, or null for a group that does nothing by itself
 * @param entries a group's members, empty for a leaf
 * @param hidden  whether help, completion and suggestions pass over it: it is for ipcctl itself
 * @param seeAlso other manual pages that its own refers to, as {@code mq_overview(7)}
 */
public record Entry(String name, String summary, Supplier<Leaf> leaf, List<Entry> entries, boolean hidden, List<String> seeAlso) {
    public static Entry leaf(String name, String summary, Supplier<Leaf> leaf) {
        return new Entry(name, summary, leaf, List.of(), false, List.of());
    }

    /** A leaf that ipcctl calls by itself in another process. */
    public static Entry hidden(String name, String summary, Supplier<Leaf> leaf) {
        return new Entry(name, summary, leaf, List.of(), true, List.of());
    }

    public static Entry group(String name, String summary, Entry... entries) {
        return new Entry(name, summary, null, List.of(entries), false, List.of());
    }

    /** A group whose own name, without a member's behind it, runs {@code leaf}: {@code ipcctl pipe-demo}. */
    public static Entry groupWithDefault(String name, String summary, Supplier<Leaf> leaf, Entry... entries) {
        return new Entry(name, summary, leaf, List.of(entries), false, List.of());
    }

    /** The same with references to other manual pages. */
    public Entry seeAlso(String... pages) {
        return new Entry(name, summary, leaf, entries, hidden, List.of(pages));
    }

    /** Whether a member's name may follow. */
    public boolean isGroup() {
        return leaf == null || !entries.isEmpty();
    }

    /** Whether it does something without a member's name; true for every leaf. */
    public boolean isRunnable() {
        return leaf != null;
    }

    /** The members that people are told of. */
    public List<Entry> listed() {
        List<Entry> listed = new ArrayList<>();
        for (Entry entry : entries) {
            if (!entry.hidden()) {
                listed.add(entry);
            }
        }
        return listed;
    }

    /** The member called {@code word}, or null. */
    public Entry find(String word) {
        for (Entry entry : entries) {
            if (entry.name().equals(word)) {
                return entry;
            }
        }
        return null;
    }
}
