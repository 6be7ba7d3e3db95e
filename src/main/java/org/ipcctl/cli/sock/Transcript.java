package org.ipcctl.cli.sock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.cli.convert.Received;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.relay.FlushOnExit;
import org.ipcctl.relay.Tap;
import org.ipcctl.sock.Credentials;
import org.ipcctl.sock.SocketType;

/**
 * Writes down what passes, by a thread of its own: who reads slowly holds up nobody's conversation. What does not fit
 * into what is held for that reader is left out, which is told in its place.
 */
final class Transcript implements Tap, AutoCloseable {
    /** Where it is written. */
    interface Sink extends AutoCloseable {
        void write(Passing passing) throws IOException;

        void flush() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Bytes that are held, and how much is held beside those of a passing. */
    private static final long MOST = 8 << 20;
    private static final long EACH = 400;

    private final Sink sink;
    private final DataAs form;
    private final long length;
    private final Function<RuntimeException, String> told;
    private final FlushOnExit last;
    private final Thread writer = new Thread(this::write, "transcript");
    private final Deque<Passing> waiting = new ArrayDeque<>();
    private long held;
    private long omitted;
    private long omittedBytes;
    private boolean closed;
    private Exception failure;

    /**
     * @param form   of payloads in rows; null for none
     * @param length bytes that are shown of each piece at most
     * @param told   a failure in short
     */
    Transcript(Sink sink, Fd out, DataAs form, long length, Function<RuntimeException, String> told) {
        this.sink = sink;
        this.form = form;
        this.length = length;
        this.told = told;
        this.last = new FlushOnExit(new Outlet(out), this::writeAll, () -> {});
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void opened(long conversation, Credentials client, SocketType type, String from) {
        add(Passing.opened(conversation, client, type, from));
    }

    @Override
    public void came(long conversation, Party from, ByteBuffer data, List<Fd> descriptors) {
        int size = data.remaining();
        if (omits(size)) {
            return;
        }
        Received content = form == null ? null
                : Received.of(data.limit(data.position() + (int) Math.min(length, size)), form);
        add(Passing.data(conversation, from, size, content, descriptors.stream().map(Passing::named).toList()));
    }

    @Override
    public void ended(long conversation, Party from) {
        add(Passing.of(Passing.What.END, conversation, from));
    }

    @Override
    public void failed(long conversation, RuntimeException failed) {
        add(Passing.note(Passing.What.FAILED, conversation, told.apply(failed)));
    }

    @Override
    public void closed(long conversation) {
        add(Passing.of(Passing.What.CLOSE, conversation, null));
    }

    /** Whether there is no room for a piece of {@code size} bytes. */
    private synchronized boolean omits(int size) {
        if (failure != null) {
            return true;
        } else if (omitted == 0 && held + EACH + (form == null ? 0 : Math.min(length, size)) <= MOST) {
            return false;
        }
        omitted++;
        omittedBytes += size;
        return true;
    }

    private static long weight(Passing passing) {
        return EACH + (passing.content() == null ? 0 : passing.content().bytes().length);
    }

    private synchronized void add(Passing passing) {
        if (failure != null) {
            return;
        } else if (held + weight(passing) > MOST || omitted > 0) {
            omitted++;
            omittedBytes += passing.size() == null ? 0 : passing.size();
            return;
        }
        held += weight(passing);
        waiting.add(passing);
        notifyAll();
    }

    /** Waits for something to write; false when there will be none. */
    private synchronized boolean awaitSome() throws InterruptedException {
        while (waiting.isEmpty() && omitted == 0 && !closed) {
            wait();
        }
        return !waiting.isEmpty() || omitted > 0;
    }

    private synchronized List<Passing> takeAll() {
        List<Passing> all = new ArrayList<>(waiting);
        waiting.clear();
        held = 0;
        if (omitted > 0) {
            all.add(Passing.note(Passing.What.OMITTED, 0, omitted + (omitted == 1 ? " line" : " lines") + " with "
                    + omittedBytes + " bytes, because the output is read too slowly"));
            omitted = 0;
            omittedBytes = 0;
        }
        return all;
    }

    private void write() {
        try {
            while (awaitSome()) {
                // Nothing is taken before: where a signal comes, the last step writes what waits.
                last.begin();
                try {
                    writeDown(takeAll());
                } finally {
                    last.end();
                }
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    private void writeDown(List<Passing> some) throws IOException {
        for (Passing passing : some) {
            sink.write(passing);
        }
        sink.flush();
    }

    private synchronized void fail(Exception e) {
        failure = e;
        waiting.clear();
        omitted = 0;
    }

    /** The last step: nothing is written any more when it is done. */
    private void writeAll() throws IOException {
        writeDown(takeAll());
        sink.close();
    }

    /**
     * Writes what is left.
     *
     * @throws IOException what writing failed with
     */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            writer.join();
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
        Exception failed = failure;
        if (failed instanceof IOException e) {
            throw e;
        } else if (failed instanceof RuntimeException e) {
            throw e;
        }
        last.close();
    }
}
