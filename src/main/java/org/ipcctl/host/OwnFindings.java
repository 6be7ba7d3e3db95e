package org.ipcctl.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipcctl.inspect.Finding;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapped;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.PidNamespace;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.kernel.TemporaryDirectory;
import org.ipcctl.mq.QueueDirectory;

/** What concerns ipcctl itself: that it starts quickly, and what of it was killed before it could clear away. */
final class OwnFindings {
    private static final String ARCHIVE = "ipcctl.jsa";
    /** Names that a benchmark, a rehearsal of install.sh and a draft of an object have, and the process in them. */
    private static final Pattern NAME = Pattern
            .compile("(?:sem\\.)?\\.?ipcctl-(?:bench-|rehearsal-)?(\\d{1,9})(?:-.*)?", Pattern.DOTALL);

    private OwnFindings() {}

    static List<Finding> all() {
        List<Finding> found = new ArrayList<>();
        archive(System.getProperty("java.class.path"), found);
        // A number of another PID namespace says nothing.
        if (PidNamespace.isThatOfProc() && OpenFiles.isThere(1)) {
            QueueDirectory queues = QueueDirectory.find();
            Set<String> places = new LinkedHashSet<>(
                    List.of(DevShm.PATH, TemporaryDirectory.USUAL, TemporaryDirectory.path()));
            if (queues != null && !queues.isForeign()) {
                places.add(queues.path());
            }
            places.forEach(directory -> leftovers(directory, found));
        }
        return found;
    }

    /** Whether the archive beside {@code jar} is there and in use; of other ways to run it there is nothing to say. */
    static void archive(String jar, List<Finding> found) {
        if (!jar.endsWith("/ipcctl.jar")) {
            return;
        }
        String home = jar.substring(0, jar.lastIndexOf('/'));
        String archive = home + "/" + ARCHIVE;
        String make = ShellWord.path(home + "/make-archive") + " " + ShellWord.path(System.getProperty("java.home"));
        try {
            long owner = FileStatus.of(home).uid();
            FileStatus file = null;
            try {
                file = FileStatus.of(archive);
            } catch (KernelException none) {
                found.add(Finding.note(archive, "there is no class-data archive, so each start takes twice as long")
                        .mendedBy(make, owner));
            }
            if (file != null && !isMapped(file)) {
                found.add(Finding
                        .note(archive,
                                "this class-data archive does not fit the Java of " + System.getProperty("java.home")
                                        + ", which passes it over, and each start takes twice as long")
                        .mendedBy(make, owner));
            }
        } catch (KernelException hidden) {
            // Somebody moved it while it ran.
        }
    }

    private static boolean isMapped(FileStatus file) {
        try {
            for (Mapped mapped : OpenFiles.mapsOf(ProcessHandle.current().pid())) {
                // Not by device: some file systems have several.
                if (mapped.inode() == file.inode()) {
                    return true;
                }
            }
            return false;
        } catch (KernelException noProc) {
            // Then nobody can say that it is not.
            return true;
        }
    }

    static void leftovers(String directory, List<Finding> found) {
        List<String> names;
        try {
            names = Directory.names(directory);
        } catch (KernelException noneThere) {
            noneThere.rethrowIfShort();
            return;
        }
        Collections.sort(names);
        for (String name : names) {
            Matcher made = NAME.matcher(name);
            String path = directory + "/" + name;
            if (made.matches() && !OpenFiles.isThere(Long.parseLong(made.group(1)))) {
                try {
                    FileStatus file = FileStatus.ofLink(path);
                    if (file.kind() != FileStatus.Kind.DIRECTORY) {
                        found.add(Finding
                                .note(path,
                                        "by its name process " + made.group(1)
                                                + " of ipcctl made it, and there is none in this PID namespace")
                                .mendedBy("rm " + ShellWord.path(path), file.uid()));
                    }
                } catch (KernelException goneMeanwhile) {
                    goneMeanwhile.rethrowIfShort();
                    // Nothing is left, then.
                }
            }
        }
    }
}
