package org.ipcctl.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ipcctl.inspect.Finding;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The value that systemd-logind takes, from files as logind.conf(5) orders them. */
class LogoutFindingsTest {
    private static final long ORDINARY = 65531;

    private final Scratch scratch = new Scratch();
    private final Path root = scratch.directory();

    @AfterEach
    void remove() {
        scratch.close();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text.replace("|", "\n"));
    }

    private List<Finding> found(long user) throws IOException {
        write("lib/systemd/systemd-logind", "");
        return LogoutFindings.of(root, user, true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            etc/systemd/logind.conf;                   [Login]|#RemoveIPC=no;                 true
            etc/systemd/logind.conf;                   [Login]|RemoveIPC=no;                  false
            etc/systemd/logind.conf;                   [Login]| RemoveIPC = OFF ;             false
            etc/systemd/logind.conf;                   [Other]|RemoveIPC=no;                  true
            etc/systemd/logind.conf;                   [Login]|RemoveIPC=no|RemoveIPC=1;      true
            etc/systemd/logind.conf;                   [Login]|RemoveIPC=no|RemoveIPC=maybe;  false
            usr/lib/systemd/logind.conf;               [Login]|RemoveIPC=no;                  false
            run/systemd/logind.conf.d/a.conf;          [Login]|RemoveIPC=no;                  false
            run/systemd/logind.conf.d/a.conf.disabled; [Login]|RemoveIPC=no;                  true
            """)
    void oneFileSaysIt(String file, String text, boolean removes) throws IOException {
        write(file, text);
        assertThat(found(ORDINARY)).hasSize(removes ? 1 : 0);
    }

    @Test
    void aDropInGoesBeforeTheMainFileAndALaterNameBeforeAnEarlierOne() throws IOException {
        write("etc/systemd/logind.conf", "[Login]|RemoveIPC=yes");
        write("usr/lib/systemd/logind.conf", "[Login]|RemoveIPC=no");
        assertThat(found(ORDINARY)).hasSize(1);
        write("usr/lib/systemd/logind.conf.d/20-b.conf", "[Login]|RemoveIPC=no");
        assertThat(found(ORDINARY)).isEmpty();
        write("etc/systemd/logind.conf.d/10-a.conf", "[Login]|RemoveIPC=yes");
        assertThat(found(ORDINARY)).isEmpty();
        write("etc/systemd/logind.conf.d/20-b.conf", "");
        assertThat(found(ORDINARY)).as("the file of the same name in /usr/lib is hidden").hasSize(1);
        assertThat(found(ORDINARY).get(0).what()).contains("(/etc/systemd/logind.conf.d/10-a.conf)");
        Files.delete(root.resolve("etc/systemd/logind.conf.d/20-b.conf"));
        Files.createSymbolicLink(root.resolve("etc/systemd/logind.conf.d/20-b.conf"), Path.of("/dev/null"));
        assertThat(found(ORDINARY)).hasSize(1);
    }

    @Test
    void onlyWhoIsConcernedIsWarned() throws IOException {
        assertThat(LogoutFindings.of(root, ORDINARY, false)).as("no systemd-logind").isEmpty();
        write("lib/systemd/systemd-logind", "");
        assertThat(LogoutFindings.of(root, ORDINARY, false)).extracting(Finding::severity).as("one that does not run")
                .containsExactly(Finding.Severity.NOTE);
        assertThat(found(ORDINARY)).extracting(Finding::severity).containsExactly(Finding.Severity.WARNING);
        assertThat(found(ORDINARY).get(0).what()).contains("as root: loginctl enable-linger 65531");
        assertThat(found(0)).extracting(Finding::severity).containsExactly(Finding.Severity.NOTE);
        assertThat(found(65534)).extracting(Finding::severity).containsExactly(Finding.Severity.NOTE);
        write("var/lib/systemd/linger/65531", "");
        assertThat(found(ORDINARY)).isEmpty();
    }
}
