package org.ipcctl.cli.message;

import java.io.IOException;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.MessageTaker;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.relay.FlushOnExit;

/** How many messages a command takes out of a queue, and that none of them is lost on the way to standard output. */
public final class Receiving {
    private final Arg<Long> count;
    private final Arg<Boolean> follow;
    private final Arg<Boolean> drain;

    /** Declares the options that say how many. */
    public Receiving(Command leaf) {
        count = leaf.opt(ValueType.integer("COUNT", 1, Long.MAX_VALUE), "Receive COUNT messages (default "
                + "1).", "-n", "--count");
        follow = leaf.flag("Receive until Ctrl-C, or COUNT messages.", "--follow").formerly("-f");
        drain = leaf.flag("Receive queued messages (at most COUNT) and exit; an empty queue is not an error.", "-d",
                "--drain");
    }

    /** The option for receiving without end. */
    Arg<Boolean> follow() {
        return follow;
    }

    /** Whether the options fit together; before anything is touched. */
    public void check(Args args) {
        if (args.get(follow) && args.get(drain)) {
            throw new UsageException("--follow and --drain cannot be combined");
        }
    }

    /** One call; {@code patience} is how long each wait may last. */
    public Call begin(Args args, Deadline patience) {
        return new Call(args, patience);
    }

    /** One call, and how many messages it has received. */
    public final class Call {
        private final Args args;
        private final Deadline patience;
        private long received;

        private Call(Args args, Deadline patience) {
            this.args = args;
            this.patience = patience;
        }

        /** Receives them all. */
        public void receive(MessageTaker taker, Outlet outlet, MessageOutput<?>.Delivery delivery) throws IOException {
            try (FlushOnExit last = new FlushOnExit(outlet, delivery::close, taker::end)) {
                boolean more = true;
                while (more && received < wanted()) {
                    more = takeWhatIsThere(taker, delivery, last);
                }
            }
        }

        /**
         * No more than has room where it goes is in hand, and it goes out before anybody waits. False where no more
         * will be taken.
         */
        private boolean takeWhatIsThere(MessageTaker taker, MessageOutput<?>.Delivery delivery, FlushOnExit last)
                throws IOException {
            long room = taker.awaitRoom();
            last.begin();
            try {
                if (!first(taker)) {
                    return false;
                }
                do {
                    received++;
                    delivery.put(taker.priority(), taker.message());
                } while (received < wanted() && delivery.held() < room && !last.isEnding() && taker.another());
                delivery.flush();
                return true;
            } finally {
                last.end();
            }
        }

        /** Takes a message, waiting for it where that is wanted. */
        private boolean first(MessageTaker taker) {
            if (patience.isOnce() && !args.get(drain)) {
                if (!taker.take()) {
                    KernelException empty = taker.empty();
                    throw empty.because(empty.reason() + soFar());
                }
                return true;
            } else if (args.get(drain)) {
                return taker.take();
            }
            try {
                return taker.takeSoon() || taker.await();
            } catch (KernelException e) {
                throw e.is(Errno.ETIMEDOUT) || e.is(Errno.EIDRM) ? e.because(e.reason() + soFar()) : e;
            }
        }

        private long wanted() {
            return args.has(count) ? args.get(count) : args.get(follow) || args.get(drain) ? Long.MAX_VALUE : 1;
        }

        /** For a failure in the midst of several, how many came. */
        public String soFar() {
            return args.has(count) ? "; " + received + " of " + args.get(count) + " came" : "";
        }
    }
}
