package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a warm-up has been long enough. */
class SettlingTest {
    private final WarmupDetector settling = new WarmupDetector();

    @Test
    void settlesWhenSlicesGetNoFasterAndNothingWasCompiled() {
        slices(100, 40, 500, 20, 1000, 0, 1010, 0);
        assertThat(settling.isSettled()).as("1000 is much more than 500").isFalse();
        settling.add(990, 0, 20);
        assertThat(settling.isSettled()).isTrue();
        assertThat(settling.nanos()).isEqualTo(100);
    }

    @Test
    void aCompilationMeansThatItIsNotOver() {
        slices(1000, 0, 1000, 0, 1000, 9);
        assertThat(settling.isSettled()).isFalse();
        slices(1000, 0);
        assertThat(settling.isSettled()).as("the compiled loop has run for one slice only").isFalse();
        slices(1000, 0);
        assertThat(settling.isSettled()).isTrue();
    }

    @Test
    void aSlowSliceOfABusyMachineIsNotTheJit() {
        slices(1000, 0, 600, 0, 950, 0);
        assertThat(settling.isSettled()).isTrue();
    }

    @Test
    void anotherBlockSizeBeginsAnewAndTheTimeGoesOn() {
        slices(1000, 0, 1000, 0, 1000, 0);
        settling.startOver();
        assertThat(settling.isSettled()).isFalse();
        assertThat(settling.nanos()).isEqualTo(60);
    }

    private void slices(int... ratesAndMillis) {
        for (int i = 0; i < ratesAndMillis.length; i += 2) {
            settling.add(ratesAndMillis[i], ratesAndMillis[i + 1], 20);
        }
    }
}
