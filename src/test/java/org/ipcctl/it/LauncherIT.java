package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

class LauncherIT {
    @Test
    void variablesThatMakeTheJvmTalkAreKeptFromIt() {
        Installed.shell("JAVA_TOOL_OPTIONS=-Dx=y JDK_JAVA_OPTIONS=-Da=b _JAVA_OPTIONS=-Dc=d ipcctl --version")
                .succeeds();
    }

    @Test
    void runsThroughSymbolicLinks() throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path link = Path.of(scratch.path("link"));
            Files.createSymbolicLink(link, Path.of(Installed.COMMAND));
            Files.createSymbolicLink(Path.of(scratch.path("relative")), Path.of("link"));
            Installed.shell("cd '" + scratch.directory() + "' && ./relative --version").succeeds();
        }
    }

    @Test
    void saysWhatToInstallWhereThereIsNoJava() throws IOException {
        try (Scratch scratch = new Scratch()) {
            // As it lies in a tree that install.sh has not seen.
            Path launcher = Files.createDirectories(Path.of(scratch.path("bin"))).resolve("ipcctl");
            Files.copy(Path.of(Installed.COMMAND), launcher);
            Installed.shell("IPCCTL_JAVA_HOME= JAVA_HOME= PATH=/nonexistent /bin/sh '" + launcher + "' --version")
                    .exits(1).complains("no Java found", "openjdk-17-jre-headless");
        }
    }

    /** Another one instead would be a surprise: whoever sets this means it. */
    @Test
    void refusesAJavaThatIsNotThere() {
        Installed.shell("IPCCTL_JAVA_HOME='/no\\nwhere' ipcctl --version").exits(1).prints("")
                .complains("IPCCTL_JAVA_HOME is '/no\\nwhere', where there is no bin/java. Set it to");
    }

    @Test
    void refusesAJavaThatIsTooOldByName() throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path jdk = Files.createDirectories(Path.of(scratch.path("jdk-11"), "bin")).getParent();
            Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
            Path java = Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\nexit 0\n");
            assertThat(java.toFile().setExecutable(true)).isTrue();
            Installed.shell("IPCCTL_JAVA_HOME='" + jdk + "' ipcctl --version")
                    .exits(1).complains("is Java 11", "17 or later", "openjdk-17-jre-headless");
        }
    }

    @Test
    void aClosedStdoutEndsQuietlyWith141() {
        Installed.shell("{ ipcctl --help; echo $? >&2; } | true").complains("141\n").prints("");
    }

    /** Also where it does not go to a terminal. */
    @Test
    void shortHelpIsAScreenOfTheWidthThatIsAskedFor() {
        String help = Installed.shell("COLUMNS=80 ipcctl bench -h").exits(0).out();
        assertThat(help.lines().count()).isBetween(10L, 30L);
        assertThat(help.lines().filter(line -> line.length() > 80)).isEmpty();
        assertThat(Installed.shell("COLUMNS=50 ipcctl mq send --help").exits(0).out().lines()
                .filter(line -> line.length() > 50))
                .isNotEmpty().allMatch(line -> line.startsWith("  ") && line.contains("ipcctl mq "));
    }

    /** Java would fill the heap that it begins with, which is a sixty-fourth of the memory. */
    @Test
    void whatFollowsHasLittleMemoryHoweverMuchComes() {
        String name = Scratch.name("follows");
        Installed.shell("ipcctl sock recv @" + name + " --follow --format ndjson >/dev/null & R=$!; "
                + "seq 200000 | ipcctl sock send @" + name + " --lines --retry 20s; "
                + "[ $(awk '/VmHWM/{print $2}' /proc/$R/status) -lt 130000 ] && echo small; kill $R; wait")
                .prints("small\n");
    }

    @Test
    void aFullDeviceIsAnErrorAndNotAClosedReader() {
        Installed.shell("ipcctl --help >/dev/full").exits(7)
                .complains("standard output: no space left on device (write: ENOSPC)");
    }
}
