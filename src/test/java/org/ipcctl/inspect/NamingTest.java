package org.ipcctl.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ipcctl.host.Kinds;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.sem.SemaphoreKind;
import org.ipcctl.shm.SharedMemoryKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamingTest {
    static Stream<UnaryOperator<String>> parsers() {
        return Kinds.ALL.stream().filter(kind -> kind.naming().files() != null).map(kind -> kind.naming()::parse);
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
        refused(name, "a/b", "contains a slash");
        refused(name, "//a", "contains a slash");
        refused(name, "a/", "contains a slash");
        refused(name, ".", "directory");
        refused(name, "/..", "directory");
    }

    @Test
    void lengthsAreCountedInBytesWithoutTheSlash() {
        assertThat(SharedMemoryKind.KIND.naming().parse("/" + "x".repeat(255))).hasSize(256);
        assertThat(QueueKind.KIND.naming().parse("x".repeat(255))).hasSize(256);
        assertThat(SemaphoreKind.KIND.naming().parse("x".repeat(251))).hasSize(252);
        refused(SharedMemoryKind.KIND.naming()::parse, "x".repeat(256), "is 256 bytes long");
        refused(QueueKind.KIND.naming()::parse, "/" + "x".repeat(256), "at most 255");
        refused(SemaphoreKind.KIND.naming()::parse, "x".repeat(252), "at most 251");
        assertThat(SharedMemoryKind.KIND.naming().parse("é".repeat(127))).hasSize(128);
        refused(SharedMemoryKind.KIND.naming()::parse, "é".repeat(128), "is 256 bytes long");
    }

    private static void refused(UnaryOperator<String> name, String text, String reason) {
        assertThatThrownBy(() -> name.apply(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
