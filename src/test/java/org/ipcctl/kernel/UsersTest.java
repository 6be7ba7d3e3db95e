package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UsersTest {
    @Test
    void everyNumberOfTheFilesHasItsFirstName() throws IOException {
        for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
            String[] fields = line.split(":");
            if (fields.length > 2 && fields[2].matches("[0-9]+")) {
                assertThat(Files.readString(Path.of("/etc/passwd")))
                        .contains(Users.user(Long.parseLong(fields[2])) + ":");
            }
        }
        assertThat(Users.user(0)).isEqualTo("root");
        assertThat(Users.group(0)).isEqualTo("root");
    }

    @Test
    void aNumberThatNobodyHasIsShownAsItIs() {
        assertThat(Users.user(3_999_999_999L)).isEqualTo("3999999999");
        assertThat(Users.group(3_999_999_999L)).isEqualTo("3999999999");
    }
}
