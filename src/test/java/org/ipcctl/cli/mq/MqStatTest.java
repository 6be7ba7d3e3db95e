package org.ipcctl.cli.mq;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.testing.Cli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MqStatTest {
    private final Queues queues = new Queues();

    @AfterEach
    void remove() {
        queues.close();
    }

    @Test
    void tellsAttributesAndContentAndTakesNothing() {
        String name = queues.create("stat");
        Cli.reading("abc\nde\n").execute("mq", "send", name, "--lines").succeeds();
        for (int round = 0; round < 2; round++) {
            JsonObject stat = new Gson().fromJson(Cli.run("mq", "stat", name.substring(1), "-J").succeeds().out(),
                    JsonObject.class);
            assertThat(stat.get("name").getAsString()).isEqualTo(name);
            assertThat(stat.get("messages").getAsInt()).isEqualTo(2);
            assertThat(stat.get("max_messages").getAsInt()).isEqualTo(10);
            assertThat(stat.get("message_size_bytes").getAsInt()).isEqualTo(128);
            assertThat(stat.get("queued_bytes").getAsInt()).isEqualTo(5);
            assertThat(stat.get("mode").getAsString()).isEqualTo("0600");
            assertThat(stat.get("notify_pid").isJsonNull()).isTrue();
        }
    }

    @Test
    void aQueueThatIsNotThereIsToldAndColumnsCanBeChosen() {
        Cli.run("mq", "stat", queues.name("none")).exits(3).complains("no such message queue");
        Cli.run("mq", "stat", queues.create("columns"), "--format", "plain", "--columns", "messages,max_messages")
                .succeeds().prints("0\t10\n");
    }

    @Test
    void removesSeveralAndGoesOnAfterAFailure() {
        String first = queues.create("first");
        String absent = queues.name("absent");
        String second = queues.create("second");
        Cli.run("mq", "rm", first, absent, second).exits(3).complains(absent, "no such message queue");
        assertThat(MessageQueue.create(second, org.ipcctl.mq.QueueAttributes.wanted(1, 1), 0600)).isNotNull()
                .satisfies(MessageQueue::close);
        Cli.run("mq", "rm", "-f", first, second).succeeds();
        Cli.run("mq", "rm").exits(2).complains("missing NAME");
        Cli.run("mq", "rm", "-f").succeeds();
    }
}
