package org.ipcctl.bench.transport;

import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.kernel.Doorbell;
import org.ipcctl.kernel.PageSize;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.SharedWord;

/**
 * Room for one message in each direction, for processes that take strict turns: neither can overwrite what the other
 * has not read. A message of up to 56 bytes shares a cache line with its number and travels with it.
 *
 * <pre>
 *   who sleeps, a cache line | number of the message, 8 bytes | the message
 * </pre>
 */
final class MailboxChannel extends ShmChannel {
    private static final int HEADER = SharedWord.CACHE_LINE + Long.BYTES;

    private final int size;
    private final SharedWord sentWord;
    private final SharedWord receivedWord;
    private final Doorbell other;
    private final Doorbell own;
    private final long outBytes;
    private final long inBytes;
    private long sent;
    private long received;

    MailboxChannel(SharedArea area, Side side, Setup setup, boolean sleeps) {
        super(area, side, setup, 2 * each(setup));
        size = setup.size();
        long each = each(setup);
        long send = side == Side.SENDING ? 0 : each;
        long receive = each - send;
        other = new Doorbell(memory(), send, sleeps);
        own = new Doorbell(memory(), receive, sleeps);
        sentWord = new SharedWord(memory(), send + SharedWord.CACHE_LINE);
        receivedWord = new SharedWord(memory(), receive + SharedWord.CACHE_LINE);
        outBytes = memory().address() + send + HEADER;
        inBytes = memory().address() + receive + HEADER;
    }

    private static long each(Setup setup) {
        return PageSize.roundUp(HEADER + (long) setup.size());
    }

    @Override
    public long bufferBytes() {
        return size;
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public void send(long address, int count) {
        RawMemory.copy(address, outBytes, count);
        sent++;
        sentWord.setRelease(sent);
        other.ring();
    }

    @Override
    public int receive(long address, int most) {
        own.await(receivedWord, received);
        received++;
        RawMemory.copy(inBytes, address, most);
        return most;
    }
}
