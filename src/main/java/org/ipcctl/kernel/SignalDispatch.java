package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Signals and who handles them, in Java: the handler in {@link SignalCode} writes to a descriptor, a thread reads it
 * and hands the number on. The JVM is told to leave signals alone (-Xrs), for its own handlers know neither SIGQUIT, at
 * which it prints its threads into whatever stdout is, nor most of the others.
 */
final class SignalDispatch {
    private static final int LAST = 64;
    /** SIGILL, SIGBUS, SIGFPE, SIGSEGV. */
    private static final int[] FAULTS = {4, 7, 8, 11};
    /** What the launcher has the JVM stop its threads with, and what the JDK ends system calls with. */
    private static final int[] JVMS_OWN = {42, 62};
    /**
     * A bit for each signal whose default is not the end of the process, or that cannot be caught: KILL, CHLD, CONT,
     * STOP, TSTP, TTIN, TTOU, URG, WINCH; and the faults, ABRT, PIPE and XFSZ, which are seen to at the start; and
     * glibc's own, 32 and 33.
     */
    private static final long NOT_ENDING = bits(9, 17, 18, 19, 20, 21, 22, 23, 28, 4, 7, 8, 11, Signals.SIGABRT,
            Signals.SIGPIPE, Signals.SIGXFSZ, 32, 33);

    private static final IntConsumer[] HANDLERS = new IntConsumer[LAST + 1];
    private static final SignalCode CODE = SignalCode.load();
    private static Fd told;

    /** What was there before. */
    record Before(int signal, SignalAction action, IntConsumer handler) {
        void restore() {
            synchronized (HANDLERS) {
                HANDLERS[signal] = handler;
                // A ThreadSignal that was first needed meanwhile has put its own there, for good.
                if (CODE.isEntry(SignalAction.of(signal).handler())) {
                    action.install(signal);
                }
            }
        }
    }

    private SignalDispatch() {}

    private static long bits(int... signals) {
        long bits = 0;
        for (int signal : signals) {
            bits |= 1L << signal - 1;
        }
        return bits;
    }

    static boolean isPossible() {
        return CODE != null;
    }

    /**
     * At the start of the process, where it is ipcctl and nothing else, as the launcher says: what the JVM takes for
     * itself ends the process also where somebody else sends it, and a JVM that breaks down says so in our words.
     *
     * @param ignored the numbers of those, of SIGPIPE and SIGXFSZ, that the caller ignores
     */
    static void begin(String ignored) {
        if (CODE == null) {
            return;
        }
        for (int fault : FAULTS) {
            SignalAction now = SignalAction.of(fault);
            if (now.isHandled()) {
                now.with(CODE.noticeOrFault(fault, now.handler())).install(fault);
            }
        }
        SignalAction.handler(CODE.noticeOrLastWords()).install(Signals.SIGABRT);
        for (int own : JVMS_OWN) {
            beginForOthers(own);
        }
        for (int told : new int[] {Signals.SIGPIPE, Signals.SIGXFSZ}) {
            if (!(" " + ignored + " ").contains(" " + told + " ")) {
                beginForOthers(told);
            }
        }
    }

    private static void beginForOthers(int signal) {
        SignalAction now = SignalAction.of(signal);
        if (now.isHandled() && !CODE.isEntry(now.handler())) {
            // The JDK's own handler does not ask who sent it, as ours has to.
            now.with(CODE.noticeOfOthers(signal, now.handler())).informed().install(signal);
        }
    }

    /** Who is handed {@code fault} where it is one, and nobody's signal; 0 for none that could be called as we are. */
    static long faultHandler(int fault) {
        SignalAction now = SignalAction.of(fault);
        if (CODE != null && CODE.isEntry(now.handler())) {
            return CODE.jvmsHandler(fault);
        }
        return now.isHandled() && now.hasInformation() ? now.handler() : 0;
    }

    /**
     * Puts another in its place: behind our own, for what somebody sends is still to end the process as any signal
     * does.
     */
    static void setFaultHandler(int fault, long handler) {
        SignalAction now = SignalAction.of(fault);
        if (CODE != null && CODE.isEntry(now.handler())) {
            CODE.noticeOrFault(fault, handler);
        } else {
            // Mask and flags (which stack, restart of calls) stay as HotSpot has them.
            now.with(handler).install(fault);
        }
    }

    static boolean isIgnored(int signal) {
        return SignalAction.of(signal).handler() == SignalAction.SIG_IGN;
    }

    /** From now on {@code handler} is told, on a thread of its own. */
    static Before take(int signal, IntConsumer handler) {
        synchronized (HANDLERS) {
            listen();
            Before before = new Before(signal, SignalAction.of(signal), HANDLERS[signal]);
            HANDLERS[signal] = handler;
            SignalAction.handler(CODE.notice()).install(signal);
            return before;
        }
    }

    /**
     * Every signal that would end this process, and is neither ignored nor handled already, ends it by
     * {@link ExitHook}.
     */
    static void beginEnding() {
        if (CODE == null) {
            return;
        }
        synchronized (HANDLERS) {
            listen();
            SignalAction notice = SignalAction.handler(CODE.notice());
            for (int signal = 1; signal <= LAST; signal++) {
                if ((NOT_ENDING & 1L << signal - 1) == 0 && SignalAction.of(signal).handler() == SignalAction.SIG_DFL) {
                    notice.install(signal);
                }
            }
        }
    }

    /** As {@link #take}, every signal that would end this process and is not ignored: what is not the JVM's own. */
    static List<Before> takeEnding(IntConsumer handler) {
        List<Before> before = new ArrayList<>();
        if (CODE == null) {
            return before;
        }
        synchronized (HANDLERS) {
            beginEnding();
            for (int signal = 1; signal <= LAST; signal++) {
                SignalAction now = SignalAction.of(signal);
                if (CODE.isEntry(now.handler())) {
                    before.add(new Before(signal, now, HANDLERS[signal]));
                    HANDLERS[signal] = handler;
                }
            }
        }
        return before;
    }

    /**
     * From now on a signal that ends a process does so at once, as before {@link #beginEnding}: for when descriptors
     * and memory of this process are about to be those of another program, and the handler would write to a file of
     * that. One that has come already is seen to first.
     *
     * @return what was there, for {@link #takeBack}
     */
    static List<Before> leaveToKernel() {
        List<Before> before = new ArrayList<>();
        if (CODE == null) {
            return before;
        }
        for (int signal = 1; signal <= LAST; signal++) {
            SignalAction now = SignalAction.of(signal);
            if ((NOT_ENDING & 1L << signal - 1) == 0 && now.handler() == CODE.notice()) {
                before.add(new Before(signal, now, null));
                SignalAction.handler(SignalAction.SIG_DFL).install(signal);
            }
        }
        for (Before each : before) {
            if (CODE.came(each.signal())) {
                handlerOf(each.signal()).accept(each.signal());
            }
        }
        return before;
    }

    static void takeBack(List<Before> left) {
        left.forEach(each -> each.action().install(each.signal()));
    }

    private static void listen() {
        if (told == null) {
            int number = SignalFunctions.C.eventfd(0, Fd.O_CLOEXEC);
            if (number < 0) {
                throw new KernelException("eventfd", "", Native.errno());
            }
            told = Fd.own(number, "signals");
            Thread thread = new Thread(SignalDispatch::dispatch, "signals");
            thread.setDaemon(true);
            try {
                thread.start();
            } catch (OutOfMemoryError noMoreThreads) {
                // The next who listens begins anew.
                told.close();
                told = null;
                throw noMoreThreads;
            }
            CODE.tell(told);
        }
    }

    private static void dispatch() {
        ByteBuffer count = ByteBuffer.allocateDirect(Long.BYTES);
        while (true) {
            // Whatever it returns, EINTR too: what came is looked up.
            SignalFunctions.C.read(told.number(), count.clear(), Long.BYTES);
            for (int signal = 1; signal <= LAST; signal++) {
                if (CODE.came(signal)) {
                    handle(signal);
                }
            }
        }
    }

    private static IntConsumer handlerOf(int signal) {
        synchronized (HANDLERS) {
            return HANDLERS[signal] == null ? ExitHook::bySignal : HANDLERS[signal];
        }
    }

    private static void handle(int signal) {
        IntConsumer handler = handlerOf(signal);
        Thread thread = new Thread(() -> handler.accept(signal), "signal " + signal);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noMoreThreads) {
            handler.accept(signal);
        }
    }
}
