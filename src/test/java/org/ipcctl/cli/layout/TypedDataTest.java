package org.ipcctl.cli.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Layouts with shared memory, message queues and FIFOs, and the textbook's C programs on the other side. */
class TypedDataTest {
    private static final String SENSOR = "struct { float temperature; float humidity; uint32_t sequence; int updated; "
            + "}";
    private static final String SAMPLE = "id:i32,value:f32";

    private final Scratch scratch = new Scratch();
    private String name;

    @BeforeEach
    void name() {
        name = Scratch.name("typed");
        scratch.atEnd(() -> SharedMemory.unlink(name));
        scratch.atEnd(() -> NamedSemaphore.unlink(name));
        scratch.atEnd(() -> MessageQueue.unlink(name));
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    @Test
    void theConsumerInCReadsWhatTheFieldsSay() {
        Cli.run("shm", "write", name, "--create", "--layout", SENSOR, "--lock", "sem:" + name, "--sem-init", "1",
                "temperature=23.5", "humidity=65", "sequence=1", "updated=1").succeeds();
        try (Peer consumer = Peer.start(CPrograms.path("shm_consumer"), name, name)) {
            consumer.says("ready").tell("read").says("Temp=23.5, Humidity=65.0").says("sequence=1 updated=1");
        }
    }

    @Test
    void theProducerInCIsReadByItsFields() {
        try (Peer producer = Peer.start(CPrograms.path("shm_producer"), name, name)) {
            producer.says("written");
            producer.end();
        }
        Outcome read = Cli.run("shm", "read", name, "--layout", SENSOR, "--lock", "sem:" + name, "--format", "ndjson")
                .succeeds();
        read.prints("{\"temperature\":23.5,\"humidity\":65.0,\"sequence\":1,\"updated\":1}\n");
        Cli.run("shm", "read", name, "--layout", SENSOR, "--field", "humidity").succeeds().prints("65.0\n");
        Cli.run("sem", "get", name).prints("1\n");
    }

    @Test
    void onlyTheNamedFieldsChange() {
        Cli.run("shm", "write", name, "--create", "--layout", SENSOR, "temperature=1", "sequence=7").succeeds();
        Cli.run("shm", "write", name, "--layout", SENSOR, "humidity=-2.25", "--lock", "mutex:" + name + "-m")
                .succeeds();
        scratch.atEnd(() -> SharedMemory.unlink(name + "-m"));
        assertThat(Json.row(Cli.run("shm", "read", name, "--layout", SENSOR, "-J").succeeds().out())).containsExactly(
                entry("temperature", 1.0), entry("humidity", -2.25), entry("sequence", 7L), entry("updated", 0L));
    }

    @Test
    void whatIsWrongIsRefusedBeforeAByteIsWritten() {
        Cli.run("shm", "write", name, "--create", "--layout", SENSOR, "sequence=7").succeeds();
        Cli.run("shm", "write", name, "--layout", SENSOR, "sequence=8", "updated=3000000000").exits(2)
                .complains("3000000000 is outside", "^~~~");
        Cli.run("shm", "write", name, "--layout", SENSOR, "sequence=8", "sequenz=1").exits(2)
                .complains("did you mean 'sequence'?");
        Cli.run("shm", "write", name, "--layout", SENSOR, "sequence=8", "sequence=9").exits(2);
        Cli.run("shm", "write", name, "--layout", SENSOR).exits(2).complains("--layout needs values");
        Cli.run("shm", "write", name, "--layout", "a:u8", "a=1", "--truncate").exits(2)
                .complains("cannot be combined with");
        Cli.run("shm", "write", name, "a=1", "b=2").exits(2).complains("FIELD=VALUE needs --layout");
        Cli.run("shm", "write", name, "--layout", "a:u64[3]", "a=1,2,3").exits(7)
                .complains("has 16 bytes, and the layout takes 24");
        Cli.run("shm", "read", name, "--layout", "a:u64[3]").exits(7).prints("").complains("has 16 bytes");
        Cli.run("shm", "read", name, "--field", "x").exits(2).complains("--field needs --layout");
        Cli.run("shm", "read", name, "--layout", SENSOR, "--as", "hex").exits(2);
        Cli.run("shm", "read", name, "--layout", SENSOR, "--field", "sequence").prints("7\n");
    }

    @Test
    void locksAreWaitedForAsAskedFor() {
        Cli.run("sem", "create", name, "--value", "0").succeeds();
        Cli.run("shm", "write", name, "x", "--create", "--lock", "sem:" + name, "-t", "60ms").exits(124)
                .complains("timed out after 60ms");
        Cli.run("shm", "write", name, "x", "--create", "--lock", "sem:" + name, "--nonblock").exits(6)
                .complains("would have to wait for the semaphore to be above 0 (sem_trywait: EAGAIN)");
        Cli.run("shm", "stat", name).exits(3);
        Cli.run("shm", "write", name, "x", "--create", "--lock", "sem:" + name + "-none").exits(3)
                .complains("no such semaphore");
        Cli.run("shm", "write", name, "x", "--create", "--lock", "file:x").exits(2)
                .complains("is not a lock; write it as sem:NAME or mutex:NAME");
        Cli.run("shm", "write", name, "x", "--create", "--sem-init", "1").exits(2)
                .complains("--init is for --lock sem:NAME");
        CompletableFuture<Outcome> waiting = Cli.reading("").start("shm", "write", name, "x", "--create", "--lock",
                "sem:" + name, "-t", "20s");
        Cli.run("sem", "post", name).succeeds();
        waiting.join().succeeds();
        Cli.run("sem", "get", name).prints("1\n");
    }

    @Test
    void aWatchPrintsWhatChangesAndEndsWithTheObject() {
        Cli.run("shm", "write", name, "--create", "--layout", "n:u8", "n=0").succeeds();
        Cli.run("shm", "read", name, "--watch", "--layout", "n:u8", "-t", "60ms", "--interval", "10ms").exits(124)
                .prints("{\"n\":0}\n");
        Cli.run("shm", "read", name, "--watch", "--layout", "n:u8", "--format", "table").exits(2)
                .complains("use --format plain or ndjson");
        Cli.run("shm", "read", name, "--watch", "--nonblock").exits(2);
        Cli.run("shm", "read", name, "--interval", "1s").exits(2).complains("--interval is for --watch");
    }

    @Test
    void messagesGoToAndComeFromCPrograms() {
        try (Peer receiver = Peer.start(CPrograms.path("mq_receiver"), name)) {
            receiver.says("ready");
            for (int id = 1; id <= 10; id++) {
                Cli.run("mq", "send", name, "--create", "--message-size", "128", "--max-messages", "10", "--layout",
                        SAMPLE, "-p", "5",
                        "id=" + id, "value=23.5").succeeds();
                receiver.says("ID=" + id + " Val=23.5 prio=5");
            }
            receiver.end();
        }
        try (Peer sender = Peer.start(CPrograms.path("mq_sender"), name)) {
            sender.says("sent");
            sender.end();
        }
        List<Map<String, Object>> rows = Json
                .rows(Cli.run("mq", "recv", name, "--drain", "--layout", SAMPLE, "-J").succeeds().out());
        assertThat(rows).hasSize(10);
        assertThat(rows.get(9)).containsEntry("priority", 5L).containsEntry("size_bytes", 128L).containsEntry("id", 10L)
                .containsEntry("value", 32.5);
    }

    @Test
    void aMessageThatIsTooShortIsInTheError() {
        Cli.run("mq", "send", name, "--create", "abc").succeeds();
        Cli.run("mq", "recv", name, "--layout", SAMPLE).exits(1)
                .complains("a message of 3 bytes came, and the layout takes 8", "616263");
        Cli.run("mq", "send", name, "--layout", SAMPLE, "--lines", "id=1").exits(2)
                .complains("cannot be combined with --lines");
        Cli.run("mq", "recv", name, "--layout", SAMPLE, "--lines").exits(2);
        Cli.run("mq", "recv", name, "--layout", SAMPLE, "--follow", "--format", "table").exits(2);
    }

    @Test
    void fifosCarryRecords() {
        String fifo = scratch.path("fifo");
        Cli.run("mkfifo", fifo).succeeds();
        CompletableFuture<Outcome> reading = Cli.reading("").start("fifo", "read", fifo, "--keep-open", "--bytes", "32",
                "-t", "20s",
                "--layout", "a:u8,b:u64");
        Cli.run("fifo", "write", fifo, "--layout", "a:u8,b:u64", "a=1", "b=18446744073709551615", "-t", "20s")
                .succeeds();
        Cli.run("fifo", "write", fifo, "--layout", "a:u8,b:u64", "a=2", "-t", "20s").succeeds();
        reading.join().succeeds().prints("{\"a\":1,\"b\":18446744073709551615}\n{\"a\":2,\"b\":0}\n");
        CompletableFuture<Outcome> cut = Cli.reading("").start("fifo", "read", fifo, "-t", "20s", "--layout",
                "a:u8,b:u64");
        Cli.run("fifo", "write", fifo, "abc", "-t", "20s").succeeds();
        cut.join().exits(1).complains("the last record has 3 bytes, and the layout takes 16");
        assertThat(Fifo.at(fifo).status()).isNotNull();
    }
}
