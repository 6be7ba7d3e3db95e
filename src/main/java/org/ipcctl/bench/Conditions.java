package org.ipcctl.bench;

/**
 * Under what a case was measured, as it really was.
 *
 * @param bufferBytes     what the mechanism holds between the two processes
 * @param depth           how many messages or slots that is; 0 where it has none
 * @param workingSetBytes memory of both sides that the blocks come from and go to
 * @param pinning         where the two sides ran
 */
public record Conditions(long bufferBytes, int depth, long workingSetBytes, Pinning pinning) {
    static Conditions of(Message sending, Message receiving, Pinning pinning) {
        return new Conditions(sending.number("buffer"), (int) sending.number("depth"),
                sending.number("memory") + receiving.number("memory"), pinning);
    }
}
