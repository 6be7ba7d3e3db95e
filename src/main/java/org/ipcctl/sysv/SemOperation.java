package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the operations that semop(2) does at once or not at all: {@code struct sembuf}, three shorts.
 *
 * @param semaphore its number in the set, from 0
 * @param change    what is added to its value, which never goes below 0; 0 waits until it is 0
 * @param undone    whether the kernel takes it back when the process ends (SEM_UNDO)
 */
public record SemOperation(int semaphore, int change, boolean undone) {
    /** {@code SEMVMX}: the highest value. */
    public static final int HIGHEST_VALUE = 32_767;
    private static final int SIZE = 6;
    private static final int IPC_NOWAIT = 04000;
    private static final int SEM_UNDO = 0x1000;
    /** What a short holds without its sign. */
    private static final int HIGHEST_SEMAPHORE = 65_535;

    /**
     * Those that {@code text} has, as {@code 0:-1,1:+2,2:0}.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static List<SemOperation> parse(String text) {
        List<SemOperation> operations = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            int colon = one.indexOf(':');
            String change = one.substring(colon + 1);
            if (!one.matches("[0-9]{1,5}:(0|[+-][0-9]{1,5})")
                    || Integer.parseInt(one.substring(0, colon)) > HIGHEST_SEMAPHORE
                    || Math.abs(Integer.parseInt(change)) > HIGHEST_VALUE) {
                throw new IllegalArgumentException(
                        "is not a list of operations; write each as SEM:-N, SEM:+N, or SEM:0 to wait for zero, with "
                                + "commas between them");
            }
            operations
                    .add(new SemOperation(Integer.parseInt(one.substring(0, colon)), Integer.parseInt(change), false));
        }
        return List.copyOf(operations);
    }

    /** The same, taken back when the process ends. */
    public static List<SemOperation> undone(List<SemOperation> operations) {
        return operations.stream().map(one -> new SemOperation(one.semaphore, one.change, true)).toList();
    }

    /** What takes them back now; to wait for zero changes nothing. */
    public static List<SemOperation> reversed(List<SemOperation> operations) {
        return operations.stream().filter(one -> one.change != 0)
                .map(one -> new SemOperation(one.semaphore, -one.change, one.undone)).toList();
    }

    static byte[] array(List<SemOperation> operations, boolean waits) {
        ByteBuffer array = ByteBuffer.allocate(SIZE * operations.size()).order(ByteOrder.nativeOrder());
        for (SemOperation one : operations) {
            array.putShort((short) one.semaphore).putShort((short) one.change)
                    .putShort((short) ((one.undone ? SEM_UNDO : 0) | (waits ? 0 : IPC_NOWAIT)));
        }
        return array.array();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return semaphore + ":" + (change > 0 ? "+" : "") + change;
    }
}
