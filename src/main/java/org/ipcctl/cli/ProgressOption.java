package org.ipcctl.cli;

import java.util.function.LongSupplier;
import org.ipcctl.kernel.Fd;

/** {@code --progress}: how far a transfer is, for every command that moves as many bytes as come. */
public final class ProgressOption {
    /** Said in the help of those commands. */
    public static final String HELP = "Progress is shown on standard error after one second if that is a terminal "
            + "and the bytes neither come from a terminal nor go to one; --quiet hides it, and --progress shows it "
            + "in other cases.";

    private final Arg<Boolean> asked;

    /** Declares the option. */
    public ProgressOption(Command leaf) {
        asked = leaf.flag("Show progress even if standard error is not a terminal, as a new line each second.",
                "--progress").rare();
    }

    /** Whether it was given. */
    public boolean isGiven(Args args) {
        return args.get(asked);
    }

    /** Moves the bytes. */
    @FunctionalInterface
    public interface Transfer<E extends Exception> {
        void run() throws E;
    }

    /**
     * Runs {@code transfer}, and shows how far it is where somebody wants to see it.
     *
     * @param amount bytes that have gone; asked from another thread
     * @param size   of all; negative where nobody knows
     * @param ends   where the bytes come from and go to, as far as that may be a terminal: who types or reads there is
     * not disturbed
     */
    public <E extends Exception> void during(Transfer<E> transfer, Args args, Context context, LongSupplier amount,
                                             long size, Fd... ends)
            throws E {
        ProgressLine line = !args.get(asked) && !(context.wantsProgress() && areElsewhere(ends)) ? null
                : ProgressLine.of(context, ProgressLine.Subject.courtesy(amount, size, args.get(asked)));
        try {
            transfer.run();
        } finally {
            if (line != null) {
                line.close();
            }
        }
    }

    private static boolean areElsewhere(Fd... ends) {
        for (Fd end : ends) {
            if (end.isTerminal()) {
                return false;
            }
        }
        return true;
    }
}
