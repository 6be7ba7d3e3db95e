package org.ipcctl.shm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.PageSize;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Atomic operations on objects that somebody shortens, and on what was never written. */
class AtomicCellTest {
    private final String name = Scratch.name("cell");
    private final long page = PageSize.bytes();

    private SharedMemory create(long size) {
        try (SharedMemory draft = SharedMemory.unnamed(name, 0600)) {
            draft.fd().truncate(size);
            assertThat(draft.publish()).isTrue();
        }
        return SharedMemory.open(name, SharedMemory.Access.WRITE);
    }

    @AfterEach
    void remove() {
        SharedMemory.unlink(name);
    }

    @Test
    void everyOperationOnWhatWasCutOffFails() {
        List<Consumer<AtomicCell>> operations = List.of(AtomicCell::get, cell -> cell.getAndAdd(1, 1),
                cell -> cell.getAndAdd(1, 5000),
                cell -> cell.getAndSet(1), cell -> cell.compareAndExchange(0, 1));
        try (SharedMemory memory = create(3 * page)) {
            for (int size : new int[] {4, 8}) {
                for (Consumer<AtomicCell> operation : operations) {
                    memory.resize(3 * page);
                    try (AtomicCell first = new AtomicCell(memory, 0, size, true);
                         AtomicCell cell = new AtomicCell(memory, 2 * page + 8, size, true)) {
                        memory.fd().truncate(page);
                        assertThatThrownBy(() -> operation.accept(cell)).isInstanceOfSatisfying(KernelException.class,
                                e -> assertThat(e.errno()).isEqualTo(Errno.EIO));
                        operation.accept(first);
                    }
                }
            }
        }
    }

    /** The page stays, and the kernel puts zeros behind the new end: no fault, and yet nothing to be believed. */
    @Test
    void aCutInsideThePageIsNoticedToo() {
        try (SharedMemory memory = create(64); AtomicCell cell = new AtomicCell(memory, 32, 8, true);
             AtomicCell before = new AtomicCell(memory, 0, 8, true)) {
            cell.getAndSet(7);
            memory.fd().truncate(16);
            assertThatThrownBy(cell::get).isInstanceOfSatisfying(KernelException.class,
                    e -> assertThat(e.errno()).isEqualTo(Errno.EIO));
            assertThatThrownBy(() -> cell.getAndAdd(1, 1)).isInstanceOf(KernelException.class);
            assertThat(before.get()).isZero();
        }
    }

    @Test
    void aLongRunOfAdditionsEndsSoonAfterTheCut() throws Exception {
        try (SharedMemory memory = create(64); AtomicCell cell = new AtomicCell(memory, 0, 8, true)) {
            CompletableFuture<Long> adding = CompletableFuture.supplyAsync(() -> cell.getAndAdd(1, Long.MAX_VALUE));
            while (cell.get() == 0) {
                Thread.onSpinWait();
            }
            memory.fd().truncate(0);
            assertThatThrownBy(() -> adding.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(KernelException.class)
                    .hasMessageContaining("another process shortened it while it was in use");
        }
    }

    @Test
    void theMemoryIsReservedBeforeItIsWrittenAndNotBeforeItIsRead() {
        try (SharedMemory memory = create(3 * page)) {
            try (AtomicCell cell = new AtomicCell(memory, 2 * page, 8, false)) {
                assertThat(memory.fd().status().allocated()).isZero();
                assertThat(cell.get()).isZero();
            }
            try (AtomicCell cell = new AtomicCell(memory, 2 * page, 8, true)) {
                assertThat(memory.fd().status().allocated()).isEqualTo(page);
                assertThat(cell.getAndAdd(5, 2)).isEqualTo(5);
                assertThat(cell.get()).isEqualTo(10);
            }
            assertThat(memory.size()).isEqualTo(3 * page);
        }
    }
}
