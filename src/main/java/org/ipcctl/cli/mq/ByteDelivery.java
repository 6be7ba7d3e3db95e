package org.ipcctl.cli.mq;

import java.nio.ByteBuffer;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.relay.RecordWriter;

/** Messages as bytes on a descriptor, with something between them or nothing. */
final class ByteDelivery implements Delivery {
    private final RecordWriter out;
    private final DataAs form;

    ByteDelivery(RecordWriter out, DataAs form) {
        this.out = out;
        this.form = form;
    }

    @Override
    public void put(int priority, ByteBuffer message) {
        out.put(priority, form.encode(message));
    }

    @Override
    public long held() {
        return out.heldBytes();
    }

    @Override
    public void flush() {
        long count = out.held();
        try {
            out.flush();
        } catch (KernelException e) {
            throw e.is(Errno.EPIPE) ? e : e.because(e.reason() + "; " + MqCommands.count(count)
                    + " taken from the queue could not be delivered whole");
        }
    }

    @Override
    public void close() {
        flush();
    }
}
