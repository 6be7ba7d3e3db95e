package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.host.Kinds;
import org.ipcctl.host.Sought;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.sock.SocketAddress;

/** Names of objects, and {@code KIND:NAME}, as arguments. */
public final class ObjectName {
    private ObjectName() {}

    /** An object of {@code kind}. */
    public static ValueType<String> of(IpcKind<?> kind) {
        return ValueType.custom("NAME", String.class, kind.naming()::parse).completing(kind);
    }

    /**
     * An object of any kind that fits.
     *
     * @param word what stands before the colon
     * @param kind that of the registry; null for a FIFO and a socket, which have a path or an address
     * @param name its name with its slash, its path or its address
     */
    public record Ref(String word, IpcKind<?> kind, String name) {
    }

    /** A lock, {@code sem:NAME} or {@code mutex:NAME}. */
    public static ValueType<Ref> lock() {
        List<String> words = new ArrayList<>();
        for (IpcKind<?> kind : Kinds.ALL) {
            if (kind.isLock()) {
                words.add(kind.word());
            }
        }
        return ValueType.custom("LOCK", Ref.class, text -> parse(text, words, "is not a lock")).completingObjects(words);
    }

    /** Any object: {@code KIND:NAME}, {@code fifo:PATH} or {@code sock:ADDR}. */
    public static ValueType<Ref> any() {
        List<String> words = words();
        return ValueType.custom("OBJECT", Ref.class, text -> parse(text, words, "is not an object")).completingObjects(words);
    }

    /** What may stand before the colon. */
    public static List<String> words() {
        List<String> words = new ArrayList<>();
        for (IpcKind<?> kind : Kinds.ALL) {
            words.add(kind.word());
        }
        words.add(Sought.FIFO);
        words.add(Sought.SOCKET);
        return words;
    }

    /** The address of a socket. */
    public static SocketAddress address(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        } else if (text.equals("@")) {
            throw new IllegalArgumentException("has no name behind the @");
        }
        return new SocketAddress(text);
    }

    private static Ref parse(String text, List<String> words, String otherwise) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? "" : text.substring(0, colon);
        if (!words.contains(word)) {
            throw new IllegalArgumentException(otherwise + "; write it as " + forms(words));
        }
        String name = text.substring(colon + 1);
        IpcKind<?> kind = Kinds.find(word);
        if (kind != null) {
            name = kind.naming().parse(name);
        } else if (word.equals(Sought.SOCKET)) {
            name = address(name).text();
        } else {
            name = ValueType.PATH.parser().apply(name);
        }
        return new Ref(word, kind, name);
    }

    /** How objects of the kinds {@code words} are written. */
    public static String forms(List<String> words) {
        StringBuilder forms = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            forms.append(i == 0 ? "" : i == words.size() - 1 ? " or " : ", ").append(word)
                    .append(word.equals(Sought.FIFO) ? ":PATH" : word.equals(Sought.SOCKET) ? ":ADDR" : ":NAME");
        }
        return forms.toString();
    }
}
