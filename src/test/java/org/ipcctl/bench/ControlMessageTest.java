package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.junit.jupiter.api.Test;

/** The control protocol's lines. */
class MessageTest {
    @Test
    void aLineComesBackAsItWas() {
        ControlMessage message = ControlMessage.of("open").with("folder", "/tmp/a b=c\né").with("size", 64)
                .with("address", "");
        assertThat(message.encoded()).startsWith("open folder=").doesNotContain("\n");
        assertThat(ControlMessage.parse(message.encoded())).isEqualTo(message);
    }

    @Test
    void aKernelErrorKeepsItsNumberReasonAndHint() {
        KernelException original = new KernelException("mq_open", "/x", Errno.EMFILE).because("too many")
                .advise("Raise it.");
        KernelException copy = (KernelException) ControlMessage.parse(ControlMessage.fail(original).encoded())
                .failure("mq");
        assertThat(copy).hasMessage(original.getMessage());
        assertThat(copy.hint()).isEqualTo("Raise it.");
    }

    @Test
    void anyOtherFailureSaysWhatWasMeasured() {
        BenchFailure copy = (BenchFailure) ControlMessage
                .parse(ControlMessage.fail(new BenchFailure("", "block 2 was due", null)).encoded()).failure("mq");
        assertThat(copy).hasMessage("block 2 was due");
        assertThat(copy.subject()).isEqualTo("mq");
        assertThat(ControlMessage.fail(new IllegalStateException("x")).text("reason")).startsWith("internal error");
    }
}
