package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;

/** What one call gave for the options and positionals of its command. */
public final class Args {
    private final Object[] values;
    private final IdentityHashMap<Object, Object> derived = new IdentityHashMap<>(4);

    private Args(Syntax syntax) {
        values = new Object[syntax.size()];
    }

    /**
     * The values of {@code words}, which nothing is wrong with as words; the command's own rules come later.
     *
     * @throws UsageException where one is missing, too many, or has a value that cannot be
     */
    static Args of(Syntax syntax, Words words) {
        refuseSurplus(syntax, words);
        Args args = new Args(syntax);
        for (Words.Given given : words.options()) {
            args.give(given);
        }
        int at = 0;
        for (Arg<?> positional : syntax.positionals()) {
            at += args.take(positional, words.arguments(), at);
        }
        // Last: a value that is wrong explains more than one that is missing.
        args.refuseMissing(syntax);
        return args;
    }

    /** The values of those of {@code options} that were given, and of nothing else. */
    static Args ofSome(Syntax syntax, List<Arg<?>> options, Words words) {
        Args args = new Args(syntax);
        for (Words.Given given : words.options()) {
            if (options.contains(given.option())) {
                args.give(given);
            }
        }
        return args;
    }

    private void give(Words.Given given) {
        values[given.option().place()] = given.value() == null ? given.option().implied()
                : given.option().parse(given.value());
    }

    private int take(Arg<?> positional, List<String> words, int from) {
        if (positional.isRepeated()) {
            List<Object> all = new ArrayList<>(words.size() - from);
            for (String word : words.subList(from, words.size())) {
                all.add(positional.parse(word));
            }
            values[positional.place()] = all.isEmpty() ? null : Collections.unmodifiableList(all);
            return all.size();
        } else if (from < words.size()) {
            values[positional.place()] = positional.parse(words.get(from));
            return 1;
        }
        return 0;
    }

    private static void refuseSurplus(Syntax syntax, Words words) {
        List<String> arguments = words.arguments();
        List<Arg<?>> known = syntax.positionals();
        boolean endless = !known.isEmpty() && known.get(known.size() - 1).isRepeated();
        if (!endless && arguments.size() > known.size()) {
            String surplus = arguments.get(known.size());
            throw new UsageException("unexpected argument '" + surplus + "'" + meantAsValue(words, surplus));
        }
    }

    /** The value of an option that may have none is easily put where it counts as an argument. */
    private static String meantAsValue(Words words, String surplus) {
        for (Words.Given given : words.options()) {
            if (given.value() == null && given.option().mayHaveValue()) {
                return "; a value of " + given.option().longestName() + " is joined to it: "
                        + given.option().longestName() + "=" + surplus;
            }
        }
        return "";
    }

    private void refuseMissing(Syntax syntax) {
        StringBuilder missing = new StringBuilder();
        collectMissing(syntax.positionals(), missing);
        collectMissing(syntax.options(), missing);
        if (missing.length() > 0) {
            throw new UsageException("missing " + missing);
        }
    }

    private void collectMissing(List<Arg<?>> declared, StringBuilder missing) {
        for (Arg<?> one : declared) {
            if (one.isRequired() && values[one.place()] == null) {
                missing.append(missing.length() == 0 ? "" : ", ").append(one.shown());
            }
        }
    }

    /** What the user gave, or the default; null where there is neither. */
    @SuppressWarnings("unchecked") // what its own kind made, or the list of that
    public <T> T get(Arg<T> option) {
        Object value = values[option.place()];
        return value != null ? (T) value : option.fallback();
    }

    /** Whether the user gave it. */
    public boolean has(Arg<?> option) {
        return values[option.place()] != null;
    }

    /** What {@code maker} makes of these values, made the first time that {@code key} asks for it in this call. */
    @SuppressWarnings("unchecked") // a key asks for one thing only
    public <T> T once(Object key, Supplier<T> maker) {
        return (T) derived.computeIfAbsent(key, unknown -> maker.get());
    }
}
