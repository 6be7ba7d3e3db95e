package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each mechanism has a loop of its own, which is the same code. */
class LoopsTest {
    private final Loops loops = new Loops();

    @Test
    void mechanismsShareNoLoopAndCasesOfOneDo() {
        try (Role pipe = role("pipe", 64); Role again = role("pipe", 4096); Role mq = role("mq", 64)) {
            assertThat(pipe.getClass()).isSameAs(again.getClass()).isNotSameAs(mq.getClass()).isNotSameAs(Sender.class);
            assertThat(pipe.getClass().getName()).startsWith(Sender.class.getName());
        }
    }

    @Test
    void eachSideHasItsPart() {
        for (Metric metric : Metric.values()) {
            for (Side side : Side.values()) {
                Setup setup = new Setup("pipe", metric, 64, "", "", Tuning.NONE, false);
                try (Role role = loops.role(side, setup, null)) {
                    String expected = switch (metric) {
                        case THROUGHPUT -> side == Side.SENDING ? "Sender" : "Receiver";
                        case LATENCY -> side == Side.SENDING ? "Pinger" : "Echo";
                        case LOAD -> side == Side.SENDING ? "LoadSender" : "LoadReceiver";
                    };
                    assertThat(role.getClass().getName()).contains("." + expected);
                }
            }
        }
    }

    private Role role(String mechanism, int size) {
        return loops.role(Side.SENDING, new Setup(mechanism, Metric.THROUGHPUT, size, "", "", Tuning.NONE, false),
                null);
    }
}
