package org.ipcctl.cli.sock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ProcSelf;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.ReadyNotice;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketKind;
import org.ipcctl.sock.SocketType;

/** How {@code sock listen} comes by its listener, a new one or {@code fd:N}, and whom it tells that it is there. */
final class Opening {
    static final ValueType<SocketAddress> PLACE = ValueType.custom("ADDR", SocketAddress.class, Opening::place)
            .completing(ValueType.Names.SOCKETS);
    private static final String HANDED_OVER = "fd:";
    private static final int LONGEST_NUMBER = 9;

    private Opening() {}

    private static SocketAddress place(String text) {
        String number = text.startsWith(HANDED_OVER) ? text.substring(HANDED_OVER.length()) : "0";
        if (number.isEmpty() || number.length() > LONGEST_NUMBER
                || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "is not fd:N, where N is the number of a descriptor; to name a file, write ./" + text);
        }
        return SocketKind.address(text);
    }

    /** Whether it is a socket that this process was started with. */
    static boolean isInherited(SocketAddress address) {
        return address.text().startsWith(HANDED_OVER);
    }

    /** @param type null for stream, or that of what was handed over */
    static Listener open(SocketAddress address, SocketType type, FileMode mode) {
        if (!isInherited(address)) {
            return SockCommand.listen(address, type == null ? SocketType.STREAM : type, mode);
        }
        String intended = ProcSelf.variable("LISTEN_PID");
        if (intended != null && !intended.equals(Long.toString(ProcessHandle.current().pid()))) {
            throw new CommandFailure(ExitCode.FAILED, address.text(),
                    "the descriptors were passed to process " + intended + " (LISTEN_PID), and this is process "
                            + ProcessHandle.current().pid(),
                    "Replace the shell with ipcctl by 'exec', or unset LISTEN_PID.");
        }
        String number = address.text().substring(HANDED_OVER.length());
        Listener listener = Listener.inherited(address, SockCommand.inherited(Integer.parseInt(number),
                "systemd-socket-activate -l ADDR ipcctl sock listen fd:3"));
        if (listener == null) {
            throw new CommandFailure(ExitCode.FAILED, address.text(), "is not a listening UNIX domain socket", null);
        } else if (type != null && type != listener.socket().type()) {
            SocketType own = listener.socket().type();
            listener.close();
            throw new CommandFailure(ExitCode.FAILED, address.text(), "is of type " + own + ", not " + type, null);
        }
        return listener;
    }

    /** Listens, and says so to whoever waits for that. */
    static Listener announced(SocketAddress address, SocketType type, FileMode mode, Long readyFd, Context context) {
        Listener listener = open(address, type, mode);
        try {
            announce(readyFd, context);
            return listener;
        } catch (RuntimeException e) {
            try (listener) {
                throw e;
            }
        }
    }

    /**
     * Says that it listens, to descriptor {@code number}, if that is not null, and to the service manager, if there is
     * one.
     */
    private static void announce(Long number, Context context) {
        if (number != null) {
            Fd fd = SockCommand.inherited(number.intValue(),
                    "ipcctl sock listen ADDR --ready-fd " + number + " " + number + ">FILE");
            byte[] line = "READY=1\n".getBytes(StandardCharsets.US_ASCII);
            fd.writeFully(ByteBuffer.allocateDirect(line.length).put(line).flip());
            close(fd);
        }
        String place = ProcSelf.variable("NOTIFY_SOCKET");
        if (place != null && (place.startsWith("/") || place.startsWith("@"))) {
            try {
                ReadyNotice.send(place);
            } catch (KernelException e) {
                context.warn(
                        "the service manager cannot be notified that this is ready (NOTIFY_SOCKET): " + e.getMessage());
            }
        }
    }

    /** The number stays taken, or a file of ours would get it, and CMD that. */
    private static void close(Fd fd) {
        try (Fd nothing = Fd.open("/dev/null", Fd.O_RDWR, 0)) {
            nothing.copyTo(fd.number());
            fd.closeAtExec();
        }
    }
}
