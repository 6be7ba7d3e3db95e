package org.ipcctl.sock;

import org.ipcctl.kernel.FileStatus;

/**
 * What the kernel tells of a UNIX domain socket that somebody has open. Numbers that are not known are null.
 *
 * @param type       how it carries data; null for a type that this does not know
 * @param state      what it is doing
 * @param address    what it is bound to, or null
 * @param file       the file of a path that it is bound to; null where it is bound to none, or the kernel does not tell
 * @param inode      its number in the file system of sockets, as {@code /proc/PID/fd} shows it; null for a connection
 *                   that its listener has not accepted yet, which is nobody's, and which only {@code /proc/net/unix}
 *                   tells of
 * @param peer       the inode of the socket at the other side; null where it is not connected
 * @param received   bytes that wait to be read, or of datagrams those of the next one, for the kernel tells no more; of
 *                   a listener, connections that wait to be accepted
 * @param sent       bytes sent that the other side has not read yet; of a listener, how many connections may wait
 * @param user       the number of the user who made it
 */
public record SocketEntry(SocketType type, State state, String address, BoundFile file, Long inode, Long peer,
                          Long received, Long sent, Long user) {
    /**
     * A file, as the kernel tells it of a socket.
     *
     * @param inode  the lower 32 bits of its number
     * @param device {@code st_dev}, as makedev(3) makes it
     */
    public record BoundFile(long inode, long device) {
    }

    /** The states of the kernel, as far as they differ here. */
    public enum State {
        LISTENING, CONNECTED, UNCONNECTED;

        /** As results show it. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public boolean isListening() {
        return state == State.LISTENING;
    }

    /** Whether it is the socket that has this status, or is connected to it. */
    public boolean isAt(FileStatus open) {
        Long number = open.inode();
        return open.kind() == FileStatus.Kind.SOCKET && (number.equals(inode) || number.equals(peer));
    }
}
