package org.ipcctl.cli.sock;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.ipcctl.cli.Context;
import org.ipcctl.kernel.AtEnd;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.MessageReceiver;

/** Takes datagrams as they come, one after the other: to standard output, or as the standard input of a command for each. */
final class DatagramService {
    private static final int SIGTERM = 15;

    private final OpenListener listener;
    private final List<String> command;
    private final int longest;

    /** @param command empty for standard output */
    DatagramService(OpenListener listener, List<String> command, int longest) {
        this.listener = listener;
        this.command = command;
        this.longest = longest;
    }

    /** Serves {@code total} of them; the status is that of CMD where that is one, else 0. */
    int run(Context context, long total, Supplier<Deadline> patience) {
        int status = 0;
        Fd out = context.stdout();
        try (MessageReceiver receiver = new MessageReceiver(listener.get().socket(), longest, out)) {
            for (long i = 0; i < total; i++) {
                receiver.await(patience.get());
                ByteBuffer datagram = receiver.next();
                if (command.isEmpty()) {
                    out.writeFully(datagram);
                } else {
                    status = serve(datagram, context);
                }
            }
        }
        return total == 1 ? status : 0;
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
