package org.ipcctl.host;

import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;

/**
 * An object that holders are looked for, told from all others by what it is and not by its name.
 *
 * @param kind     its kind
 * @param name     as its kind spells it
 * @param identity which one it was when this was made
 */
public record Sought(IpcKind<?> kind, String name, Identity identity) {
    /**
     * The object {@code name} of {@code kind}.
     *
     * @throws org.ipcctl.kernel.KernelException ENOENT where there is none
     */
    public static Sought of(IpcKind<?> kind, String name) {
        return new Sought(kind, name, kind.identify(name));
    }

    /** The one that a removal of {@code name} would take. */
    public static Sought toRemove(IpcKind<?> kind, String name) {
        return new Sought(kind, name, kind.identifyToRemove(name));
    }

    /** How it is typed: {@code shm:/frame}. */
    public String shown() {
        return kind.word() + ":" + name;
    }
}
