package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a signal must not lose: one for each mode of each command that takes something; src/test/storm/delivery sends
 * more.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(2)
class DeliveryIT {
    private static final Path SCRIPT = Path.of("src/test/storm/delivery").toAbsolutePath();

    @ParameterizedTest
    @ValueSource(strings = {"mq:plain mq:count mq:follow mq:lines mq:null mq:framed",
        "mq:text mq:hex mq:ndjson mq:json mq:csv mq:table",
        "mq:layout mq:layout-csv mq:field mq:drain mq:timeout", "sock-dgram", "sock-seqpacket", "early", "send", "fifo",
        "relay", "ring"})
    void aSignalLosesNothingThatWasTaken(String kind) {
        Needs.program("python3", "python3");
        Outcome outcome = Installed.shell(SCRIPT + " --ipcctl " + Installed.COMMAND + " --rounds 1 " + kind);
        assertThat(outcome.exits(0).out().lines().toList()).isNotEmpty().allMatch(line -> line.endsWith("1 of 1"));
    }
}
