package org.ipcctl.kernel;

import java.lang.invoke.VarHandle;

/**
 * Waiting until the other process has changed a word. Where it sleeps it says so first and looks once more, and the
 * other side, having changed the word, looks whether it has to wake somebody; a full fence on both sides keeps either
 * from missing the other. Where it spins, nobody ever sleeps and nobody asks.
 */
public final class Doorbell {
    private final SharedWord sleeping;
    private final boolean sleeps;

    /**
     * @param offset of eight bytes of their own in {@code memory}
     * @param sleeps whether who waits sleeps, instead of spinning
     */
    public Doorbell(Mapping memory, long offset, boolean sleeps) {
        this.sleeping = new SharedWord(memory, offset);
        this.sleeps = sleeps;
    }

    /** Waits until {@code word} is no longer {@code old}; the answer is what it is then. */
    public long await(SharedWord word, long old) {
        long now = word.getAcquire();
        while (now == old) {
            if (sleeps) {
                sleep(word, old);
            } else {
                Thread.onSpinWait();
            }
            now = word.getAcquire();
        }
        return now;
    }

    private void sleep(SharedWord word, long old) {
        sleeping.setOpaqueInt(1);
        VarHandle.fullFence();
        if (word.getAcquire() == old) {
            Futex.await(sleeping.address(), 1);
        }
        sleeping.setOpaqueInt(0);
    }

    /** After a word was changed: wakes who sleeps. */
    public void ring() {
        if (sleeps) {
            VarHandle.fullFence();
            if (sleeping.getOpaqueInt() != 0) {
                sleeping.setOpaqueInt(0);
                Futex.wakeOne(sleeping.address());
            }
        }
    }
}
