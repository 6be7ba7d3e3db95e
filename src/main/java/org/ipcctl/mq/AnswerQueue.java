package org.ipcctl.mq;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;

/**
 * The queue that a caller has for the answer to one {@link Request}. Its name cannot be guessed; it is there until the
 * caller leaves, by which whoever answers knows whether somebody still waits.
 */
final class AnswerQueue implements AutoCloseable {
    /** Room for a sentence that says why there is no answer. */
    private static final long LEAST_SIZE = 256;
    private static final int RANDOM_BYTES = 8;
    /** {@code NAME_MAX}: bytes of a name behind its slash. */
    private static final int LONGEST_NAME = 255;

    private final ExitHook removal = ExitHook.run("removal of the queue for the answer", this::remove);
    /** Null before there is one. */
    private MessageQueue queue;

    private AnswerQueue() {}

    /**
     * Creates one.
     *
     * @param of   the queue that the request goes to
     * @param size bytes that the answer may have, where that is enough for a sentence that says why there is none
     * @param mode its permission bits, whatever the umask says
     * @throws KernelException ENAMETOOLONG; else as {@link MessageQueue#create}
     */
    static AnswerQueue create(String of, long size, int mode) {
        String name = Request.prefix(of) + "call-" + ProcessHandle.current().pid() + "-" + random();
        if (OsString.encode(name).length > 1 + LONGEST_NAME) {
            throw new KernelException("mq_open", of, Errno.ENAMETOOLONG)
                    .because("its name is too long to append that of a queue for the answer");
        }
        AnswerQueue created = new AnswerQueue();
        try {
            created.make(name, QueueAttributes.wanted(1, Math.max(LEAST_SIZE, size)), mode);
            return created;
        } catch (KernelException e) {
            created.close();
            throw e;
        }
    }

    /** A signal that comes meanwhile waits until what is created can be removed. */
    private synchronized void make(String name, QueueAttributes wanted, int mode) {
        queue = MessageQueue.create(name, wanted, mode);
        if (queue == null) {
            throw new KernelException("mq_open", name, Errno.EEXIST);
        }
        queue.setMode(mode);
    }

    private static String random() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(RANDOM_BYTES);
        try (Fd source = Fd.open("/dev/urandom", Fd.O_RDONLY, 0)) {
            source.read(bytes);
        }
        byte[] read = new byte[RANDOM_BYTES];
        bytes.flip().get(read);
        return HexFormat.of().formatHex(read);
    }

    MessageQueue queue() {
        return queue;
    }

    private synchronized void remove() {
        if (queue == null) {
            return;
        }
        try {
            MessageQueue.unlink(queue.name());
        } catch (KernelException removedWithTheAnswer) {
            // By whoever sent that.
        }
    }

    @Override
    public void close() {
        removal.close();
        remove();
        if (queue != null) {
            queue.close();
        }
    }
}
