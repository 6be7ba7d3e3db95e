package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of one call, told apart: options with their values, and arguments. The rules are those of getopt_long(3),
 * and this is the only place that knows them; whoever wants to know what was given (the help, the columns, the form of
 * errors) asks here, and a command reads the values that {@link Args} makes of it.
 *
 * <p>Options may stand before and behind arguments. A long one may be shortened to what no other option begins with;
 * its value stands behind {@code =} or is the next word, whatever that looks like; one that may be missing stands
 * behind {@code =} only, or joined to a short one. Short ones may be joined. {@code --} ends options, and so does the
 * first word of a CMD, behind which all words are CMD's. {@code -} is an argument, and so is a negative number where no
 * option is a digit. The last of several wins.
 *
 * <p>picocli, which writes the help texts, is no parser for us: it looks for shortened options in every word, arguments
 * and values included, and fails on some of them with an exception; and its classes would be loaded for each command.
 */
final class Words {
    /** An option as it was given; {@code value} is null for a switch. */
    record Given(Arg<?> option, String value) {
    }

    static final String HELP = "--help";
    static final String VERSION = "--version";

    private final Syntax syntax;
    private final List<Given> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private UsageException problem;
    private boolean helpInFull;

    private Words(Syntax syntax) {
        this.syntax = syntax;
    }

    /**
     * Tells {@code words} apart by the options of {@code syntax}; what is wrong with them is kept in {@link #problem}.
     */
    static Words of(Syntax syntax, List<String> words) {
        Words read = new Words(syntax);
        read.readAll(words);
        return read;
    }

    /** Those that were given, in their order, with aliases replaced by what they stand for. */
    List<Given> options() {
        return options;
    }

    /** What is no option, and everything behind {@code --}. */
    List<String> arguments() {
        return arguments;
    }

    /** The first thing wrong, or null; what stands behind it on the line was read all the same. */
    UsageException problem() {
        return problem;
    }

    /** Whether {@code --help} stands before anything that is wrong. */
    boolean asksForHelp() {
        return has(HELP);
    }

    /** Whether that help is the short one, of {@code -h}. */
    boolean asksForShortHelp() {
        return asksForHelp() && !helpInFull;
    }

    /** Whether {@code --version} stands before anything that is wrong. */
    boolean asksForVersion() {
        return has(VERSION);
    }

    /** Whether the option with this long name was given. */
    boolean has(String longName) {
        for (Given given : options) {
            if (given.option().longestName().equals(longName)) {
                return true;
            }
        }
        return false;
    }

    private void readAll(List<String> words) {
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            if (word.equals("--")) {
                arguments.addAll(words.subList(at + 1, words.size()));
                return;
            } else if (isArgument(word)) {
                if (arguments.size() >= syntax.ownArguments()) {
                    arguments.addAll(words.subList(at, words.size()));
                    return;
                }
                arguments.add(word);
                at++;
            } else {
                List<String> behind = words.subList(at + 1, words.size());
                at += 1 + (word.startsWith("--") ? takeLong(word, behind) : takeShort(word, behind));
            }
        }
    }

    /** A lone dash is a file's name by custom, and a number is one also below 0. */
    private boolean isArgument(String word) {
        return word.length() < 2 || word.charAt(0) != '-'
                || word.charAt(1) >= '0' && word.charAt(1) <= '9' && byLetter(word.charAt(1)) == null;
    }

    /**
     * Reads {@code --name}, {@code --name=value} or {@code --name} with its value {@code behind} it; as many words as
     * were taken there.
     */
    private int takeLong(String word, List<String> behind) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Arg<?> option = byName(name);
        if (option == null) {
            wrongLong(name, name.length() > 2 ? name : word);
            return 0;
        }
        helpInFull |= option.longestName().equals(HELP);
        String value = equals < 0 ? null : word.substring(equals + 1);
        if (!option.takesValue()) {
            if (value != null && !option.mayHaveValue()) {
                wrong("option '" + option.longestName() + "' takes no value");
            } else {
                give(option, value);
            }
            return 0;
        }
        return giveOr(option, value, behind);
    }

    /**
     * Reads {@code -a}, {@code -abc}, {@code -nVALUE}, {@code -n=VALUE}, or {@code -n} with its value {@code behind}
     * it.
     */
    private int takeShort(String word, List<String> behind) {
        int at = 1;
        while (at < word.length()) {
            int letter = word.codePointAt(at);
            at += Character.charCount(letter);
            Arg<?> option = byLetter(letter);
            if (option == null) {
                int end = word.indexOf('=') < 0 ? word.length() : word.indexOf('=');
                Arg<?> meant = end > 3 ? byName("-" + word.substring(0, end)) : null;
                wrongOption("-" + Character.toString(letter),
                        meant == null ? "" : "; did you mean '" + meant.longestName() + "'?");
                return 0;
            } else if (option.takesValue() || option.mayHaveValue() && at < word.length()) {
                int from = at < word.length() && word.charAt(at) == '=' ? at + 1 : at;
                return giveOr(option, at < word.length() ? word.substring(from) : null, behind);
            }
            give(option, null);
        }
        return 0;
    }

    /** Where the value is of two words, the second is always the next one, whatever that looks like. */
    private int giveOr(Arg<?> option, String value, List<String> behind) {
        int more = (value == null ? 1 : 0) + (option.isOfTwoWords() ? 1 : 0);
        if (behind.size() < more) {
            wrong("option '" + option.longestName() + "' needs "
                    + (option.isOfTwoWords() ? "two values, " : "a value, ") + option.label());
            return behind.size();
        }
        String first = value == null ? behind.get(0) : value;
        give(option, option.isOfTwoWords() ? first + Arg.BETWEEN_WORDS + behind.get(more - 1) : first);
        return more;
    }

    private void give(Arg<?> option, String value) {
        Arg.Alias alias = option.alias();
        String name = option.longestName();
        if (problem != null && (name.equals(HELP) || name.equals(VERSION))) {
            return;
        }
        options.add(alias == null ? new Given(option, value) : new Given(alias.target(), alias.value()));
    }

    private void wrong(String message) {
        problem = problem == null ? new UsageException(message) : problem;
    }

    private void wrongOption(String name, String hint) {
        wrong("unknown option '" + name + "'" + hint);
    }

    private Arg<?> byLetter(int letter) {
        for (Arg<?> option : syntax.options()) {
            for (String name : option.names()) {
                if (name.charAt(1) != '-' && name.codePointAt(1) == letter) {
                    return option;
                }
            }
        }
        return byFormerName("-" + Character.toString(letter));
    }

    private Arg<?> byFormerName(String name) {
        for (Arg<?> option : syntax.options()) {
            if (option.former().contains(name)) {
                return option;
            }
        }
        return null;
    }

    /**
     * The option with this long name, or else the only one that has a name which begins so; null where there is none or
     * several.
     */
    private Arg<?> byName(String start) {
        Arg<?> found = byFormerName(start);
        if (found != null) {
            return found;
        }
        boolean several = false;
        for (Arg<?> option : syntax.options()) {
            for (String name : option.names()) {
                if (name.equals(start)) {
                    return option;
                } else if (name.startsWith(start) && name.startsWith("--")) {
                    several |= found != null && found != option;
                    found = option;
                }
            }
        }
        return several || start.length() < 3 ? null : found;
    }

    private void wrongLong(String start, String shown) {
        List<String> all = new ArrayList<>();
        List<String> fitting = new ArrayList<>();
        for (Arg<?> option : syntax.options()) {
            for (String name : option.names()) {
                if (name.startsWith("--")) {
                    all.add(name);
                    if (start.length() > 2 && name.startsWith(start)) {
                        fitting.add(name);
                    }
                }
            }
        }
        if (fitting.isEmpty()) {
            wrongOption(shown, Suggestions.option(start, all));
        } else {
            wrong("option '" + start + "' is ambiguous; it can be " + String.join(" or ", fitting));
        }
    }
}
