package org.ipcctl.cli.mq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The textbook's sender and receiver of {@code struct { int id; float value; }}, each on one side and ipcctl on the
 * other.
 */
class MqPeersTest {
    private final Queues queues = new Queues();

    @AfterEach
    void remove() {
        queues.close();
    }

    @Test
    void receivesWhatACProgramSends() {
        String name = queues.name("from-c");
        try (Peer sender = Peer.start(CPrograms.path("mq_sender"), name)) {
            sender.says("sent");
            assertThat(sender.end()).isZero();
        }
        ByteBuffer received = ByteBuffer
                .wrap(Cli.run("mq", "recv", name, "-n", "10", "--timeout", "5s").succeeds().outBytes())
                .order(ByteOrder.nativeOrder());
        assertThat(received.remaining()).isEqualTo(10 * 128);
        for (int i = 0; i < 10; i++) {
            assertThat(received.getInt(i * 128)).isEqualTo(i + 1);
            assertThat(received.getFloat(i * 128 + 4)).isEqualTo(23.5f + i);
        }
    }

    @Test
    void seesThePriorityThatACProgramGave() {
        String name = queues.name("prio-c");
        try (Peer sender = Peer.start(CPrograms.path("mq_sender"), name)) {
            sender.says("sent");
        }
        assertThat(Cli.run("mq", "recv", name, "--drain", "--format", "plain", "--columns", "priority,size_bytes")
                .succeeds().out().lines())
                .hasSize(10).containsOnly("5\t128");
    }

    @Test
    void sendsWhatACProgramReceives() {
        String name = queues.name("to-c");
        try (Peer receiver = Peer.start(CPrograms.path("mq_receiver"), name)) {
            receiver.says("ready");
            for (int id = 1; id <= 10; id++) {
                byte[] message = new byte[128];
                ByteBuffer.wrap(message).order(ByteOrder.nativeOrder()).putInt(id).putFloat(22.5f + id);
                Cli.reading(message).execute("mq", "send", name, "-p", "5").succeeds();
                receiver.says("ID=" + id + " Val=" + (22.5f + id) + " prio=5");
            }
            assertThat(receiver.end()).isZero();
        }
    }
}
