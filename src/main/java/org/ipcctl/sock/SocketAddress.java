package org.ipcctl.sock;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;

/**
 * Where a UNIX domain socket is found: a path in the file system, or a name in the abstract name space, which belongs
 * to the network name space and needs no file. See {@code unix(7)}.
 *
 * <p>An abstract name may hold any byte, NUL too, and many programs pad theirs with NULs. So that each can be typed and
 * read,
 * {@code \xNN} stands for the byte with that hexadecimal number in it and {@code \\} for a backslash; of several
 * spellings of a name the text has the one that {@link #show} gives. A path is what it is.
 *
 * @param text as the user writes it: a path, or {@code @name}
 */
public record SocketAddress(String text) {
    /** Bytes of {@code sun_path}. */
    public static final int ROOM = 108;
    private static final int FAMILY_SIZE = 2;
    private static final String HEX = "0123456789abcdef";

    /** @throws IllegalArgumentException with a clause, where an abstract name has a backslash that begins nothing */
    public SocketAddress {
        if (text.startsWith("@") && text.indexOf('\\') >= 0) {
            text = show(nameBytes(text));
        }
    }

    /** The abstract name {@code name}, as it is. */
    public static SocketAddress ofAbstract(String name) {
        byte[] bytes = OsString.encode("@" + name);
        bytes[0] = 0;
        return new SocketAddress(show(bytes));
    }

    /** Whether it is in the abstract name space. */
    public boolean isAbstract() {
        return text.startsWith("@");
    }

    /**
     * {@code struct sockaddr_un}, exactly as long as it needs to be: the length tells where an abstract name ends, and
     * bytes of padding would be part of it.
     *
     * @param call what the address is for, to be named by the error
     * @throws KernelException ENAMETOOLONG, with the numbers, before the kernel is asked
     */
    byte[] bytes(String call) {
        byte[] name = isAbstract() ? nameBytes(text) : OsString.encode(text);
        if (name.length > ROOM) {
            throw tooLong(call, name.length);
        }
        // The NUL behind a path is counted, but for a path that takes all the room; a name of no byte has the kernel
        // choose one.
        int length = isAbstract() ? name.length == 1 ? 0 : name.length : Math.min(ROOM, name.length + 1);
        byte[] address = new byte[FAMILY_SIZE + length];
        ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).putShort(0, (short) SocketFunctions.AF_UNIX);
        System.arraycopy(name, 0, address, FAMILY_SIZE, Math.min(length, name.length));
        return address;
    }

    /** A NUL, and the bytes that {@code @name} stands for. */
    private static byte[] nameBytes(String text) {
        byte[] written = OsString.encode(text);
        byte[] name = new byte[written.length];
        int length = 0;
        int at = 0;
        while (at < written.length) {
            int next = written[at++];
            if (next == '\\') {
                int kind = at < written.length ? written[at++] : 0;
                int value = kind == 'x' && at + 2 <= written.length
                        ? HEX.indexOf(lower(written[at])) << 4 | HEX.indexOf(lower(written[at + 1])) : -1;
                if (kind != '\\' && value < 0) {
                    throw new IllegalArgumentException(
                            "has a backslash that is followed by neither x and two hexadecimal digits nor another "
                                    + "backslash");
                }
                at += kind == 'x' ? 2 : 0;
                next = kind == 'x' ? value : kind;
            }
            name[length++] = (byte) next;
        }
        name[0] = 0;
        return Arrays.copyOf(name, length);
    }

    private static char lower(byte digit) {
        return (char) (digit >= 'A' && digit <= 'F' ? digit - 'A' + 'a' : digit);
    }

    private KernelException tooLong(String call, int length) {
        KernelException failure = new KernelException(call, text, Errno.ENAMETOOLONG);
        return isAbstract()
                ? failure
                        .because("the name has " + (length - 1) + " bytes, and an abstract one has room for "
                                + (ROOM - 1))
                        .advise("Choose a shorter name.")
                : failure.because("the path has " + length + " bytes, and a socket's address has room for " + ROOM)
                        .advise("Go to its directory with cd and use a relative path, or choose a shorter one.");
    }

    /** The directory that a path is in. */
    String directory() {
        int slash = text.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : text.substring(0, slash);
    }

    /**
     * What the kernel says of a bound socket, a path, or a NUL and an abstract name, as it can be typed; null for a
     * socket without a name.
     */
    static String show(byte[] sunPath) {
        if (sunPath.length == 0) {
            return null;
        } else if (sunPath[0] == 0) {
            return "@" + showName(OsString.decode(Arrays.copyOfRange(sunPath, 1, sunPath.length)));
        }
        int end = 0;
        while (end < sunPath.length && sunPath[end] != 0) {
            end++;
        }
        return OsString.decode(Arrays.copyOf(sunPath, end));
    }

    /** Bytes that are no text, and characters that nobody sees, by their numbers. */
    private static String showName(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < name.length()
                    && Character.isLowSurrogate(name.charAt(i + 1));
            if (pair) {
                shown.append(c).append(name.charAt(++i));
            } else if (c == '\\') {
                shown.append("\\\\");
            } else if (isUnseen(c)) {
                for (byte b : OsString.encode(name.substring(i, i + 1))) {
                    shown.append("\\x").append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
                }
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    private static boolean isUnseen(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.SURROGATE || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    @Override
    public String toString() {
        return text;
    }
}
