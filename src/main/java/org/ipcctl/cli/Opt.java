package org.ipcctl.cli;

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

    Opt(ArgSpec spec, T fallback) {
        this.spec = spec;
        this.fallback = fallback;
    }

    /** What the user gave, or the default; null where there is neither. */
    public T get() {
        T given = spec.getValue();
        return given != null ? given : fallback;
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
            }
        };
    }
}
