package org.ipcctl.mq;

import static org.ipcctl.mq.MqFunctions.C;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Syscall;

/**
 * A registration of this process to be sent a signal when a message arrives at a queue that is empty:
 * {@code mq_notify(3)}. There is one registration for a queue, of one process; a notification ends it, as does closing
 * the queue.
 */
public final class QueueNotification {
    /** {@code struct sigevent}: a union of eight bytes, sigev_signo, sigev_notify, and room. */
    private static final int SIGEVENT_SIZE = 64;
    private static final int SIGNO = 8;
    private static final int NOTIFY = 12;
    private static final int SIGEV_SIGNAL = 0;

    private QueueNotification() {}

    /**
     * Asks for {@code signal} when a message next arrives at {@code queue} while it is empty and nobody waits to
     * receive.
     *
     * @throws KernelException EBUSY where a process, which the reason names, is registered already
     */
    public static void request(MessageQueue queue, int signal) {
        byte[] event = new byte[SIGEVENT_SIZE];
        ByteBuffer.wrap(event).order(ByteOrder.nativeOrder()).putInt(SIGNO, signal).putInt(NOTIFY, SIGEV_SIGNAL);
        long result = Syscall.attempt("mq_notify", queue.name(), () -> C.mq_notify(queue.fd().number(), event), signal);
        if (result < 0) {
            throw explained(new KernelException("mq_notify", queue.name(), (int) -result), queue);
        }
    }

    /**
     * Asks again after a notification, which has ended the registration, unless it has not.
     *
     * @throws KernelException EBUSY where another process was quicker
     */
    public static void requestAgain(MessageQueue queue, int signal) {
        Long pid = QueueStatus.notifyPid(queue);
        if (pid == null || pid != ProcessHandle.current().pid()) {
            request(queue, signal);
        }
    }

    private static KernelException explained(KernelException e, MessageQueue queue) {
        if (!e.is(Errno.EBUSY)) {
            return e;
        }
        Long pid = QueueStatus.notifyPid(queue);
        return e.in(MqSituation.NOTIFIES_ANOTHER).because(pid == null
                ? "another process is registered for notification" : pid == 0
                        ? "another process was registered for notification just now" : pid == QueueStatus.FOREIGN
                                ? "a process outside this PID namespace is registered for notification already"
                                : "process " + pid + " is registered for notification already");
    }
}
