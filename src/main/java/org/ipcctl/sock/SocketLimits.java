package org.ipcctl.sock;

import java.util.List;
import org.ipcctl.inspect.Limit;
import org.ipcctl.inspect.Limit.Unit;

/**
 * What bounds UNIX sockets, of which the kernel does not say how near they are: {@code unix(7)}, {@code socket(7)},
 * {@code listen(2)}.
 */
public final class SocketLimits {
    private SocketLimits() {}

    /** Those of the network name space, and of buffers. */
    public static List<Limit> all() {
        return List.of(
                Limit.sysctl("net.core.wmem_max", "net.core.wmem_max", "socket", Unit.BYTES, "EMSGSIZE",
                        Integer.MAX_VALUE, false).exempting("CAP_NET_ADMIN"),
                Limit.sysctl("net.core.rmem_max", "net.core.rmem_max", "socket", Unit.BYTES, null, Integer.MAX_VALUE,
                        false).exempting("CAP_NET_ADMIN"),
                Limit.sysctl("net.core.somaxconn", "net.core.somaxconn", "socket", Unit.CONNECTIONS, "EAGAIN",
                        Integer.MAX_VALUE, true),
                Limit.sysctl("net.unix.max_dgram_qlen", "net.unix.max_dgram_qlen", "socket", Unit.MESSAGES, "EAGAIN",
                        Integer.MAX_VALUE, true));
    }
}
