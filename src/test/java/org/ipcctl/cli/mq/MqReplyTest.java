package org.ipcctl.cli.mq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What MqCallIT cannot see from outside. */
@Timeout(60)
class MqReplyTest {
    private final Queues queues = new Queues();
    private final Scratch scratch = new Scratch();
    private final String name = queues.create("reply");

    @AfterEach
    void remove() {
        queues.close();
        scratch.close();
    }

    private static long answers() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(fd -> leadsTo(fd).startsWith("/memfd:answer")).count();
        }
    }

    private static String leadsTo(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    /** In a batch there may be many of them. */
    @Test
    void aCommandThatCannotBeRunLeavesNoDescriptorBehind() throws IOException {
        String answerTo = name + ".caller";
        Cli.run("mq", "create", answerTo).succeeds();
        scratch.atEnd(() -> Cli.run("mq", "rm", answerTo));
        Cli.run("mq", "send", name, answerTo + "\nhi").succeeds();
        for (int i = 0; i < 2; i++) {
            Cli.run("mq", "reply", name, "--state", scratch.path("state"), "--drain", "--", "no-such-command")
                    .exits(127).complains("1 message is kept");
        }
        assertThat(answers()).isZero();
    }
}
