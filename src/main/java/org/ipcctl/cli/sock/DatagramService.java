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
import org.ipcctl.relay.LastDelivery;
import org.ipcctl.sock.MessageReceiver;

/** Takes datagrams as they come, one after the other: to standard output, or as the standard input of a command for each. */
final class DatagramService {
    private static final int SIGTERM = 15;

    private final OpenListener listener;
    private final List<String> command;
    private final int longest;
    private long left;
    private volatile boolean refusing;

    /** @param command empty for standard output */
    DatagramService(OpenListener listener, List<String> command, int longest) {
        this.listener = listener;
        this.command = command;
        this.longest = longest;
    }

    /** Serves {@code total} of them; the status is that of CMD where that is one, else 0. */
    int run(Context context, long total, Supplier<Deadline> patience) {
        int status = 0;
        try (MessageReceiver receiver = new MessageReceiver(listener.get().socket(), longest, context.stdout())) {
            if (command.isEmpty()) {
                print(receiver, context.stdout(), total, patience);
            } else {
                for (long i = 0; i < total; i++) {
                    receiver.await(patience.get());
                    status = serve(receiver.next(), context);
                }
            }
            SockLeaf.checkStripped(receiver, listener.get().address());
        }
        return total == 1 ? status : 0;
    }

    private void print(MessageReceiver receiver, Fd out, long total, Supplier<Deadline> patience) {
        Outlet outlet = new Outlet(out);
        left = total;
        try (LastDelivery last = new LastDelivery(outlet, () -> finish(receiver, out), this::refuseMore)) {
            while (left > 0) {
                outlet.awaitRoom();
                receiver.await(patience.get());
                last.begin();
                try {
                    print(receiver, out);
                } finally {
                    last.end();
                }
            }
        }
    }

    /** False where there is none. */
    private boolean print(MessageReceiver receiver, Fd out) {
        if (!receiver.take() || receiver.message() == null) {
            return false;
        }
        left--;
        out.writeFully(receiver.message());
        return true;
    }

    /** A signal ends this: whoever sends is told so from now on. */
    private void refuseMore() {
        refusing = true;
        listener.get().socket().endAll();
    }

    /** What was sent before the signal came is delivered, too; with this process it would be lost. */
    private void finish(MessageReceiver receiver, Fd out) {
        boolean more = refusing;
        while (more && left > 0) {
            more = print(receiver, out);
        }
    }

    private int serve(ByteBuffer datagram, Context context) {
        try (Fd content = Fd.inMemory("datagram")) {
            content.writeFullyAt(datagram, 0);
            Child child = context.cmd(command).put(content, 0).start();
            AtEnd tether = child.tether(SIGTERM);
            try {
                return child.await().shellStatus();
            } finally {
                tether.close();
            }
        }
    }
}
