package org.ipcctl.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    @ParameterizedTest
    @ValueSource(strings = {"exists", "gone", "data", "room", "peer", "unlocked", "value>=0", "value<=7",
        "value=2147483647"})
    void isToldAsItIsTyped(String text) {
        assertThat(Condition.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Exists", "exists ", "value", "value>3", "value>3=", "valuable>=3", "existsgone"})
    void somethingElseIsNone(String text) {
        assertThatThrownBy(() -> Condition.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is not a condition; use exists")
                .hasMessageContaining("value>=N");
    }

    @ParameterizedTest
    @ValueSource(strings = {"value>=", "value>=N", "value>=-1", "value=2147483648", "value<=3 ", "value==3",
        "value>=0x3"})
    void aValueIsAWholeNumber(String text) {
        assertThatThrownBy(() -> Condition.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"value>=3, false, true, true", "value<=3, true, true, false", "value=3, false, true, false"})
    void aValueIsComparedAtItsBorder(String text, boolean two, boolean three, boolean four) {
        Condition condition = Condition.parse(text);
        assertThat(new boolean[] {condition.isMetBy(2), condition.isMetBy(3), condition.isMetBy(4)})
                .containsExactly(two, three, four);
    }

    @Test
    void messagesSayWhatIsMissing() {
        assertThat(Condition.parse("value>=3").awaited()).isEqualTo("a value of 3 or more");
        assertThat(Condition.parse("value=3").awaited()).isEqualTo("a value of 3");
        assertThat(Condition.parse("gone").removed("/x"))
                .hasMessage("/x: was removed while waiting for its removal (poll: EIDRM)");
    }
}
