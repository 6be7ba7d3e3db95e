package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The package that 'mvn package' makes on Debian, installed by dpkg below a folder of its own. */
class DebIT {
    private static final Path DEB = Installed.TREE.resolveSibling("ipcctl.deb");
    private static final Path TREE = Installed.TREE.resolveSibling("ipcctl");

    @BeforeEach
    void there() {
        Needs.that(Files.exists(DEB),
                "no package was made (Debian on amd64 makes one with the rest, others with -Pdeb)");
    }

    @Test
    void holdsTheWholeTree() throws IOException {
        String content = Installed.shell("dpkg-deb -c " + DEB + " | awk '{print $6}'").succeeds().out();
        try (Stream<Path> files = Files.walk(TREE).filter(Files::isRegularFile)) {
            List<String> missing = files.map(file -> TREE.relativize(file).toString())
                    .filter(file -> !file.endsWith("LICENSE") && !file.contains("/jni/"))
                    .map(file -> "./usr/" + (file.contains("share/man/") ? file + ".gz"
                            : file.replace("site-functions", "vendor-completions")))
                    .filter(file -> !content.contains(file + "\n")).toList();
            assertThat(missing).isEmpty();
        }
        assertThat(content).contains("/libjffi", "/copyright\n", "/changelog.gz\n");
    }

    @Test
    void installsRunsAndIsRemovedWithoutALeftover() throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path root = Path.of(scratch.path("root"));
            Files.createDirectories(root.resolve("var/lib/dpkg/info"));
            Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
            Files.createFile(root.resolve("var/lib/dpkg/status"));
            // Nothing that it depends on is known below this root, and no shell to run its scripts in.
            String dpkg = "dpkg --root=" + root + " --log=" + root
                    + "/log --force-depends --force-not-root --force-script-chrootless ";
            dpkg(dpkg + "-i " + DEB);
            Installed.shell(root + "/usr/bin/ipcctl layout show a:u8 --format plain --columns type").prints("u8\n");
            assertThat(root.resolve("usr/lib/ipcctl/ipcctl.jsa")).isNotEmptyFile();
            dpkg(dpkg + "-i " + DEB);
            dpkg(dpkg + "-r ipcctl");
            assertThat(root.resolve("usr")).doesNotExist();
        }
    }

    private static void dpkg(String command) {
        Outcome done = Installed.shell("PATH=$PATH:/usr/sbin:/sbin " + command);
        assertThat(done.exitCode()).as(done.err()).isZero();
    }
}
