package org.ipcctl.cli.mq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.kernel.Directory;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.Until;

/** Queues of one test, removed at its end. */
final class Queues implements AutoCloseable {
    private final Scratch scratch = new Scratch();

    /** A name that nobody has; the queue is removed at the end if somebody creates it. */
    String name(String stem) {
        String name = Scratch.name(stem);
        scratch.atEnd(() -> MessageQueue.unlink(name));
        return name;
    }

    /** A queue of ten messages of 128 bytes. */
    String create(String stem) {
        String name = name(stem);
        Cli.run("mq", "create", name, "--max-messages", "10", "--message-size", "128").succeeds();
        return name;
    }

    /** Waits until this process, in which commands run as threads, has {@code name} open that many times. */
    static void awaitHolders(String name, int times) {
        Until.holds(name + " is open " + times + " times", () -> Directory.names("/proc/self/fd").stream()
                .filter(fd -> isLinkTo(fd, name)).count() >= times);
    }

    private static boolean isLinkTo(String fd, String name) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd", fd)).toString().equals(name);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Override
    public void close() {
        scratch.close();
    }
}
