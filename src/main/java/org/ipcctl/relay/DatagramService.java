package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.kernel.Spawn;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.MessageReceiver;

/**
 * Takes datagrams as they come, one after the other: to standard output, or as the standard input of a command for
 * each.
 */
public final class DatagramService implements AutoCloseable {
    private final Supplier<Listener> opener;
    private final Fd out;
    private final Supplier<Spawn> command;
    private final int longest;
    private long left;
    private volatile boolean ending;
    private Listener listener;
    private MessageReceiver receiver;

    /**
     * @param opener  opens what they come to
     * @param command null for {@code out}
     */
    public DatagramService(Supplier<Listener> opener, Fd out, Supplier<Spawn> command, int longest) {
        this.opener = opener;
        this.out = out;
        this.command = command;
        this.longest = longest;
    }

    /** Serves {@code total} of them; the status is that of CMD where that is one, else 0. */
    public int run(long total, Supplier<Deadline> patience) {
        left = total;
        int status = 0;
        Outlet outlet = new Outlet(out);
        // Before the first of them can come, for it may have come when a signal does.
        try (FlushOnExit last = new FlushOnExit(outlet, () -> finish(), () -> ending = true)) {
            open(last);
            while (left > 0) {
                if (command == null) {
                    outlet.awaitRoom();
                }
                receiver.await(patience.get());
                status = take(last);
            }
        }
        return total == 1 ? status : 0;
    }

    /** Datagrams that came with descriptors, which were closed. */
    public long stripped() {
        return receiver.stripped();
    }

    private void open(FlushOnExit last) {
        last.begin();
        try {
            listener = opener.get();
            receiver = new MessageReceiver(listener.socket(), longest, out);
        } finally {
            last.end();
        }
    }

    /** Removes the socket file; that it cannot be is a failure. */
    @Override
    public void close() {
        if (receiver != null) {
            receiver.close();
        }
        if (listener != null) {
            listener.close();
        }
    }

    /** The status of CMD, or 0. */
    private int take(FlushOnExit last) {
        last.begin();
        try {
            if (command == null) {
                print();
            } else if (receiver.take() && receiver.message() != null) {
                left--;
                return serve(receiver.message(), last);
            }
            return 0;
        } finally {
            last.end();
        }
    }

    /** False where there is none. */
    private boolean print() {
        if (!receiver.take() || receiver.message() == null) {
            return false;
        }
        left--;
        out.writeFully(receiver.message());
        return true;
    }

    /**
     * Where a signal ends this, whoever sends is told so from now on; and what was sent before it came is delivered,
     * too: with this process it would be lost.
     */
    private void finish() {
        if (ending && listener != null && command == null) {
            listener.socket().endAll();
            while (left > 0 && print()) {
                // On to the next.
            }
        }
    }

    private int serve(ByteBuffer datagram, FlushOnExit last) {
        try (Fd content = Fd.inMemory("datagram")) {
            content.writeFullyAt(datagram, 0);
            Child child = command.get().put(content, 0).startTethered();
            // It has what was in hand, and may take its time.
            last.end();
            return child.awaitTethered().shellStatus();
        }
    }
}
