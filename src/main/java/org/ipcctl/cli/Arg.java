package org.ipcctl.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One option or positional of a command, as it is declared. What a call gave for it is in that call's {@link Args}.
 *
 * <p>Commands are declared in plain code and not with annotations, whose reflection costs a small command about 20 ms
 * at every start.
 */
public final class Arg<T> {
    /** Between the two words of a value that has two; no argument of a process holds it. */
    public static final char BETWEEN_WORDS = '\0';

    private final List<String> names;
    private final ValueType<?> kind;
    private final String label;
    private final String description;
    private final int least;
    private final int most;
    private final T fallback;
    private final Alias alias;
    private final Object implied;
    private final int place;
    private boolean rare;
    private boolean ofTwoWords;
    private List<String> former = List.of();

    /** What an option stands for that is another one with a value: {@code -J} for {@code --format json}. */
    record Alias(Arg<?> target, String value) {
    }

    /**
     * @param names    of an option, with their dashes; empty for a positional
     * @param kind     what its value may be, null for a switch
     * @param label    what its value is called in help
     * @param least    how many words it takes at least: 0 where it may be missing
     * @param most     and at most; {@link Integer#MAX_VALUE} for all that are left
     * @param fallback the value where none is given
     * @param alias    what it stands for, null for most
     * @param implied  the value where an option is given without one: of a switch true, null where there is none
     * @param place    its number among all of its command
     */
    Arg(List<String> names, ValueType<?> kind, String label, String description, int least, int most, T fallback,
        Alias alias, Object implied,
        int place) {
        this.names = names;
        this.kind = kind;
        this.label = label;
        this.description = description;
        this.least = least;
        this.most = most;
        this.fallback = fallback;
        this.alias = alias;
        this.implied = implied;
        this.place = place;
    }

    /** Its names with their dashes, in the order in which they are listed; empty for a positional. */
    public List<String> names() {
        return names;
    }

    /** What its values may be; null for a switch. */
    public ValueType<?> kind() {
        return kind;
    }

    /** What its value is called in help: {@code SIZE}. */
    public String label() {
        return label;
    }

    /** A sentence that says what it is, and the default that it was declared with. */
    public String description() {
        String told = defaultText();
        return told == null ? description
                : description.substring(0, description.length() - 1) + " (default: " + told + ").";
    }

    /** Its first clause, and what it says of the default. */
    String summary() {
        String told = defaultText();
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < description.length() - 1 && (depth > 0 || !endsClause(i)); i++) {
            depth += description.charAt(i) == '(' ? 1 : description.charAt(i) == ')' ? -1 : 0;
            text.append(description.charAt(i));
        }
        int typed = description.indexOf("; default ", text.length());
        if (typed >= 0) {
            text.append(" (default:").append(description, typed + "; default".length(), description.length() - 1)
                    .append(')');
        }
        return text.append(told == null ? "" : " (default: " + told + ")").append('.').toString();
    }

    /** A positional says in its second clause what it means not to give it. */
    private boolean endsClause(int at) {
        boolean dots = at > 0 && description.charAt(at - 1) == '.';
        return description.charAt(at) == ';' && !names.isEmpty() || description.startsWith(". ", at) && !dots;
    }

    /** The declared default as the user would write it; null where there is none, or one that cannot be written. */
    private String defaultText() {
        if (fallback instanceof Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
        } else if (fallback instanceof Duration time) {
            return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
        }
        boolean meansNone = !(fallback instanceof Long number) || number < 0 || number >= Integer.MAX_VALUE;
        return meansNone ? null : label.equals("SIZE") ? size((Long) fallback) : fallback.toString();
    }

    private static String size(long bytes) {
        return bytes > 0 && bytes % (1 << 20) == 0 ? (bytes >> 20) + "M"
                : bytes > 0 && bytes % (1 << 10) == 0 ? (bytes >> 10) + "K" : Long.toString(bytes);
    }

    /** The same for an option that few people need, which {@code -h} leaves out. */
    public Arg<T> rare() {
        rare = true;
        return this;
    }

    /**
     * The same for an option whose value is two words, which its kind gets with {@link #BETWEEN_WORDS} between them.
     */
    public Arg<T> ofTwoWords() {
        ofTwoWords = true;
        return this;
    }

    boolean isOfTwoWords() {
        return ofTwoWords;
    }

    /** The same for an option that was called so once: these names go on working, and nobody is told of them. */
    public Arg<T> formerly(String... others) {
        former = List.of(others);
        return this;
    }

    /** What it was called once. */
    List<String> former() {
        return former;
    }

    /** Whether {@code -h} leaves it out. */
    boolean isRare() {
        return rare;
    }

    /** Whether it must be given. */
    public boolean isRequired() {
        return least > 0;
    }

    /** Whether a value follows its name, behind {@code =} or as the next word. */
    public boolean takesValue() {
        return kind != null && implied == null;
    }

    /** Whether a value may follow its name, behind {@code =} only: getopt_long's optional_argument. */
    public boolean mayHaveValue() {
        return kind != null && implied != null;
    }

    /** Whether it is a positional that takes all words that are left. */
    public boolean isRepeated() {
        return most == Integer.MAX_VALUE;
    }

    /** The name that messages use: the longest. */
    public String longestName() {
        String longest = names.get(0);
        for (String name : names) {
            longest = name.length() > longest.length() ? name : longest;
        }
        return longest;
    }

    /** How messages name it: {@code --timeout DUR}, {@code NAME}. */
    String shown() {
        return names.isEmpty() ? label : kind == null ? longestName() : longestName() + " " + label;
    }

    Object implied() {
        return implied;
    }

    T fallback() {
        return fallback;
    }

    Alias alias() {
        return alias;
    }

    int place() {
        return place;
    }

    /**
     * The value that {@code text} is.
     *
     * @throws UsageException where it is none
     */
    Object parse(String text) {
        try {
            return kind.parser().apply(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(invalid(text) + e.getMessage());
        } catch (RuntimeException e) {
            // Whatever a parser stumbles over, it is the user's word that it could not read.
            throw new UsageException(invalid(text) + "cannot be read as " + kind.label());
        }
    }

    private String invalid(String text) {
        return "invalid value for " + (names.isEmpty() ? label : "option '" + longestName() + "'") + ": '"
                + text.replace(BETWEEN_WORDS, ' ') + "' ";
    }
}
