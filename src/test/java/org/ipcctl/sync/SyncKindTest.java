package org.ipcctl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncKindTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(946_684_800_000L);

    private final Scratch scratch = new Scratch();
    private final String mutex = Scratch.name("mutex");
    private final String condition = Scratch.name("cond");
    private final String other = Scratch.name("shm");

    @BeforeEach
    void create() throws IOException {
        for (String name : new String[] {mutex, condition, other}) {
            scratch.atEnd(() -> SharedMemory.unlink(name));
        }
        SyncObject.createIfAbsent(mutex, 0600, false, ProcessMutex::create, "mutex");
        SyncObject.createIfAbsent(condition, 0600, false, ProcessCondition::create, "cond");
        try (SharedMemory memory = SharedMemory.unnamed(other, 0600)) {
            memory.resize(SyncBlock.LENGTH);
            memory.publish();
        }
        for (String name : new String[] {mutex, condition, other}) {
            Files.setLastModifiedTime(file(name), LONG_AGO);
        }
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    private static Path file(String name) {
        return Path.of(DevShm.PATH + name);
    }

    /** Or nothing of theirs would ever be older than the look that asks for it, and each look a change. */
    @Test
    void lookingLeavesThemAsOldAsTheyWere() throws IOException {
        assertThat(SyncKind.MUTEX.list()).extracting(SyncStatus::name).contains(mutex).doesNotContain(condition, other);
        assertThat(SyncKind.CONDITION.list()).extracting(SyncStatus::name).contains(condition);
        SyncKind.MUTEX.identify(mutex);
        try (Awaited awaited = SyncKind.MUTEX.await(mutex, Condition.parse("unlocked"))) {
            assertThat(awaited.holds()).isTrue();
        }
        for (String name : new String[] {mutex, condition, other}) {
            assertThat(Files.getLastModifiedTime(file(name))).as(name).isEqualTo(LONG_AGO);
        }
    }
}
