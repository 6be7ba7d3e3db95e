package org.ipcctl.cli.sysv;

import org.ipcctl.cli.ValueType;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.MsgKind;
import org.ipcctl.sysv.SemKind;
import org.ipcctl.sysv.ShmKind;

/** Keys as arguments. */
final class KeyName {
    private static final ValueType<Key> EXISTING = ValueType.custom("KEY", Key.class, Key::parse);
    /** Of a message queue that exists. */
    static final ValueType<Key> MSG = EXISTING.completing(MsgKind.KIND);
    /** Of a semaphore set that exists. */
    static final ValueType<Key> SEM = EXISTING.completing(SemKind.KIND);
    /** Of a segment that exists. */
    static final ValueType<Key> SHM = EXISTING.completing(ShmKind.KIND);
    /** Of one to create. */
    static final ValueType<Key> NEW = ValueType.custom("KEY", Key.class, Key::parseNew);
    private static final String FORMS = ": a number (0x1234), or ftok:PATH:ID as made by ftok(3) from a file and a "
            + "number or a letter, or ";

    private KeyName() {}

    /** The sentence about the key of an existing {@code object}, with its article. */
    static String help(String object) {
        return object + FORMS + "id:N.";
    }

    /** The same of one to create. */
    static String helpNew(String object) {
        return object + FORMS + "private for a new one without a key, whose id is printed.";
    }
}
