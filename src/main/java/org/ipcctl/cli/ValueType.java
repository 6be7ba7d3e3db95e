package org.ipcctl.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.ipcctl.cli.convert.Durations;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.cli.convert.Sizes;
import org.ipcctl.inspect.IpcKind;

/**
 * What the value of an option or positional may be.
 *
 * @param label      the name its value has in help: {@code SIZE}
 * @param type       the Java type of the value
 * @param parser     from the text to the value; IllegalArgumentException with a clause for what is none
 * @param candidates the values for completion where there is a fixed set, or else nothing
 * @param names      what else a shell can complete it to
 * @param objects    whose objects those are, where they are such
 */
public record ValueType<T>(String label, Class<T> type, Function<String, T> parser, List<String> candidates,
                           Names names, IpcKind<?> objects) {
    public static final ValueType<String> TEXT = of("TEXT", String.class, text -> text);
    public static final ValueType<String> PATH = of("PATH", String.class, ValueType::path).completing(Names.FILES);
    /** The path of a FIFO that exists. */
    public static final ValueType<String> FIFO = PATH.completing(Names.FIFOS);
    /** The address of a socket that exists: a path, or {@code @name} in the abstract name space. */
    public static final ValueType<String> SOCKET = TEXT.labelled("ADDR").completing(Names.SOCKETS);
    public static final ValueType<Long> SIZE = of("SIZE", Long.class, Sizes::parse);
    /** A size, or a number of bytes in hexadecimal as addresses are written: {@code 0x40}. */
    public static final ValueType<Long> OFFSET = of("OFFSET", Long.class, Sizes::parseOffset);
    public static final ValueType<Duration> DURATION = of("DUR", Duration.class, Durations::parse);
    public static final ValueType<FileMode> MODE = of("MODE", FileMode.class, FileMode::parse);

    /** The existing things whose names a shell offers for a value. */
    public enum Names {
        NONE, FILES, FIFOS,
        /** Socket files, and the abstract names in {@code /proc/net/unix} as {@code @name}. */
        SOCKETS,
        /** The objects of an {@link IpcKind}. */
        OBJECTS,
        /** Objects as {@code KIND:NAME}; the kinds are the candidates. */
        KINDS,
        /** The columns of the command's own result, one or several with commas between them. */
        COLUMNS,
        /** A command, and behind it whatever that command takes. */
        COMMANDS,
        /** The words of a command of ipcctl's own. */
        WORDS
    }

    static <T> ValueType<T> of(String label, Class<T> type, Function<String, T> parser) {
        return new ValueType<>(label, type, parser, List.of(), Names.NONE, null);
    }

    /** A kind that a mechanism's commands define for themselves. */
    public static <T> ValueType<T> custom(String label, Class<T> type, Function<String, T> parser) {
        return of(label, type, parser);
    }

    /** A whole number from {@code low} to {@code high}. */
    public static ValueType<Long> integer(String label, long low, long high) {
        return of(label, Long.class, text -> {
            long number;
            try {
                number = Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("is not a whole number");
            }
            if (number < low || number > high) {
                throw new IllegalArgumentException(high == Long.MAX_VALUE
                        ? "is below " + low : "is outside " + low + " to " + high);
            }
            return number;
        });
    }

    /** One of an enum's constants, written in lower case. */
    public static <E extends Enum<E>> ValueType<E> choice(String label, Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            names.add(word(constant));
        }
        return new ValueType<>(label, type, text -> {
            int index = names.indexOf(text.toLowerCase(Locale.ROOT));
            if (index < 0) {
                throw new IllegalArgumentException("is not " + withArticle(label) + Suggestions.value(text, names));
            }
            return type.getEnumConstants()[index];
        }, List.copyOf(names), Names.NONE, null);
    }

    /** The same values under another name in help. */
    public ValueType<T> labelled(String name) {
        return new ValueType<>(name, type, parser, candidates, names, objects);
    }

    /** The same values, of which a shell offers {@code words}. */
    public ValueType<T> offering(List<String> words) {
        return new ValueType<>(label, type, parser, words, names, objects);
    }

    /** The same values, for which a shell offers {@code existing}. */
    public ValueType<T> completing(Names existing) {
        return new ValueType<>(label, type, parser, candidates, existing, null);
    }

    /** The same values, for which a shell offers the objects of {@code kind}. */
    public ValueType<T> completing(IpcKind<?> kind) {
        if (kind.naming().files() != null || kind.naming().label().equals("KEY")) {
            return new ValueType<>(label, type, parser, candidates, Names.OBJECTS, kind);
        }
        String word = kind.naming().label();
        return completing(word.equals("PATH") ? Names.FIFOS : word.equals("ADDR") ? Names.SOCKETS : Names.NONE);
    }

    /**
     * The same values, for which a shell offers each of {@code kinds} with a colon, and behind it the objects of that
     * kind.
     */
    public ValueType<T> completingObjects(List<String> kinds) {
        return new ValueType<>(label, type, parser, List.copyOf(kinds), Names.KINDS, null);
    }

    private static String withArticle(String label) {
        String word = label.toLowerCase(Locale.ROOT);
        return ("aeiou".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
    }

    static String join(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String path(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        return text;
    }
}
