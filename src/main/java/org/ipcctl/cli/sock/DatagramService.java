package org.ipcctl.cli.sock;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.ipcctl.cli.Context;
import org.ipcctl.kernel.AtEnd;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.kernel.Signals;
import org.ipcctl.relay.LastDelivery;
import org.ipcctl.sock.MessageReceiver;

/** Takes datagrams as they come, one after the other: to standard output, or as the standard input of a command for each. */
final class DatagramService {
    private final Supplier<OpenListener> opener;
    private final List<String> command;
    private final int longest;
    private long left;
    private volatile boolean ending;
    private OpenListener listener;
    private MessageReceiver receiver;

    /**
     * @param opener  opens what they come to
     * @param command empty for standard output
     */
    DatagramService(Supplier<OpenListener> opener, List<String> command, int longest) {
        this.opener = opener;
        this.command = command;
        this.longest = longest;
    }

    /** Serves {@code total} of them; the status is that of CMD where that is one, else 0. */
    int run(Context context, long total, Supplier<Deadline> patience) {
        left = total;
        int status = 0;
        Outlet outlet = new Outlet(context.stdout());
        try {
            // Before the first of them can come, for it may have come when a signal does.
            try (LastDelivery last = new LastDelivery(outlet, () -> finish(context.stdout()), () -> ending = true)) {
                open(context, last);
                while (left > 0) {
                    if (command.isEmpty()) {
                        outlet.awaitRoom();
                    }
                    receiver.await(patience.get());
                    status = take(context, last);
                }
            }
            SockLeaf.checkStripped(receiver, listener.get().address());
        } finally {
            close();
        }
        return total == 1 ? status : 0;
    }

    private void open(Context context, LastDelivery last) {
        last.begin();
        try {
            listener = opener.get();
            receiver = new MessageReceiver(listener.get().socket(), longest, context.stdout());
        } finally {
            last.end();
        }
    }

    private void close() {
        if (receiver != null) {
            receiver.close();
        }
        if (listener != null) {
            listener.close();
        }
    }

    /** The status of CMD, or 0. */
    private int take(Context context, LastDelivery last) {
        last.begin();
        try {
            if (command.isEmpty()) {
                print(context.stdout());
            } else if (receiver.take() && receiver.message() != null) {
                left--;
                return serve(receiver.message(), context, last);
            }
            return 0;
        } finally {
            last.end();
        }
    }

    /** False where there is none. */
    private boolean print(Fd out) {
        if (!receiver.take() || receiver.message() == null) {
            return false;
        }
        left--;
        out.writeFully(receiver.message());
        return true;
    }

    /**
     * Where a signal ends this, whoever sends is told so from now on; and what was sent before it came is delivered, too: with this
     * process it would be lost.
     */
    private void finish(Fd out) {
        if (ending && listener != null && command.isEmpty()) {
            listener.get().socket().endAll();
            while (left > 0 && print(out)) {
                // On to the next.
            }
        }
    }

    private int serve(ByteBuffer datagram, Context context, LastDelivery last) {
        try (Fd content = Fd.inMemory("datagram")) {
            content.writeFullyAt(datagram, 0);
            Child child = context.cmd(command).put(content, 0).start();
            // It has what was in hand, and may take its time.
            last.end();
            AtEnd tether = child.tether(Signals.SIGTERM);
            try {
                return child.await().shellStatus();
            } finally {
                tether.close();
            }
        }
    }
}
