package org.ipcctl.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.LateError;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.WindowSize;

/** The standard streams of this process. Text goes through the JDK's streams, which report a closed reader. */
public final class StandardIo implements Io {
    private final Fd stdin = Fd.borrow(0, "standard input");
    private final Fd stdout = Fd.borrow(1, "standard output");
    private final OutputStream out = new BufferedOutputStream(
            new TextOutput(new FileOutputStream(FileDescriptor.out), stdout), 1 << 16);
    private final OutputStream err = new FileOutputStream(FileDescriptor.err);

    @Override
    public Fd stdin() {
        return stdin;
    }

    @Override
    public Fd stdout() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stdout;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void finish() {
        LateError.checkAtTheEnd(stdout);
    }

    @Override
    public OutputStream err() {
        return err;
    }

    @Override
    public boolean isWholeProcess() {
        return true;
    }

    /** Who sets COLUMNS knows better than the terminal, as in ls(1). */
    @Override
    public int width() {
        int width = WindowSize.of(stdout).columns();
        String columns = width > 0 ? System.getenv("COLUMNS") : null;
        return columns != null && columns.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(columns) : width;
    }

    @Override
    public boolean errIsTerminal() {
        return Fd.borrow(2, "standard error").isTerminal();
    }

    /** The JDK tells the error only in words; a pipe or socket without reader says POLLERR. */
    @Override
    public boolean readerHasGone(Exception failure) {
        return (Poll.await(stdout, Poll.OUT, Deadline.in(Duration.ZERO)) & (Poll.ERR | Poll.HUP)) != 0;
    }
}
