package org.ipcctl.sock;

import org.ipcctl.kernel.Situation;

/** What sockets run into. */
public enum SocketSituation implements Situation {
    /** Nobody listens at the address. */
    NO_LISTENER,
    /** The mode of the socket's file forbids to connect. */
    DENIED,
    /** The socket takes datagrams of one peer only. */
    OTHER_PEER,
    /** A FIFO is at the path. */
    IS_FIFO,
    /** Something else that is not a socket is at the path. */
    NO_SOCKET,
    /** The socket there is of another type, and nobody can tell which. */
    OTHER_TYPE,
    /** The socket there is a stream. */
    IS_STREAM,
    /** The socket there takes datagrams. */
    IS_DGRAM,
    /** The socket there is of type seqpacket. */
    IS_SEQPACKET,
    /** No process has a socket bound to the address. */
    UNBOUND,
    /** A process listens at the address already. */
    IN_USE,
    /** The message is longer than a send buffer may be; how root makes that larger is the failure's advice. */
    BEYOND_BUFFER,
    /** The kernel has no memory in one piece for the message. */
    NO_MEMORY,
    /** A message is longer than there is room for, by the length that was asked for. */
    NO_ROOM,
    /** Data came, and no descriptor with it. */
    NO_DESCRIPTOR,
    /** Another takeover has the server's place. */
    TAKEN_OVER,
    /** A file system cannot exchange two names. */
    NO_EXCHANGE,
    /** A takeover was killed, and the server's file is where that has moved it. */
    LEFT_ASIDE,
    /** Whether a socket is bound to the file cannot be seen by this user. */
    UNCHECKED
}
