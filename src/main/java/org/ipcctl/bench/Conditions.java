package org.ipcctl.bench;

/**
 * Under what a case was measured, as it really was.
 *
 * @param bufferBytes     what the mechanism holds between the two processes
 * @param depth           how many messages or slots that is; 0 where it has none
 * @param workingSetBytes memory of both sides that the blocks come from and go to
 * @param pinning         the CPUs that the two sides ran on
 * @param verified        whether every byte was made anew and checked, which the figures include
 * @param warmupNanos     what ran before the timing, in all rounds
 * @param environment     the machine meanwhile
 * @param settled         whether the JIT had settled by then, in each round; null where there was no warm-up to tell
 */
public record Conditions(long bufferBytes, int depth, long workingSetBytes, Pinning pinning, boolean verified,
                         Environment environment,
                         long warmupNanos, Boolean settled) {
    Conditions after(WarmupDetector warmup) {
        return new Conditions(bufferBytes, depth, workingSetBytes, pinning, verified, environment, warmup.nanos(),
                warmup.nanos() == 0 ? null : warmup.isSettled());
    }

    /** Of another round of the same case. */
    Conditions plus(Conditions other) {
        return new Conditions(bufferBytes, depth, workingSetBytes, pinning, verified, environment,
                warmupNanos + other.warmupNanos,
                settled == null || other.settled == null ? null : (Boolean) (settled && other.settled));
    }

    static Conditions of(ControlMessage sending, ControlMessage receiving, Pinning pinning, boolean verified,
                         Environment environment) {
        return new Conditions(sending.number("buffer"), (int) sending.number("depth"),
                sending.number("memory") + receiving.number("memory"), pinning, verified, environment, 0, null);
    }
}
