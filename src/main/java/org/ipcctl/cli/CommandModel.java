package org.ipcctl.cli;

import java.util.List;
import java.util.Map;
import org.ipcctl.result.Schema;

/**
 * A command or group of the registry with the words up to it: the single definition behind the parser, help, man pages
 * and completions.
 */
public final class CommandModel {
    private final CommandNode entry;
    private final String path;
    private final Command leaf;
    private final Syntax syntax;

    private CommandModel(CommandNode entry, String path, Command leaf, Syntax syntax) {
        this.entry = entry;
        this.path = path;
        this.leaf = leaf;
        this.syntax = syntax;
    }

    /** That of {@code entry}; {@code path} is all words up to it, {@code ipcctl mq send}. */
    public static CommandModel of(CommandNode entry, String path) {
        Command leaf = entry.leaf();
        return new CommandModel(entry, path, leaf, leaf == null ? ofGroup() : leaf.syntax());
    }

    private static Syntax ofGroup() {
        Syntax syntax = new Syntax();
        syntax.beginCommon();
        // Behind a member's name everything is the member's.
        syntax.endOwn();
        syntax.option(null, false, false, null, "Show this help and exit.", "-h", Words.HELP);
        syntax.option(null, false, false, null, "Show the version and exit.", "-V", Words.VERSION);
        return syntax;
    }

    /** Tells the words of a call apart. */
    Words read(List<String> words) {
        return Words.of(syntax, words);
    }

    /**
     * The values of a call; the command's own rules come later.
     *
     * @throws UsageException where something is wrong with a word, or one is missing, too many, or has a value that
     * cannot be
     */
    Args parse(Words words) {
        if (words.problem() != null) {
            throw words.problem();
        }
        return Args.of(syntax, words);
    }

    CommandNode entry() {
        return entry;
    }

    String path() {
        return path;
    }

    /** The command itself, null for a group. */
    Command leaf() {
        return leaf;
    }

    /** All that it takes. */
    public Syntax syntax() {
        return syntax;
    }

    /** What the help says behind the summary, a paragraph each. */
    public List<String> paragraphs() {
        return leaf == null ? List.of() : leaf.texts().description();
    }

    /** What else its manual page lists, each with a sentence. */
    public Map<String, String> terms() {
        return leaf == null ? Map.of() : leaf.terms();
    }

    /** The variables of the environment that its manual page lists, each with a sentence. */
    public Map<String, String> environment() {
        return leaf == null ? Map.of() : leaf.environment();
    }

    /** The files that its manual page lists, each with a sentence. */
    public Map<String, String> files() {
        return leaf == null ? Map.of() : leaf.files();
    }

    /** Whether its result can be watched. */
    public boolean isWatched() {
        return leaf != null && leaf.watch() != null;
    }

    public List<Command.Example> examples() {
        return leaf == null ? List.of() : leaf.texts().examples();
    }

    /** The columns of its result, null where it prints none. */
    public Schema<?> schema() {
        return leaf == null ? null : leaf.schema();
    }

    /** How it is called, without ipcctl itself: {@code mq send [OPTIONS] NAME [DATA...]}. */
    public String synopsis() {
        StringBuilder words = new StringBuilder(path.substring(path.indexOf(' ') + 1));
        for (Arg<?> option : syntax.options()) {
            words.append(option.isRequired() ? " " + option.longestName() + " " + option.label() : "");
        }
        words.append(" [OPTIONS]");
        for (Arg<?> positional : syntax.positionals()) {
            String label = (positional.label().equals("CMD") ? "[--] " : "") + positional.label()
                    + (positional.isRepeated() ? "..." : "");
            words.append(positional.isRequired() ? " " + label : " [" + label + "]");
        }
        return words.toString();
    }

    /** The help text for a terminal of {@code width} columns; the short one, or the whole. */
    String help(boolean inShort, int width) {
        return HelpText.of(this, inShort, width);
    }
}
