package org.ipcctl.cli.mq;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.kernel.Sysctl;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueStatus;
import org.ipcctl.testing.Cli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqCreateTest {
    private final Queues queues = new Queues();

    @AfterEach
    void remove() {
        queues.close();
    }

    @Test
    void whoAsksForNothingGetsTheDefaults() {
        String name = queues.name("plain");
        Cli.run("mq", "create", name.substring(1)).succeeds().prints("");
        QueueStatus status = QueueStatus.of(name);
        assertThat(status.attributes().maxMessages()).isEqualTo(Sysctl.number("fs/mqueue/msg_default").orElseThrow());
        assertThat(status.attributes().messageSize())
                .isEqualTo(Sysctl.number("fs/mqueue/msgsize_default").orElseThrow());
        assertThat(status.file().permissions()).isEqualTo(0600 & ~org.ipcctl.kernel.Files.umask());
    }

    @ParameterizedTest
    @CsvSource({"640, 640", "0666, 666", "'g+r,o=w', 642", "a=rw, 666", "u-w, 400"})
    void theModeIsExactWhateverTheUmaskSays(String mode, String octal) {
        String name = queues.name("mode");
        Cli.run("mq", "create", name, "-m", mode).succeeds();
        try (MessageQueue queue = MessageQueue.open(name, MessageQueue.Access.RECEIVE)) {
            assertThat(queue.fd().status().permissions()).isEqualTo(Integer.parseInt(octal, 8));
        }
    }

    @Test
    void creatingAgainIsASuccessIfTheAttributesMatch() {
        String name = queues.create("twice");
        Cli.run("mq", "create", name).succeeds();
        Cli.run("mq", "create", name, "--max-messages", "10", "--message-size", "128", "-m", "600").succeeds();
        Cli.run("mq", "create", name, "--exclusive").exits(4).complains("exists already", "ipcctl mq rm " + name);
        Cli.run("mq", "create", name, "--max-messages", "7", "--message-size", "1K").exits(4)
                .complains("--max-messages 10, not 7", "--message-size 128, not 1024");
        Cli.run("mq", "create", name, "-m", "644").exits(4).complains("mode 0600, not 0644");
        assertThat(QueueStatus.of(name).attributes().maxMessages()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"--max-messages, 65537, 65536", "--message-size, 17M, 16777216"})
    void limitsThatHoldForRootTooAreNamed(String option, String value, String limit) {
        Cli.run("mq", "create", queues.name("large"), option, value).exits(7).complains(limit, "any");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--max-messages=0", "--max-messages=x", "--message-size=0", "--message-size=1Q", "--mode=8",
        "--mode=u=q", "--nonsense"})
    void wrongValuesAreWrongUsage(String option) {
        assertThat(Cli.run("mq", "create", queues.name("wrong"), option).exits(2).err().lines()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", ".", "..", "a/b", "//a"})
    void namesThatCannotBeAreWrongUsage(String name) {
        assertThat(Cli.run("mq", "create", "--", name).exits(2).err().lines()).hasSize(2);
    }
}
