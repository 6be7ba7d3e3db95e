package org.ipcctl.cli.sock;

import org.ipcctl.cli.CommandNode;

/** The commands about UNIX domain sockets. */
public final class SockCommands {
    private SockCommands() {}

    /** {@code ipcctl sock ...}. */
    public static CommandNode group() {
        return CommandNode.group("sock",
                "connect processes both ways, and pass open files, through UNIX domain sockets",
                CommandNode.leaf("listen",
                        "accept connections, and connect each to standard input and output, or to a command",
                        SockListen::new),
                CommandNode.leaf("connect", "connect standard input and output to a socket", SockConnect::new),
                CommandNode.leaf("send", "send messages to a datagram or seqpacket socket", SockSend::new),
                CommandNode.leaf("recv", "receive messages on a datagram or seqpacket socket", SockRecv::new),
                CommandNode.leaf("send-fd", "pass open files to another process", SockSendFd::new),
                CommandNode.leaf("recv-fd", "receive open files, to list them or pass them to a command",
                        SockRecvFd::new),
                CommandNode.leaf("peer", "show which process is on the other side", SockPeer::new),
                CommandNode.leaf("pair", "run two commands, each reading what the other writes", SockPair::new),
                CommandNode.leaf("proxy", "forward connections to a server, and show what both sides send",
                        SockProxy::new),
                CommandNode.leaf("spy",
                        "intercept the connections to a running server, and show what both sides send",
                        SockSpy::new),
                CommandNode.leaf("replay", "replay the client's side of a recorded conversation, and compare the "
                        + "answers",
                        SockReplay::new),
                CommandNode.leaf("peek", "show what waits in a socket of a process without removing it", SockPeek::new),
                CommandNode.leaf("ls", "list sockets and the processes at each end", SockLs::new))
                .seeAlso("unix(7)", "socket(7)", "cmsg(3)", "pidfd_getfd(2)", "socat(1)");
    }
}
