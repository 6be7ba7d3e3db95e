package org.ipcctl.sock;

/** What travels through a UNIX domain socket: {@code unix(7)}. */
public enum SocketType {
    /** Bytes both ways over a connection, without boundaries: SOCK_STREAM. */
    STREAM(1),
    /** Messages without a connection: SOCK_DGRAM. */
    DGRAM(2),
    /** Messages over a connection: SOCK_SEQPACKET. */
    SEQPACKET(5);

    private final int number;

    SocketType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Whether there is a connection, with a listener and an end of it. */
    public boolean isConnected() {
        return this != DGRAM;
    }

    /** The type with the kernel's {@code number}, or null. */
    static SocketType of(int number) {
        for (SocketType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        return null;
    }

    /** As the command line writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
