package org.ipcctl.fifo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
import org.ipcctl.inspect.Summary;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.OpenFiles;

/** FIFOs, which have a path: {@code fifo(7)}. */
public final class FifoKind implements IpcKind<FifoKind.Entry> {
    public static final FifoKind KIND = new FifoKind();
    private static final Naming NAMING = new Naming("PATH", FifoKind::path, null);

    /** A FIFO, and what is known of its file. */
    public record Entry(String path, FileStatus status) {
    }

    private FifoKind() {}

    @Override
    public String word() {
        return "fifo";
    }

    @Override
    public String plural() {
        return "FIFOs";
    }

    @Override
    public Naming naming() {
        return NAMING;
    }

    private static String path(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        return text;
    }

    /** Those that a process has open: they may be anywhere. */
    @Override
    public List<Entry> list() {
        Map<String, Entry> found = new LinkedHashMap<>();
        OpenFiles.look(file -> {
            FileStatus status = file.isFile() ? file.status() : null;
            if (status != null && status.kind() == FileStatus.Kind.FIFO) {
                found.putIfAbsent(file.link(), new Entry(file.link(), status));
            }
        });
        return List.copyOf(found.values());
    }

    @Override
    public Summary summary(Entry fifo) {
        return Summary.of(fifo.path(), fifo.status());
    }

    @Override
    public Entry find(String path) {
        try (Fifo fifo = Fifo.at(path)) {
            return new Entry(path, fifo.status());
        }
    }

    @Override
    public Identity identify(String path) {
        return Identity.open(find(path).status());
    }

    @Override
    public boolean isListed() {
        return false;
    }

    @Override
    public void remove(String path) {
        Fifo.remove(path);
    }

    @Override
    public List<Condition.What> conditions() {
        return FifoAwaited.CONDITIONS;
    }

    @Override
    public Awaited await(String path, Condition condition) {
        return FifoAwaited.of(path, condition);
    }
}
