package org.ipcctl.mq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

/** The quick calls move messages, and say what failed as the others do. */
class UncheckedQueueTest {
    private static final int SIZE = 16;

    @Test
    void whatIsSentIsReceivedAndWhatIsTooLongIsAnError() {
        String name = Scratch.name("unchecked");
        try (MessageQueue queue = MessageQueue.create(name, QueueAttributes.wanted(1, SIZE), 0600);
             NativeMemory memory = NativeMemory.allocate(4 * SIZE)) {
            UncheckedQueue unchecked = queue.unchecked();
            RawMemory.putLong(memory.address(), 4711);
            unchecked.send(memory.address(), Long.BYTES);
            assertThat(unchecked.receive(memory.address() + SIZE, SIZE)).isEqualTo(Long.BYTES);
            assertThat(RawMemory.getLong(memory.address() + SIZE)).isEqualTo(4711);
            assertThatThrownBy(() -> unchecked.send(memory.address(), SIZE + 1))
                    .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.is(Errno.EMSGSIZE)).isTrue());
            assertThatThrownBy(() -> unchecked.receive(memory.address(), SIZE - 1))
                    .isInstanceOfSatisfying(KernelException.class, e -> assertThat(e.is(Errno.EMSGSIZE)).isTrue());
        } finally {
            MessageQueue.unlink(name);
        }
    }
}
