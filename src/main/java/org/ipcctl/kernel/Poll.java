package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** poll(2): waiting for descriptors until a deadline. Every wait of ipcctl that has a deadline ends up here. */
public final class Poll {
    public static final int IN = 0x1;
    public static final int OUT = 0x4;
    public static final int ERR = 0x8;
    public static final int HUP = 0x10;
    /** The descriptor is closed: POLLNVAL. */
    public static final int NVAL = 0x20;

    private static final int STRIDE = 8;

    private Poll() {
    }

    /**
     * Waits until {@code fd} has one of {@code events}, an error or a hang-up, or the deadline has passed.
     *
     * @return the returned events; 0 when the deadline has passed
     */
    public static int await(Fd fd, int events, Deadline deadline) {
        return await(new Fd[] {fd}, new int[] {events}, deadline)[0];
    }

    /** As above for several descriptors at once; {@code events[i]} belongs to {@code fds[i]}, 0 ignores that one. */
    public static int[] await(Fd[] fds, int[] events, Deadline deadline) {
        ByteBuffer set = ByteBuffer.allocate(fds.length * STRIDE).order(ByteOrder.nativeOrder());
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < fds.length; i++) {
            // A negative number makes poll skip the entry; without it, HUP would be reported for ever.
            set.putInt(i * STRIDE, events[i] == 0 ? -1 : fds[i].number());
            set.putShort(i * STRIDE + 4, (short) events[i]);
            names.append(i == 0 ? "" : " ").append(fds[i].name());
        }
        do {
            Interruption.check();
            long ready = Syscall.call("poll", names.toString(),
                    () -> LibC.C.poll(set.array(), fds.length, deadline.remainingMillis()), deadline.remainingMillis());
            if (ready > 0) {
                break;
            }
        } while (!deadline.hasPassed());
        int[] returned = new int[fds.length];
        for (int i = 0; i < fds.length; i++) {
            returned[i] = set.getShort(i * STRIDE + 6);
        }
        return returned;
    }
}
