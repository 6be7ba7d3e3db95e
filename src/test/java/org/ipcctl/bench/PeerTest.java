package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a process of a benchmark that its JVM ended. */
class PeerTest {
    private static final String HEADING = "Error occurred during initialization of VM";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        HEADING + "/java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory"
                + "|unable to create native thread: possibly out of memory",
        HEADING + "/Cannot create VM thread. Out of system resources.|Cannot create VM thread. Out of system resources",
        "Exception in thread \"main\" java.lang.StackOverflowError: deep/\tat A.b(A.java:3)|deep",
        "java: cannot execute: no such file|java: cannot execute: no such file",
        HEADING + "/|" + HEADING})
    void itIsTheReasonAndNotWhatStandsAboveIt(String said, String reason) {
        assertThat(Peer.reason(said.replace('/', '\n'))).isEqualTo(reason);
    }
}
