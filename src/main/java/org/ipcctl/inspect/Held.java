package org.ipcctl.inspect;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Inotify;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.Removal;

/** Waits until another process has a file open or mapped, as far as /proc lets this user see. */
public final class Held implements Awaited {
    private final Fd file;
    private final FileStatus status;
    private final Condition condition;
    private final Predicate<OpenFile.Info> how;
    private final Set<Long> mapped;
    private final Cues cues;
    private boolean found;
    private String unseen;

    private Held(Fd file, Condition condition, boolean isMapped, Predicate<OpenFile.Info> how, boolean isTold) {
        this.file = file;
        this.status = file.status();
        this.condition = condition;
        this.how = how;
        this.mapped = isMapped ? Set.of(status.inode()) : Set.of();
        this.cues = isTold ? Cues.ofFile(file, Inotify.OPEN | Inotify.ATTRIB) : Cues.none();
    }

    /** Of memory, open or mapped; {@code file} is open in a way that nobody notices, and closed with this. */
    public static Held mapped(Fd file, Condition condition) {
        return new Held(file, condition, true, Held::isUsable, true);
    }

    /** Of a FIFO, open in either direction; else likewise. */
    public static Held open(Fd file, Condition condition) {
        return new Held(file, condition, false, Held::isUsable, true);
    }

    /**
     * Of a queue, open for receiving; else likewise. Before Linux 6.5 the kernel tells nobody that a queue is opened.
     */
    public static Held receiving(Fd file, Condition condition) {
        return new Held(file, condition, false, OpenFile.Info::isReadable, false);
    }

    private static boolean isUsable(OpenFile.Info info) {
        return info.isReadable() || info.isWritable();
    }

    @Override
    public boolean holds() {
        cues.renew();
        found = false;
        long own = ProcessHandle.current().pid();
        boolean complete = OpenFiles.look(open -> {
            OpenFile.Info info = found || open.pid() == own ? null : open.of(status);
            found |= info != null && how.test(info);
        }, OpenFiles.Mappings.of(mapped), memory -> found |= memory.pid() != own && memory.isOf(status)).isComplete();
        unseen = complete ? null : "not all processes can be seen; " + OpenFiles.whoSeesAll();
        if (!found && Removal.isOf(file)) {
            throw condition.removed(file.name());
        }
        return found;
    }

    @Override
    public List<Cue> cues() {
        return cues.cues();
    }

    @Override
    public Duration pause() {
        return cues.pause();
    }

    @Override
    public String unseen() {
        return unseen;
    }

    @Override
    public void close() {
        cues.close();
        file.close();
    }
}
