package org.ipcctl.cli;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.RawIo;
import org.ipcctl.pipe.Pipe;

/**
 * What a command of a batch writes to standard output and to standard error: two pipes, as a shell's $(...) would have
 * them, which a thread empties into memory while the command runs. Of more than {@link #MOST} bytes nothing is kept:
 * the pipe's reader goes, and so does who writes on.
 */
final class Captured implements AutoCloseable {
    /** Bytes of one stream; a row of JSON is in memory several times over. */
    static final int MOST = 16 << 20;

    private static final int BLOCK = 1 << 16;
    /**
     * A command that is over sooner needs nobody beside it unless it fills a pipe, and then waits that long at most.
     */
    private static final int TICK_MILLIS = 5;
    private static final int SLOWEST_TICK_MILLIS = 100;
    private static final int IDLE_TICKS = 40;

    private final Stream output = new Stream("standard output");
    private final Stream errors = new Stream("standard error");
    private final Thread thread = new Thread(this::empty, "output of commands");
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    private volatile long line;
    private volatile boolean running;
    private volatile boolean asleep;
    private volatile boolean closed;

    /** One pipe, and what came out of it. */
    private static final class Stream {
        private final String name;
        private Fd reader;
        private Fd writer;
        private byte[] bytes = new byte[0];
        private int length;
        private boolean tooMuch;

        Stream(String name) {
            this.name = name;
        }

        void open() {
            Pipe pipe = Pipe.open();
            reader = pipe.reader();
            writer = Fd.own(pipe.writer().number(), name);
            reader.setNonblocking(true);
        }

        void close() {
            if (reader != null) {
                reader.close();
                writer.close();
                reader = null;
            }
        }

        /** Takes what is there. */
        void drain(ByteBuffer block) {
            while (!tooMuch && reader != null) {
                int count = RawIo.readNow(reader, block.clear());
                if (count <= 0) {
                    return;
                } else if (length + count > MOST) {
                    drop();
                } else {
                    keep(block, count);
                }
            }
        }

        private void keep(ByteBuffer block, int count) {
            try {
                if (length + count > bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.min(MOST, Math.max(length + count, 2 * bytes.length)));
                }
                block.get(0, bytes, length, count);
                length += count;
            } catch (OutOfMemoryError e) {
                drop();
            }
        }

        void drop() {
            tooMuch = true;
            bytes = new byte[0];
            length = 0;
            reader.close();
        }
    }

    Captured() {
        thread.setDaemon(true);
        thread.start();
    }

    Fd output() {
        return output.writer;
    }

    Fd errors() {
        return errors.writer;
    }

    /** The next command begins. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread alone writes it
    void begin() {
        synchronized (this) {
            for (Stream stream : new Stream[] {output, errors}) {
                if (stream.reader == null) {
                    stream.open();
                }
                stream.length = 0;
                stream.tooMuch = false;
            }
        }
        line++;
        running = true;
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** It has ended: what it wrote is all there. */
    void end() {
        running = false;
        synchronized (this) {
            output.drain(block);
            errors.drain(block);
        }
    }

    /** Whether either was more than is kept. */
    boolean isTooMuch() {
        return output.tooMuch || errors.tooMuch;
    }

    /** There is not the memory for it after all. */
    synchronized void drop() {
        output.drop();
    }

    byte[] outputBytes() {
        return Arrays.copyOf(output.bytes, output.length);
    }

    byte[] errorBytes() {
        return Arrays.copyOf(errors.bytes, errors.length);
    }

    /**
     * New pipes for the next command, where what this one left behind may still write; and no memory kept that was
     * much.
     */
    void forget(boolean pipesToo) {
        synchronized (this) {
            for (Stream stream : new Stream[] {output, errors}) {
                if (pipesToo || stream.tooMuch) {
                    stream.close();
                }
                if (stream.bytes.length > BLOCK) {
                    stream.bytes = new byte[0];
                }
                stream.length = 0;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        synchronized (this) {
            output.close();
            errors.close();
        }
    }

    private void empty() {
        long seen = -1;
        int idle = 0;
        int patience = TICK_MILLIS;
        while (!closed) {
            if (running && line == seen) {
                idle = 0;
                awaitInput(patience);
                synchronized (this) {
                    if (running && line == seen) {
                        output.drain(block);
                        errors.drain(block);
                    }
                }
                patience = Math.min(SLOWEST_TICK_MILLIS, patience * 2);
            } else {
                idle = running ? 0 : idle + 1;
                seen = line;
                patience = TICK_MILLIS;
                pause(idle > IDLE_TICKS);
            }
        }
    }

    /** For a moment, or until the next command begins. */
    private void pause(boolean untilTold) {
        if (untilTold) {
            asleep = true;
            if (!running && !closed) {
                LockSupport.park(this);
            }
            asleep = false;
        } else {
            LockSupport.parkNanos(this, TICK_MILLIS * 1_000_000L);
        }
    }

    /**
     * Without the lock, for {@link #end} must not wait for it; the numbers may be another pipe's by then, and then it
     * looks in vain.
     */
    private void awaitInput(int millis) {
        Fd first;
        Fd second;
        synchronized (this) {
            first = output.tooMuch ? null : output.reader;
            second = errors.tooMuch ? null : errors.reader;
        }
        RawIo.awaitInput(first == null ? -1 : first.number(), second == null ? -1 : second.number(), millis);
    }
}
