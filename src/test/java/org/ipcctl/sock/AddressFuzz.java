package org.ipcctl.sock;

import java.util.Arrays;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;

/**
 * The address of a socket as it is typed, and as the kernel tells it: what is shown can be typed, and means the same.
 */
public final class AddressFuzz {
    private AddressFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            SocketAddress typed = SocketKind.address(OsString.decode(data));
            again(typed);
            typed.directory();
            typed.bytes("bind");
        } catch (IllegalArgumentException | KernelException told) {
            if (told.getMessage().isEmpty()) {
                throw told;
            }
        }
        if (data.length > 0 && data.length < SocketAddress.ROOM) {
            byte[] name = data.clone();
            name[0] = 0;
            SocketAddress bound = new SocketAddress(SocketAddress.show(name));
            again(bound);
            byte[] address = bound.bytes("connect");
            if (name.length > 1 && !Arrays.equals(name, Arrays.copyOfRange(address, 2, address.length))) {
                throw new IllegalStateException(bound + " is another name");
            }
        }
    }

    private static void again(SocketAddress address) {
        if (!new SocketAddress(address.text()).equals(address)) {
            throw new IllegalStateException(address + " is not what it says");
        }
    }
}
