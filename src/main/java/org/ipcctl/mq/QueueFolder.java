package org.ipcctl.mq;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;

/**
 * The mqueue file system, where each queue is a file: {@code mq_overview(7)}. Queues work without it being mounted
 * anywhere; to list them there is no other way.
 */
public final class QueueFolder {
    private static final String CUSTOMARY = "/dev/mqueue";

    private final String path;

    private QueueFolder(String path) {
        this.path = path;
    }

    /** Where it is mounted, /dev/mqueue before other places; null where it is not. */
    public static QueueFolder find() {
        List<String> places = new ArrayList<>();
        try {
            for (String line : Files.readString(Path.of("/proc/self/mounts"), StandardCharsets.ISO_8859_1).split("\n")) {
                String[] fields = line.split(" ");
                if (fields.length > 2 && fields[2].equals("mqueue")) {
                    places.add(fields[1]);
                }
            }
        } catch (IOException noProc) {
            return null;
        }
        if (places.isEmpty()) {
            return null;
        }
        return new QueueFolder(places.contains(CUSTOMARY) ? CUSTOMARY : places.get(0));
    }

    /** What there is, by name; queues that vanish while this looks are left out. */
    public List<QueueStatus> queues() {
        List<QueueStatus> found = new ArrayList<>();
        for (String file : Directory.names(path).stream().sorted().toList()) {
            try {
                found.add(status(file));
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
            }
        }
        return found;
    }

    private QueueStatus status(String file) {
        try {
            return QueueStatus.of("/" + file);
        } catch (KernelException e) {
            if (!e.is(Errno.EACCES)) {
                throw e;
            }
            return new QueueStatus("/" + file, null, FileStatus.of(path + "/" + file), null, null);
        }
    }
}
