package org.ipcctl.bench;

import java.util.List;
import org.ipcctl.kernel.Fd;

/**
 * One peer's end of an open transport, both directions. {@link #send} and {@link #receive} are the measured calls: they
 * allocate nothing and take no detour.
 */
public abstract class Channel implements AutoCloseable {
    /** Bytes before each address that {@link #send} and {@link #receive} get, which they may write to. */
    protected static final int ROOM_BEFORE = Long.BYTES;

    /** Where the other side finds this one, where it cannot know by the names alone. */
    public String address() {
        return "";
    }

    /**
     * The second step of opening, made when both sides have done the first.
     *
     * @param other     the {@link #address} of the other side
     * @param inherited what {@link Transport#descriptors} made for this side
     */
    public void join(String other, List<Fd> inherited) {}

    /**
     * Bytes that the mechanism holds between the two, as far as the kernel tells: the capacity of the pipe, the send
     * buffer of the socket, all messages of the queue, all slots.
     */
    public abstract long bufferBytes();

    /** How many messages or slots that is, where the mechanism counts such; else 0. */
    public int depth() {
        return 0;
    }

    /** Sends {@code size} bytes, one block. */
    public abstract void send(long address, int size);

    /**
     * Receives at least one byte and at most {@code most}; a mechanism that keeps messages apart always gives a whole
     * block.
     */
    public abstract int receive(long address, int most);

    /**
     * After a measurement: whether it was one.
     *
     * @throws org.ipcctl.kernel.KernelException where the memory between the two was taken away meanwhile
     */
    public void check() {}

    @Override
    public abstract void close();
}
