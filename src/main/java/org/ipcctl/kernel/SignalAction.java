package org.ipcctl.kernel;

import static org.ipcctl.kernel.SignalFunctions.C;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a signal does in this process: struct sigaction of glibc on 64-bit Linux. */
final class SignalAction {
    static final long SIG_DFL = 0;
    static final long SIG_IGN = 1;
    /** Handler, mask of 128 bytes, flags, restorer. */
    private static final int SIZE = 152;
    private static final int FLAGS = 136;
    private static final int SA_SIGINFO = 4;
    private static final int SA_RESTART = 0x10000000;

    private final byte[] bytes = new byte[SIZE];

    private SignalAction() {}

    static SignalAction of(int signal) {
        SignalAction now = new SignalAction();
        C.sigaction(signal, null, now.bytes);
        return now;
    }

    /** A handler of this address, which a call that it interrupts does not hear of. */
    static SignalAction handler(long address) {
        SignalAction action = new SignalAction();
        action.buffer().putLong(0, address).putInt(FLAGS, SA_SIGINFO | SA_RESTART);
        return action;
    }

    /**
     * A handler of this address, or SIG_IGN or SIG_DFL, without flags: a call that the handler interrupts ends with
     * EINTR.
     */
    static SignalAction bare(long address) {
        return new SignalAction().with(address);
    }

    long handler() {
        return buffer().getLong(0);
    }

    /** Whether it is neither the default nor ignored. */
    boolean isHandled() {
        return handler() != SIG_DFL && handler() != SIG_IGN;
    }

    /** Whether the handler is told who sent the signal, and at which address. */
    boolean hasInformation() {
        return (buffer().getInt(FLAGS) & SA_SIGINFO) != 0;
    }

    /** The same with another handler: flags and mask stay. */
    SignalAction with(long address) {
        SignalAction action = new SignalAction();
        System.arraycopy(bytes, 0, action.bytes, 0, SIZE);
        action.buffer().putLong(0, address);
        return action;
    }

    /** The same whose handler is told who sent the signal; one that does not ask takes no harm. */
    SignalAction informed() {
        SignalAction action = with(handler());
        action.buffer().putInt(FLAGS, buffer().getInt(FLAGS) | SA_SIGINFO);
        return action;
    }

    void install(int signal) {
        C.sigaction(signal, bytes, null);
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }
}
