package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ipcctl.host.Kinds;
import org.ipcctl.inspect.IpcKind;

/** Names of objects, and {@code KIND:NAME}, as arguments. */
public final class ObjectName {
    private ObjectName() {}

    /** An object of {@code kind}. */
    public static ValueType<String> of(IpcKind<?> kind) {
        return of(kind, kind.naming()::parse);
    }

    /** One or several, as {@code parser} has it. */
    static ValueType<String> of(IpcKind<?> kind, Function<String, String> parser) {
        return ValueType.custom(kind.naming().label(), String.class, parser).completing(kind);
    }

    /**
     * An object of any kind that fits.
     *
     * @param kind that of the registry
     * @param name as that kind spells it
     */
    public record Ref(IpcKind<?> kind, String name) {
        /** As it is typed. */
        @Override
        public String toString() {
            return kind.word() + ":" + name;
        }
    }

    /** A lock, {@code sem:NAME} or {@code mutex:NAME}. */
    public static ValueType<Ref> lock() {
        List<IpcKind<?>> kinds = new ArrayList<>();
        for (IpcKind<?> kind : Kinds.ALL) {
            if (kind.isLock()) {
                kinds.add(kind);
            }
        }
        return reference("LOCK", kinds, "is not a lock");
    }

    /** Any object: {@code KIND:NAME}, {@code fifo:PATH} or {@code sock:ADDR}. */
    public static ValueType<Ref> any() {
        return reference("OBJECT", Kinds.ALL, "is not an object");
    }

    /** Any object, or where they are listed, a pattern of names of one kind. */
    public static ValueType<Ref> anyOrPattern() {
        return reference("OBJECT", Kinds.ALL, "is not an object", ObjectRemoval::parse);
    }

    private static ValueType<Ref> reference(String label, List<IpcKind<?>> kinds, String otherwise) {
        return reference(label, kinds, otherwise, (kind, name) -> kind.naming().parse(name));
    }

    private static ValueType<Ref> reference(String label, List<IpcKind<?>> kinds, String otherwise,
                                            BiFunction<IpcKind<?>, String, String> parser) {
        return ValueType.custom(label, Ref.class, text -> {
            int colon = text.indexOf(':');
            IpcKind<?> kind = find(colon < 0 ? "" : text.substring(0, colon), kinds, otherwise);
            return new Ref(kind, parser.apply(kind, text.substring(colon + 1)));
        }).completingObjects(words(kinds));
    }

    /** The one of {@code kinds} that {@code word} is of. */
    static IpcKind<?> find(String word, List<IpcKind<?>> kinds, String otherwise) {
        for (IpcKind<?> kind : kinds) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(otherwise + "; write it as " + forms(kinds));
    }

    /** What may stand before the colon. */
    static List<String> words(List<IpcKind<?>> kinds) {
        List<String> words = new ArrayList<>();
        for (IpcKind<?> kind : kinds) {
            words.add(kind.word());
        }
        return words;
    }

    /** How objects of any kind are written. */
    public static String forms() {
        return forms(Kinds.ALL);
    }

    private static String forms(List<IpcKind<?>> kinds) {
        StringBuilder forms = new StringBuilder();
        for (int i = 0; i < kinds.size(); i++) {
            forms.append(i == 0 ? "" : i == kinds.size() - 1 ? " or " : ", ").append(kinds.get(i).word()).append(':')
                    .append(kinds.get(i).naming().label());
        }
        return forms.toString();
    }
}
