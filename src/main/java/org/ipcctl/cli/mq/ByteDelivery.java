package org.ipcctl.cli.mq;

import java.nio.ByteBuffer;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.relay.Frame;

/** Messages as bytes on a descriptor, with something between them or nothing. */
final class ByteDelivery implements Delivery {
    /** Few enough to lose little when ipcctl is killed, enough that writing costs nothing. */
    private static final int BATCH = 1 << 14;

    /** What stands behind a message, or around it. */
    enum Separation {
        NONE(-1), NEWLINE('\n'), NUL(0), FRAME(-1);

        private final int terminator;

        Separation(int terminator) {
            this.terminator = terminator;
        }
    }

    private final Fd out;
    private final DataAs form;
    private final Separation separation;
    private ByteBuffer batch = ByteBuffer.allocateDirect(BATCH);
    private long held;

    ByteDelivery(Fd out, DataAs form, Separation separation) {
        this.out = out;
        this.form = form;
        this.separation = separation;
    }

    @Override
    public void put(int priority, ByteBuffer message) {
        ByteBuffer bytes = form == DataAs.RAW ? message : ByteBuffer.wrap(form.encode(Delivery.bytes(message)));
        makeRoom(bytes.remaining() + Frame.OVERHEAD);
        if (separation == Separation.FRAME) {
            Frame.put(priority, bytes, batch);
        } else {
            batch.put(bytes);
            if (separation.terminator >= 0) {
                batch.put((byte) separation.terminator);
            }
        }
        held++;
    }

    private void makeRoom(int needed) {
        if (batch.remaining() < needed) {
            flush();
        }
        if (batch.capacity() < needed) {
            batch = ByteBuffer.allocateDirect(needed);
        }
    }

    @Override
    public void flush() {
        long count = held;
        held = 0;
        try {
            out.writeFully(batch.flip());
        } catch (KernelException e) {
            throw e.is(Errno.EPIPE) ? e : e.because(e.reason() + "; " + MqCommands.count(count)
                    + " taken from the queue could not be delivered whole");
        } finally {
            batch.clear();
        }
    }

    @Override
    public boolean isEmpty() {
        return held == 0;
    }

    @Override
    public void close() {
        flush();
    }
}
