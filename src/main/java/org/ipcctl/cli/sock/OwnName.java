package org.ipcctl.cli.sock;

import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.AtEnd;
import org.ipcctl.sock.LocalName;
import org.ipcctl.sock.SocketAddress;

/** What {@code --bind} said; its file does not outlive this process, also where a signal ends it. */
final class OwnName implements AutoCloseable {
    private final LocalName name;
    private final AtEnd removal;

    private OwnName(LocalName name, AtEnd removal) {
        this.name = name;
        this.removal = removal;
    }

    /** That name, or {@code otherwise} where none was given, which leaves no file. */
    static OwnName of(String given, LocalName otherwise) {
        if (given == null) {
            return new OwnName(otherwise, null);
        }
        LocalName name = LocalName.of(parsed(given));
        return new OwnName(name, AtEnd.run("removal of the socket file", name::close));
    }

    /** @ alone has the kernel choose a name. */
    private static SocketAddress parsed(String text) {
        try {
            return text.equals("@") ? new SocketAddress(text) : SockLeaf.address(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("invalid value for option '--bind': '" + text + "' " + e.getMessage());
        }
    }

    /** Null where there is none. */
    LocalName get() {
        return name;
    }

    @Override
    public void close() {
        if (removal != null) {
            name.close();
            removal.close();
        }
    }
}
