package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.host.Kinds;
import org.ipcctl.inspect.IpcKind;

/** Names of objects, and {@code KIND:NAME}, as arguments. */
public final class ObjectName {
    private ObjectName() {}

    /** An object of {@code kind}. */
    public static ValueType<String> of(IpcKind<?> kind) {
        return ValueType.custom("NAME", String.class, kind.naming()::parse).completing(kind);
    }

    /** An object of any kind that fits. */
    public record Ref(IpcKind<?> kind, String name) {
    }

    /** A lock, {@code sem:NAME} or {@code mutex:NAME}. */
    public static Ref lock(String text) {
        int colon = text.indexOf(':');
        IpcKind<?> kind = colon < 0 ? null : Kinds.find(text.substring(0, colon));
        if (kind == null || !kind.isLock()) {
            List<String> forms = new ArrayList<>();
            for (IpcKind<?> one : Kinds.ALL) {
                if (one.isLock()) {
                    forms.add(one.word() + ":NAME");
                }
            }
            throw new IllegalArgumentException("is not a lock; write it as " + String.join(" or ", forms));
        }
        return new Ref(kind, kind.naming().parse(text.substring(colon + 1)));
    }
}
