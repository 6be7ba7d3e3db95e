package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.C;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Syscall;

/**
 * All UNIX domain sockets of this network name space: by {@code sock_diag(7)}, or by {@code /proc/net/unix}, which
 * knows no queues and no other sides, where the kernel was built without.
 */
public final class SocketTable {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short NLM_F_REQUEST_DUMP = 0x301;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int HEADER = 16;
    private static final int REQUEST = 24;
    private static final int UDIAG_SHOW_NAME_VFS_PEER_RQLEN_UID = 0x1 | 0x2 | 0x4 | 0x10 | 0x40;
    private static final int UNIX_DIAG_NAME = 0;
    private static final int UNIX_DIAG_VFS = 1;
    private static final int UNIX_DIAG_PEER = 2;
    private static final int UNIX_DIAG_RQLEN = 4;
    private static final int UNIX_DIAG_UID = 7;
    private static final int TCP_ESTABLISHED = 1;
    private static final int TCP_LISTEN = 10;
    private static final int ROOM = 1 << 16;
    private static final Pattern LINE = Pattern
            .compile("^[0-9a-f]+: [0-9A-F]{8} [0-9A-F]{8} [0-9A-F]{8} [0-9A-F]{4} [0-9A-F]{2} +\\d+( |$)");

    private SocketTable() {}

    /**
     * An address, to be compared with what sockets are bound to: they tell a path as it was bound, so that a relative
     * one is known by its file.
     */
    public static final class Place {
        private final SocketAddress address;
        private final SocketEntry.BoundFile file;

        private Place(SocketAddress address, SocketEntry.BoundFile file) {
            this.address = address;
            this.file = file;
        }

        /** Where {@code address} is now. */
        public static Place of(SocketAddress address) {
            if (!address.isAbstract()) {
                try {
                    FileStatus status = FileStatus.of(address.text());
                    return new Place(address, new SocketEntry.BoundFile(status.inode() & 0xFFFFFFFFL, status.device()));
                } catch (KernelException gone) {
                    // A socket stays bound where its file was removed.
                }
            }
            return new Place(address, null);
        }

        /** Whether {@code entry} is bound there. */
        public boolean holds(SocketEntry entry) {
            boolean same = address.text().equals(entry.address());
            boolean absolute = address.isAbstract() || address.text().startsWith("/");
            return same && (absolute || entry.file() == null) || file != null && file.equals(entry.file());
        }

        /**
         * Those of {@code entries} that who connects to it would find: not one whose file was removed since, where
         * another has one there.
         */
        List<SocketEntry> holders(List<SocketEntry> entries) {
            List<SocketEntry> bound = entries.stream().filter(this::holds).toList();
            List<SocketEntry> exact = bound.stream().filter(entry -> file != null && file.equals(entry.file()))
                    .toList();
            return exact.isEmpty() ? bound : exact;
        }
    }

    /** The sockets there are now. */
    public static List<SocketEntry> read() {
        try {
            return byDiag();
        } catch (KernelException e) {
            // Without the module unix_diag: ENOENT; without sock_diag itself: EPROTONOSUPPORT. /proc says less, and
            // says it everywhere.
            return byProc();
        }
    }

    private static List<SocketEntry> byDiag() {
        try (Fd netlink = Fd.own(Syscall.call("socket", "sock_diag",
                () -> C.socket(AF_NETLINK, SOCK_RAW | Fd.O_CLOEXEC, NETLINK_SOCK_DIAG), "AF_NETLINK"), "sock_diag")) {
            netlink.writeFully(request());
            List<SocketEntry> entries = new ArrayList<>();
            ByteBuffer answer = ByteBuffer.allocateDirect(ROOM).order(ByteOrder.nativeOrder());
            boolean more = true;
            while (more) {
                netlink.read(answer.clear());
                more = parse(answer.flip(), entries);
            }
            return entries;
        }
    }

    /** struct nlmsghdr, then struct unix_diag_req: family, protocol, padding, states, inode, what to show, cookie. */
    private static ByteBuffer request() {
        ByteBuffer request = ByteBuffer.allocateDirect(HEADER + REQUEST).order(ByteOrder.nativeOrder());
        request.putInt(HEADER + REQUEST).putShort(SOCK_DIAG_BY_FAMILY).putShort(NLM_F_REQUEST_DUMP).putInt(1).putInt(0);
        request.put((byte) SocketFunctions.AF_UNIX).put((byte) 0).putShort((short) 0);
        request.putInt(-1).putInt(0).putInt(UDIAG_SHOW_NAME_VFS_PEER_RQLEN_UID).putInt(-1).putInt(-1);
        return request.flip();
    }

    /** Takes the messages of one datagram; false after the last. */
    private static boolean parse(ByteBuffer answer, List<SocketEntry> entries) {
        int at = 0;
        while (at + HEADER <= answer.limit()) {
            int length = answer.getInt(at);
            int type = answer.getShort(at + 4);
            if (type == NLMSG_DONE) {
                return false;
            } else if (type == NLMSG_ERROR) {
                throw new KernelException("recv", "sock_diag", -answer.getInt(at + HEADER));
            } else if (length < HEADER) {
                throw new KernelException("recv", "sock_diag", Errno.EINVAL);
            }
            entries.add(entry(answer, at + HEADER, at + length));
            at += length + 3 & -4;
        }
        return true;
    }

    /** struct unix_diag_msg: family, type, state, padding, inode, cookie; then attributes. */
    private static SocketEntry entry(ByteBuffer message, int start, int end) {
        SocketEntry.State state = switch (message.get(start + 2)) {
            case TCP_LISTEN -> SocketEntry.State.LISTENING;
            case TCP_ESTABLISHED -> SocketEntry.State.CONNECTED;
            default -> SocketEntry.State.UNCONNECTED;
        };
        String address = null;
        SocketEntry.BoundFile file = null;
        Long peer = null;
        Long received = null;
        Long sent = null;
        Long user = null;
        int at = start + 16;
        while (at + 4 <= end) {
            int length = message.getShort(at) & 0xFFFF;
            switch (message.getShort(at + 2)) {
                case UNIX_DIAG_NAME -> {
                    byte[] name = new byte[length - 4];
                    message.get(at + 4, name);
                    address = SocketAddress.show(name);
                }
                case UNIX_DIAG_VFS -> file = new SocketEntry.BoundFile(Integer.toUnsignedLong(message.getInt(at + 4)),
                        device(message.getInt(at + 8)));
                case UNIX_DIAG_PEER -> peer = Integer.toUnsignedLong(message.getInt(at + 4));
                case UNIX_DIAG_RQLEN -> {
                    received = Integer.toUnsignedLong(message.getInt(at + 4));
                    sent = Integer.toUnsignedLong(message.getInt(at + 8));
                }
                case UNIX_DIAG_UID -> user = Integer.toUnsignedLong(message.getInt(at + 4));
                default -> {
                    // Not asked for.
                }
            }
            at += Math.max(4, length + 3 & -4);
        }
        return new SocketEntry(SocketType.of(message.get(start + 1)), state, address, file,
                unlessZero(Integer.toUnsignedLong(message.getInt(start + 4))),
                unlessZero(peer), received, sent, user);
    }

    private static Long unlessZero(Long number) {
        return number == null || number == 0 ? null : number;
    }

    /** The kernel's own {@code dev_t} has 20 bits for the minor number; st_dev has them in two parts. */
    private static long device(int kernel) {
        long minor = kernel & 0xFFFFFL;
        int major = kernel >>> 20;
        return minor & 0xFF | major << 8 | (minor & ~0xFFL) << 12;
    }

    /** Lines of Num, RefCount, Protocol, Flags, Type, St, Inode and Path. */
    static List<SocketEntry> byProc() {
        List<SocketEntry> entries = new ArrayList<>();
        String table;
        try {
            table = new String(Files.readAllBytes(Path.of("/proc/net/unix")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            if (Errno.isShortage(Errno.of(e))) {
                throw new KernelException("open", "/proc/net/unix", Errno.of(e));
            }
            throw new KernelException("open", "/proc/net/unix", Errno.ENOENT)
                    .because("neither sock_diag nor /proc/net/unix is there")
                    .advise("Mount it, as root: mount -t proc proc /proc");
        }
        for (String line : table.lines().skip(1).toList()) {
            // A name may have a newline in it, and then its rest is a line too.
            if (LINE.matcher(line).find()) {
                entries.add(entry(line.strip().split(" +", 8)));
            }
        }
        return entries;
    }

    private static SocketEntry entry(String[] fields) {
        boolean listening = (Long.parseLong(fields[3], 16) & 0x10000) != 0;
        boolean connected = fields[5].equals("03");
        return new SocketEntry(SocketType.of(Integer.parseInt(fields[4], 16)),
                listening ? SocketEntry.State.LISTENING
                        : connected ? SocketEntry.State.CONNECTED : SocketEntry.State.UNCONNECTED,
                fields.length < 8 ? null : address(fields[7].getBytes(StandardCharsets.ISO_8859_1)), null,
                unlessZero(Long.parseLong(fields[6])),
                null, null, null, null);
    }

    /** Each NUL of an abstract name is shown as an @ here, so that what is at its end is taken for padding. */
    private static String address(byte[] shown) {
        if (shown[0] == '@') {
            shown[0] = 0;
            for (int i = shown.length - 1; i > 0 && shown[i] == '@'; i--) {
                shown[i] = 0;
            }
        }
        return SocketAddress.show(shown);
    }
}
