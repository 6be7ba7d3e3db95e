package org.ipcctl.cli;

/** Whoever read our stdout has gone; there is nobody to say anything to. */
final class StdoutClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StdoutClosed() {
        super(null, null, false, false);
    }
}
