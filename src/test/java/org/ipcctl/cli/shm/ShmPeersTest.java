package org.ipcctl.cli.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The textbook's producer and consumer of a sample under a semaphore, each on one side and ipcctl on the other. */
class ShmPeersTest {
    private static final int SAMPLE = 16;

    private final Memories memories = new Memories();

    @AfterEach
    void remove() {
        memories.close();
    }

    private static ByteBuffer sample() {
        return ByteBuffer.allocate(SAMPLE).order(ByteOrder.nativeOrder());
    }

    @Test
    void readsWhatACProgramProduces() {
        String name = memories.name("from-c");
        try (Peer producer = Peer.start(CPrograms.path("shm_producer"), name, memories.semaphore("from-c"))) {
            producer.says("written");
            assertThat(producer.end()).isZero();
        }
        ByteBuffer read = ByteBuffer.wrap(Cli.run("shm", "read", name).succeeds().outBytes())
                .order(ByteOrder.nativeOrder());
        assertThat(read.remaining()).isEqualTo(SAMPLE);
        assertThat(read.getFloat(0)).isEqualTo(23.5f);
        assertThat(read.getFloat(4)).isEqualTo(65.0f);
        assertThat(read.getInt(8)).isEqualTo(1);
        assertThat(read.getInt(12)).isEqualTo(1);
    }

    @Test
    void writesWhatACProgramConsumes() {
        String name = memories.name("to-c");
        byte[] sample = sample().putFloat(23.5f).putFloat(65.0f).putInt(7).putInt(1).array();
        Cli.reading(sample).execute("shm", "write", name, "--create").succeeds();
        try (Peer consumer = Peer.start(CPrograms.path("shm_consumer"), name, memories.semaphore("to-c"))) {
            consumer.says("ready").tell("read").says("Temp=23.5, Humidity=65.0").says("sequence=7 updated=1");
            String next = HexFormat.of().formatHex(sample().putFloat(-4.25f).array(), 0, Float.BYTES);
            Cli.run("shm", "write", name, next, "--from", "hex").succeeds();
            consumer.tell("read").says("Temp=-4.2, Humidity=65.0").says("sequence=7 updated=0");
            consumer.hangUp();
            assertThat(consumer.end()).isZero();
        }
    }
}
