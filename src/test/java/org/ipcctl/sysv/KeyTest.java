package org.ipcctl.sysv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How keys are written, and that the structures are C's. */
class KeyTest {
    @ParameterizedTest
    @CsvSource({"0x1234, 0x00001234", "0X12aB, 0x000012ab", "4660, 0x00001234", "010, 0x00000008", "-1, 0xffffffff",
        "0xffffffff, 0xffffffff", "4294967295, 0xffffffff",
        "-2147483648, 0x80000000", "00000000000000000001, 0x00000001"})
    void numbersAreThoseOfIpcrm(String text, String shown) {
        assertThat(Key.parse(text).text()).isEqualTo(shown);
        assertThat(Key.parse(text).number()).isEqualTo(Integer.parseUnsignedInt(shown.substring(2), 16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "0x", "0xg", "08", "1.5", "+1", "1 ", "--1", "4294967296", "-2147483649",
        "99999999999999999999", "0x100000000", "0", "0x0", "private",
        "id:", "id:-1",
        "id:x", "id:2147483648", "id:99999999999", "ftok:", "ftok:/etc/passwd", "ftok:/etc/passwd:",
        "ftok:/etc/passwd:0", "ftok:/etc/passwd:256", "ftok:/etc/passwd:ab",
        "ftok:/etc/passwd:\u00e9", "ftok::1", "ftok:/etc/passwd:\n", "0x1234\n", "\u0661"})
    void allElseIsRefused(String text) {
        assertThatThrownBy(() -> Key.parse(text)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCreatesTakesPrivateAndNoId() {
        assertThat(Key.parseNew("private").isPrivate()).isTrue();
        assertThatThrownBy(() -> Key.parseNew("id:1")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Key.parse("id:7").isId()).isTrue();
        assertThat(Key.parse("id:7").number()).isEqualTo(7);
    }

    @Test
    void aPathMustBeThere() {
        assertThatThrownBy(() -> Key.parse("ftok:/nonexistent/a:b:1").number())
                .isInstanceOfSatisfying(KernelException.class, e -> {
                    assertThat(e.is(Errno.ENOENT)).isTrue();
                    assertThat(e.subject()).isEqualTo("/nonexistent/a:b");
                });
    }

    @Test
    void structuresAndFtokAreThoseOfC() {
        boolean wide = System.getProperty("os.arch").equals("amd64");
        try (Peer c = Peer.start(CPrograms.path("sysv_msg"), "facts")) {
            List<String> expected = List.of("msqid_ds 120 48 56 64 72 80 88 96 100",
                    wide ? "semid_ds 48 64 80" : "semid_ds 48 56 64", "shmid_ds 48 56 64 72 80 84 88",
                    "ftok " + Key.parse("ftok:/etc/passwd:q").number());
            expected.forEach(c::says);
            assertThat(Key.parse("ftok:/etc/passwd:113").number()).isEqualTo(Key.parse("ftok:/etc/passwd:q").number());
        }
    }
}
