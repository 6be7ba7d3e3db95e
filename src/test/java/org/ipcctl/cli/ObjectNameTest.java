package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectNameTest {
    static Stream<UnaryOperator<String>> parsers() {
        return Stream.of(ObjectName::shm, ObjectName::mq, ObjectName::sem);
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void theLeadingSlashIsOptional(UnaryOperator<String> name) {
        assertThat(name.apply("jobs")).isEqualTo("/jobs");
        assertThat(name.apply("/jobs")).isEqualTo("/jobs");
        assertThat(name.apply("...")).isEqualTo("/...");
        assertThat(name.apply(" ")).isEqualTo("/ ");
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void whatCannotBeANameIsRefusedWithTheReason(UnaryOperator<String> name) {
        refused(name, "", "is empty");
        refused(name, "/", "is empty");
        refused(name, "a/b", "holds a slash");
        refused(name, "//a", "holds a slash");
        refused(name, "a/", "holds a slash");
        refused(name, ".", "directory");
        refused(name, "/..", "directory");
    }

    @Test
    void lengthsAreCountedInBytesWithoutTheSlash() {
        assertThat(ObjectName.shm("/" + "x".repeat(255))).hasSize(256);
        assertThat(ObjectName.mq("x".repeat(255))).hasSize(256);
        assertThat(ObjectName.sem("x".repeat(251))).hasSize(252);
        refused(ObjectName::shm, "x".repeat(256), "is 256 bytes long");
        refused(ObjectName::mq, "/" + "x".repeat(256), "at most 255");
        refused(ObjectName::sem, "x".repeat(252), "at most 251");
        assertThat(ObjectName.shm("é".repeat(127))).hasSize(128);
        refused(ObjectName::shm, "é".repeat(128), "is 256 bytes long");
    }

    private static void refused(UnaryOperator<String> name, String text, String reason) {
        assertThatThrownBy(() -> name.apply(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(reason);
    }
}
