package org.ipcctl.inspect;

import java.util.List;
import java.util.Map;
import org.ipcctl.kernel.KernelException;

/**
 * What a mechanism says of its objects. Its class of this is in its own directory, and one line in
 * {@link org.ipcctl.host.Kinds} registers it: names, completion, {@code ls}, {@code stat}, {@code rm} and
 * {@code KIND:NAME} follow from that.
 *
 * @param <T> what is known of one object
 */
public interface IpcKind<T> {
    /** The word of its group of commands, and before the colon in {@code KIND:NAME}: {@code mq}. */
    String word();

    /** What its objects are called in a sentence: {@code message queues}. */
    String plural();

    /** How its objects are named. */
    Naming naming();

    /** The files in which its objects are or are told of, as manual pages write them, each with a sentence. */
    default Map<String, String> files() {
        return Map.of();
    }

    /**
     * The objects there are, by name; those that vanish while this looks are left out. Of kinds that are found by who
     * has them open, those that somebody has.
     *
     * @throws KernelException where nobody can list them
     */
    List<T> list();

    /** What is known of {@code object}, in the words that all kinds share. */
    Summary summary(T object);

    /**
     * What is known of the object {@code name}.
     *
     * @throws KernelException ENOENT where there is none
     */
    T find(String name);

    /**
     * Which one the object {@code name} is.
     *
     * @throws KernelException ENOENT where there is none
     */
    Identity identify(String name);

    /**
     * Which one {@link #remove} would take; also a name that is left of an object that is gone.
     *
     * @throws KernelException ENOENT where there is none; EBUSY where it is known to be in use by what cannot be seen
     */
    default Identity identifyToRemove(String name) {
        return identify(name);
    }

    /**
     * Removes the object {@code name}, and nothing that is of another kind.
     *
     * @throws KernelException ENOENT where there is none
     */
    void remove(String name);

    /**
     * Whether a process has the object {@code name} open or mapped, be it one that nobody can see; null where the
     * kernel does not tell this user.
     *
     * @throws KernelException ENOENT where there is none
     */
    default Boolean isInUse(String name) {
        return null;
    }

    /**
     * Whether {@link #list} tells of all that there are; otherwise of those only that somebody has open, who may have
     * them anywhere.
     */
    default boolean isListed() {
        return true;
    }

    /** Whether the kernel keeps account of who has one; otherwise nobody can tell that no process has. */
    default boolean isHeld() {
        return true;
    }

    /** Of memory that is no file: its number, by which {@code /proc/PID/maps} calls it; null for all else. */
    default Long segment(T object) {
        return null;
    }

    /** Whether those who wait for one sleep on its memory, where they can be seen. */
    default boolean isSleptOn() {
        return false;
    }

    /** Whether a command can hold one while it works: {@code --lock}. */
    default boolean isLock() {
        return false;
    }

    /** What can be waited for of its objects. */
    default List<Condition.What> conditions() {
        return List.of(Condition.What.EXISTS, Condition.What.GONE);
    }

    /**
     * The object {@code name}, to be waited for until it is as {@code condition} says, which is one of
     * {@link #conditions}.
     *
     * @throws KernelException ENOENT where there is none that could ever be so
     */
    default Awaited await(String name, Condition condition) {
        return new Presence(naming().file(name), () -> Presence.isFound(() -> identify(name)), condition);
    }
}
