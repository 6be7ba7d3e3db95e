package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * One option or positional of a command: declared once, read after the parse.
 *
 * <p>Commands are declared with picocli's programmatic model and not with annotations, whose reflection costs a small
 * command about 20 ms at every start.
 */
public final class Opt<T> {
    private final ArgSpec spec;
    private final T fallback;
    private final Function<T, T> reader;

    Opt(ArgSpec spec, T fallback) {
        this(spec, fallback, given -> given);
    }

    private Opt(ArgSpec spec, T fallback, Function<T, T> reader) {
        this.spec = spec;
        this.fallback = fallback;
        this.reader = reader;
    }

    /**
     * Of a positional that is a list of words. picocli takes a word that its converter refuses for the end of the list and
     * calls it unexpected, so {@code parser} sees the words only when somebody asks for them.
     */
    static Opt<List<String>> ofWords(ArgSpec spec, Kind<String> kind) {
        return new Opt<>(spec, List.of(), words -> {
            List<String> values = new ArrayList<>(words.size());
            for (String word : words) {
                try {
                    values.add(kind.parser().apply(word));
                } catch (IllegalArgumentException e) {
                    throw new UsageException("invalid value for " + spec.paramLabel() + ": '" + word + "' " + e.getMessage());
                }
            }
            return values;
        });
    }

    ArgSpec spec() {
        return spec;
    }

    /** What the user gave, or the default; null where there is neither. */
    public T get() {
        T given = spec.getValue();
        return given != null ? reader.apply(given) : fallback;
    }

    /** Whether the user gave it. */
    public boolean isGiven() {
        Object value = spec.getValue();
        return value instanceof List<?> list ? !list.isEmpty() : value instanceof Boolean flag ? flag : value != null;
    }

    static <T> ITypeConverter<T> converter(Kind<T> kind) {
        Function<String, T> parser = kind.parser();
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' " + e.getMessage());
            } catch (RuntimeException e) {
                // Whatever a parser stumbles over, it is the user's word that it could not read.
                throw new TypeConversionException("'" + text + "' cannot be read as " + kind.label());
            }
        };
    }
}
