package org.ipcctl.shm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ipcctl.inspect.Finding;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.FileSystem;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Raise;
import org.ipcctl.kernel.ShellWord;

/**
 * What can be wrong with /dev/shm, where shared memory objects and semaphores are: {@code shm_overview(7)},
 * {@code tmpfs(5)}.
 */
public final class ShmFindings {
    private static final long TMPFS = 0x01021994;
    private static final long RAMFS = 0x858458f6L;
    private static final long MIB = 1 << 20;
    /** What a container gets that asks for nothing; little where there is more than eight times as much memory. */
    private static final long LITTLE = 64 * MIB;
    private static final int SHARE = 8;

    private ShmFindings() {}

    /** Of the mount. How much of it is in use is a matter of {@link ShmLimits}. */
    public static List<Finding> ofMount() {
        FileStatus place;
        FileSystem there = FileSystem.of(DevShm.PATH);
        try {
            place = FileStatus.of(DevShm.PATH);
        } catch (KernelException none) {
            return List.of(mounted(Finding.fault(DevShm.PATH,
                    "this directory does not exist, so there can be no shared memory objects and no semaphores")));
        }
        List<Finding> found = new ArrayList<>();
        if (place.kind() != FileStatus.Kind.DIRECTORY || there == null) {
            found.add(Finding.fault(DevShm.PATH, "it is a " + place.kind() + " and not a directory"));
            return found;
        }
        if (there.kind() != TMPFS && there.kind() != RAMFS) {
            found.add(mounted(Finding.warning(DevShm.PATH,
                    "it is not a tmpfs: objects in it are files on a disk, which are slower and remain after a "
                            + "reboot")));
        }
        if (there.isReadOnly()) {
            found.add(Finding.fault(DevShm.PATH, "it is mounted read-only")
                    .mendedBy("mount -o remount,rw " + DevShm.PATH));
        }
        Finding mode = Finding.ofMode(DevShm.PATH, place.permissions(), "objects");
        if (mode != null) {
            found.add(mode);
        }
        long memory = memory();
        if (there.kind() == TMPFS && there.totalBytes() > 0 && there.totalBytes() <= LITTLE
                && there.totalBytes() < memory / SHARE) {
            Raise raise = Raise.byMount(DevShm.PATH, "size", memory / 2 / MIB * MIB, "--shm-size");
            found.add(Finding
                    .warning(DevShm.PATH,
                            "it has room for " + there.totalBytes() / MIB + " MiB, and memory is " + memory / MIB
                                    + " MiB; for a container, increase it with " + raise.docker())
                    .mendedBy(raise.now()).lastingBy(Finding.append(raise.fstab(), "/etc/fstab")));
        }
        return found;
    }

    private static Finding mounted(Finding finding) {
        return finding.mendedBy(DevShm.MOUNT)
                .lastingBy(Finding.append("shm " + DevShm.PATH + " tmpfs rw,nosuid,nodev,mode=1777 0 0", "/etc/fstab"));
    }

    /** What is in it and no object. */
    public static List<Finding> ofFiles() {
        List<Finding> found = new ArrayList<>();
        List<String> names = DevShm.names();
        Collections.sort(names);
        for (String name : names) {
            String path = DevShm.PATH + "/" + name;
            try {
                FileStatus status = FileStatus.ofLink(path);
                // What is called as a semaphore is told of with them.
                if (status.kind() != FileStatus.Kind.REGULAR && !name.startsWith(ShmDirectory.SEMAPHORE_PREFIX)) {
                    found.add(Finding.note(path, "it is a " + status.kind() + " and not a shared memory object")
                            .mendedBy("ls -ld " + ShellWord.path(path), status.uid()));
                }
            } catch (KernelException goneMeanwhile) {
                goneMeanwhile.rethrowIfShort();
                // Then it is nobody's trouble.
            }
        }
        return found;
    }

    /** What this host, or this container, has of it; 0 where nobody tells. */
    private static long memory() {
        long bytes = 0;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"), StandardCharsets.ISO_8859_1)) {
                String[] words = line.split("\\s+");
                bytes = words[0].equals("MemTotal:") ? Long.parseLong(words[1]) * 1024 : bytes;
            }
        } catch (IOException noProc) {
            return 0;
        }
        for (String limit : List.of("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")) {
            try {
                String text = Files.readString(Path.of(limit), StandardCharsets.ISO_8859_1).strip();
                bytes = text.matches("\\d{1,18}") ? Math.min(bytes, Long.parseLong(text)) : bytes;
            } catch (IOException notThisVersion) {
                // No limit is told there.
            }
        }
        return bytes;
    }
}
