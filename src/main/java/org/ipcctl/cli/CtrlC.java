package org.ipcctl.cli;

import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.Signals;

/**
 * What Ctrl-C (SIGINT) does while many commands run in one process: it ends the wait of the one that runs, and where
 * none waits the whole. Pressed again before the first was heard, it ends the process as it does by default.
 */
final class CtrlC implements AutoCloseable {
    private final Interruption interruption = Interruption.ofThisThread();
    private final Signals signals = Signals.catching(signal -> pressed(), "INT");

    private CtrlC() {}

    static CtrlC endsWhatWaits() {
        return new CtrlC();
    }

    /** The JVM has a thread of its own for each signal, so a second one finds the first still asking. */
    private void pressed() {
        if (!interruption.ask()) {
            signals.close();
            Signals.raise("INT");
        }
    }

    @Override
    public void close() {
        signals.close();
        interruption.close();
    }
}
