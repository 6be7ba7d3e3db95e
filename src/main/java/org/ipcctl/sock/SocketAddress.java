package org.ipcctl.sock;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;

/**
 * Where a UNIX domain socket is found: a path in the file system, or a name in the abstract name space, which belongs to the
 * network name space and needs no file. See {@code unix(7)}.
 *
 * @param text as the user writes it: a path, or {@code @name}
 */
public record SocketAddress(String text) {
    /** Bytes of {@code sun_path}. */
    public static final int ROOM = 108;
    private static final int AF_UNIX = 1;
    private static final int FAMILY_SIZE = 2;

    /** The abstract name {@code name}. */
    public static SocketAddress ofAbstract(String name) {
        return new SocketAddress("@" + name);
    }

    /** Whether it is in the abstract name space. */
    public boolean isAbstract() {
        return text.startsWith("@");
    }

    /**
     * {@code struct sockaddr_un}, exactly as long as it needs to be: the length tells where an abstract name ends, and bytes
     * of padding would be part of it.
     *
     * @param call what the address is for, to be named by the error
     * @throws KernelException ENAMETOOLONG, with the numbers, before the kernel is asked
     */
    byte[] bytes(String call) {
        byte[] name = OsString.encode(text);
        if (name.length > ROOM) {
            throw tooLong(call, name.length);
        }
        byte[] address;
        if (isAbstract()) {
            name[0] = 0;
            address = new byte[FAMILY_SIZE + name.length];
        } else {
            // The NUL behind a path is counted, but for a path that takes all the room.
            address = new byte[FAMILY_SIZE + Math.min(ROOM, name.length + 1)];
        }
        ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).putShort(0, (short) AF_UNIX);
        System.arraycopy(name, 0, address, FAMILY_SIZE, name.length);
        return address;
    }

    private KernelException tooLong(String call, int length) {
        KernelException failure = new KernelException(call, text, Errno.ENAMETOOLONG);
        return isAbstract()
                ? failure.because("the name has " + (length - 1) + " bytes, and an abstract one has room for " + (ROOM - 1))
                        .advise("Choose a shorter name.")
                : failure.because("the path has " + length + " bytes, and a socket's address has room for " + ROOM)
                        .advise("Go to its folder with cd and use a relative path, or choose a shorter one.");
    }

    /** The folder that a path is in. */
    String folder() {
        int slash = text.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : text.substring(0, slash);
    }

    /** What the kernel says of a bound socket: a path, or a NUL and an abstract name; null for a socket without a name. */
    static String show(byte[] sunPath) {
        if (sunPath.length == 0) {
            return null;
        } else if (sunPath[0] == 0) {
            byte[] copy = sunPath.clone();
            copy[0] = '@';
            return OsString.decode(copy);
        }
        int end = 0;
        while (end < sunPath.length && sunPath[end] != 0) {
            end++;
        }
        return OsString.decode(Arrays.copyOf(sunPath, end));
    }

    @Override
    public String toString() {
        return text;
    }
}
