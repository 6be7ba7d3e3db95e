package org.ipcctl.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ipcctl.bench.Pinning;
import org.ipcctl.bench.Places;
import org.ipcctl.cli.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --pin} takes, and what it says about what it does not. */
class PinOptionTest {
    @Test
    void twoNumbersAreTheCpusOfBothSides() {
        assertThat(pin("3,1").pinning(List.of(1, 2, 3))).isEqualTo(new Pinning(3, 1));
        assertThat(pin("2,2").pinning(List.of(1, 2))).isEqualTo(new Pinning(2, 2));
        assertThat(pin("NONE").places()).isEqualTo(Places.of(Pinning.NONE));
    }

    @Test
    void aCpuThatMayNotBeUsedListsThoseThatMay() {
        assertThatThrownBy(() -> pin("0,9").pinning(List.of(0, 2, 5))).isInstanceOf(UsageException.class)
                .hasMessage("--pin: CPU 9 is not available to this process, which may use 0, 2, 5");
    }

    @Test
    void apartOnOneCpuSaysWhatToDo() {
        assertThatThrownBy(() -> pin("apart").pinning(List.of(4))).isInstanceOf(UsageException.class)
                .hasMessage("--pin apart needs two CPUs, and this process may use only CPU 4; use --pin same");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0,", "0,1,2", "-1,0", "a,b", "nowhere", "99999,0"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> pin(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same, apart");
    }

    private static PinOption pin(String text) {
        return PinOption.KIND.parser().apply(text);
    }
}
