package org.ipcctl.sock;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;

/**
 * Tells how far a stream socket can be read without losing descriptors: by splice(2), which is quicker than recvmsg(2)
 * and closes those that it passes. The kernel counts the descriptors that wait in a socket, from Linux 5.6 on, in
 * {@code /proc/self/fdinfo}: {@code scm_fds}.
 */
public final class PendingDescriptors implements AutoCloseable {
    private static final byte[] KEY = {'s', 'c', 'm', '_', 'f', 'd', 's', ':'};
    private static final int ROOM = 512;

    private final UnixSocket socket;
    /** Null where nobody tells. */
    private Fd info;
    private final ByteBuffer text = ByteBuffer.allocateDirect(ROOM);

    /** Those that wait in {@code socket}. */
    public PendingDescriptors(UnixSocket socket) {
        this.socket = socket;
        if (socket.type() == SocketType.STREAM) {
            try {
                info = Fd.open("/proc/self/fdinfo/" + socket.fd().number(), Fd.O_RDONLY, 0);
            } catch (KernelException noProc) {
                info = null;
            }
        }
    }

    /**
     * How many bytes can be read that no descriptor is with; 0 where none is there, or nobody knows. What has come is
     * counted first and looked at then, so that a descriptor that comes in between is behind those bytes.
     */
    public int bytesBefore() {
        if (info == null) {
            return 0;
        }
        int bytes = socket.fd().readable();
        return bytes > 0 && noneWaits() ? bytes : 0;
    }

    private boolean noneWaits() {
        int length = info.readAt(text.clear(), 0);
        for (int at = 0; at + KEY.length < length; at++) {
            if (isKey(at)) {
                int value = at + KEY.length;
                while (value < length && (text.get(value) == ' ' || text.get(value) == '\t')) {
                    value++;
                }
                return value < length && text.get(value) == '0';
            }
        }
        close();
        return false;
    }

    private boolean isKey(int at) {
        for (int i = 0; i < KEY.length; i++) {
            if (text.get(at + i) != KEY[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        if (info != null) {
            info.close();
            info = null;
        }
    }
}
