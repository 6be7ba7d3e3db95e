package org.ipcctl.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ProcSelf;
import org.ipcctl.kernel.Syscall;

/**
 * The streams of the commands of a batch. While one runs the process's own 0, 1 and 2 are these too, so that nothing
 * that it opens by another way (/dev/stdin) or starts finds those of the batch; afterwards they are what they were, in
 * their mode too.
 */
final class BatchIo implements Io, AutoCloseable {
    private static final int STREAMS = 3;
    private static final int BLOCK = 1 << 13;
    /** So much is not allocated and filled in less time. */
    private static final long LONG_NANOS = 10_000_000;
    private static final long MUCH_MEMORY = 128L << 20;

    private final Io outer;
    private final Captured captured;
    private final Fd nothing;
    private final boolean ownsNumbers;
    private final Fd[] before = new Fd[STREAMS];
    private final boolean[] nonblocking = new boolean[STREAMS];
    private final OutputStream out;
    private final OutputStream err;
    private boolean cmdRan;
    private long began;
    private long resident = ProcSelf.residentBytes();

    /**
     * @param outer        of the batch itself
     * @param withoutStdin whether the commands have an empty standard input, for the batch reads from it
     * @param captured     null where what they write is to go where the batch's own goes
     */
    BatchIo(Io outer, boolean withoutStdin, Captured captured) {
        this.outer = outer;
        this.captured = captured;
        this.nothing = withoutStdin ? Fd.open("/dev/null", Fd.O_RDONLY, 0) : null;
        this.ownsNumbers = outer.isWholeProcess();
        this.out = captured == null ? outer.out() : new BufferedOutputStream(new Captor(true), BLOCK);
        this.err = captured == null ? outer.err() : new Captor(false);
        for (int number = 0; ownsNumbers && number < STREAMS; number++) {
            before[number] = Fd.borrow(number, "").duplicateAbove(STREAMS);
            nonblocking[number] = before[number].isNonblocking();
        }
    }

    /** A command begins. */
    void begin() {
        cmdRan = false;
        began = System.nanoTime();
        if (captured != null) {
            captured.begin();
        }
        if (ownsNumbers) {
            lend(0, nothing);
            lend(1, captured == null ? null : captured.output());
            lend(2, captured == null ? null : captured.errors());
        }
    }

    /** It has ended, and what it wrote is written or captured. */
    void end() {
        try {
            out.flush();
        } catch (IOException | RuntimeException readerHasGone) {
            // Its status says so already.
        }
        for (int number = 0; ownsNumbers && number < STREAMS; number++) {
            if (isLent(number)) {
                before[number].copyTo(number);
            }
            if (cmdRan) {
                // A CMD that set it (O_NONBLOCK belongs to the open file) did so for itself.
                before[number].setNonblocking(nonblocking[number]);
            }
        }
        if (captured != null) {
            captured.end();
        }
        if (System.nanoTime() - began > LONG_NANOS) {
            returnMemory();
        }
    }

    /** What one command needed is not the batch's for good; buffers outside of the heap go with their objects. */
    private void returnMemory() {
        if (ProcSelf.residentBytes() > resident + MUCH_MEMORY) {
            System.gc();
            resident = Math.max(resident, ProcSelf.residentBytes());
        }
    }

    private boolean isLent(int number) {
        return number == 0 ? nothing != null : captured != null;
    }

    private static void lend(int number, Fd fd) {
        if (fd != null) {
            fd.copyTo(number);
        }
    }

    /** Whether the last command started a CMD. */
    boolean cmdRan() {
        return cmdRan;
    }

    @Override
    public Fd stdin() {
        return nothing == null ? outer.stdin() : ownsNumbers ? Fd.borrow(0, "standard input") : nothing;
    }

    @Override
    public Fd stdout() {
        if (captured == null) {
            return outer.stdout();
        }
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ownsNumbers ? Fd.borrow(1, "standard output") : captured.output();
    }

    @Override
    public Fd stderr() {
        return captured == null ? outer.stderr() : ownsNumbers ? Fd.borrow(2, "standard error") : captured.errors();
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public OutputStream err() {
        return err;
    }

    @Override
    public void runsCmd() {
        cmdRan = true;
    }

    @Override
    public int width() {
        return captured == null ? outer.width() : 0;
    }

    @Override
    public boolean errIsTerminal() {
        return false;
    }

    @Override
    public boolean readerHasGone(Exception failure) {
        return captured == null && outer.readerHasGone(failure);
    }

    @Override
    public void close() {
        for (Fd fd : before) {
            if (fd != null) {
                fd.close();
            }
        }
        if (nothing != null) {
            nothing.close();
        }
    }

    /**
     * Text on its way into a captured stream. What watches over a wait of the command, by a thread of its own, tells of
     * its system calls, too.
     */
    private final class Captor extends OutputStream {
        private final boolean isOutput;
        private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);

        Captor(boolean isOutput) {
            this.isOutput = isOutput;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            Fd to = isOutput ? captured.output() : captured.errors();
            try {
                Syscall.untold(() -> {
                    for (int done = 0; done < length; done += BLOCK) {
                        to.writeFully(block.clear().put(bytes, offset + done, Math.min(BLOCK, length - done)).flip());
                    }
                });
            } catch (KernelException e) {
                if (isOutput) {
                    throw e;
                }
                // More errors than are kept: the batch will say so.
            }
        }
    }
}
