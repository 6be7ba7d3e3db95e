package org.ipcctl.cli.sock;

import org.ipcctl.cli.Entry;

/** The commands about UNIX domain sockets. */
public final class SockCommands {
    private SockCommands() {
    }

    /** {@code ipcctl sock ...}. */
    public static Entry group() {
        return Entry.group("sock", "connect processes both ways, and hand over open files, through UNIX domain sockets",
                Entry.leaf("listen", "accept connections, for standard input and output or for a command each", SockListen::new),
                Entry.leaf("connect", "connect standard input and output to a socket", SockConnect::new),
                Entry.leaf("send", "send messages to a datagram or seqpacket socket", SockSend::new),
                Entry.leaf("recv", "receive messages at a datagram or seqpacket socket", SockRecv::new),
                Entry.leaf("send-fd", "hand over open files to another process", SockSendFd::new),
                Entry.leaf("recv-fd", "take over open files, for a command or to look at", SockRecvFd::new),
                Entry.leaf("peer", "show which process is at the other side", SockPeer::new),
                Entry.leaf("pair", "run two commands, each reading what the other writes", SockPair::new),
                Entry.leaf("ls", "list the sockets and the processes at each end", SockLs::new))
                .seeAlso("unix(7)", "socket(7)", "cmsg(3)", "socat(1)");
    }
}
