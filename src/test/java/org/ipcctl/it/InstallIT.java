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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(3)
class InstallIT {
    /** Each installation makes an archive, which takes long; so one prefix goes through all that may happen to it. */
    @Test
    void installsUpgradesAndUninstallsExactlyWhatItPut() throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path prefix = Path.of(scratch.path("a prefix"));
            Path foreign = prefix.resolve("share/somebody-elses");
            Files.createDirectories(foreign.getParent());
            Files.writeString(foreign, "stays");
            installs(prefix);
            upgradesToARuntimeOfItsOwnAndForgetsWhatIsNoLongerPartOfIt(prefix);
            everyGroupRunsWithoutJava(scratch);
            goesBackToTheJavaThatIsThere(prefix, Path.of(scratch.path("a copy")));
            install("--uninstall", "--prefix=" + prefix).exits(0);
            assertThat(files(prefix)).containsExactly(foreign);
            assertThat(prefix.resolve("lib")).doesNotExist();
        }
    }

    private static void installs(Path prefix) {
        Outcome installed = install("--prefix", prefix.toString()).exits(0).complains("");
        assertThat(installed.out()).contains("Manual pages: " + prefix + "/share/man",
                "fish " + prefix + "/share/fish",
                "fpath+=(\"" + prefix + "/share/zsh/site-functions\")", "export PATH=\"" + prefix + "/bin:$PATH\"");
        for (String document : List.of("man/man1/ipcctl.1", "man/man1/ipcctl-mq.1", "man/man7/ipcctl.7",
                "bash-completion/completions/ipcctl",
                "zsh/site-functions/_ipcctl", "fish/vendor_completions.d/ipcctl.fish")) {
            assertThat(prefix.resolve("share/" + document)).isNotEmptyFile();
        }
        Outcome version = Installed.shell("'" + prefix + "/bin/ipcctl' --version");
        version.succeeds();
        assertThat(version.out()).startsWith("ipcctl ");
        assertThat(prefix.resolve("lib/ipcctl/installed-files")).exists();
    }

    private static void upgradesToARuntimeOfItsOwnAndForgetsWhatIsNoLongerPartOfIt(Path prefix) throws IOException {
        Path obsolete = prefix.resolve("lib/ipcctl/obsolete.jar");
        Files.writeString(obsolete, "from an older version");
        Path list = prefix.resolve("lib/ipcctl/installed-files");
        Files.writeString(list, Files.readString(list) + "lib/ipcctl/obsolete.jar\n");
        install("--jlink", "--prefix", prefix.toString()).exits(0).complains("");
        assertThat(obsolete).doesNotExist();
        assertThat(prefix.resolve("lib/ipcctl/ipcctl.jsa")).exists();
    }

    private static void everyGroupRunsWithoutJava(Scratch scratch) {
        // Each group may need a module that the others do not: bench was a NoClassDefFoundError without
        // com.sun.management.
        Installed.shell("cd '" + scratch.directory() + "'; N=" + Scratch.name("jlink").substring(1)
                + "; i() { env -i HOME=$PWD 'a prefix/bin/ipcctl' \"$@\"; }; "
                + "i mq create $N; i mq send $N in-mq; i mq recv $N --lines; i mq rm $N; "
                + "i sem create $N --value 2; i sem wait $N -n 2; i sem get $N; i sem rm $N; "
                + "i shm create $N --size 4K; i shm write $N in-shm; i shm read $N --length 6; echo; i shm rm $N; "
                + "mkfifo fifo; echo in-fifo | i fifo write fifo & i fifo read fifo; wait; "
                + "i mutex create $N; i mutex run $N -- echo in-mutex; i mutex rm $N; "
                + "i cond create $N; i cond signal $N; i cond stat $N --format json | jq -r .name | sed "
                + "s/$N/in-cond/; i cond rm $N; "
                + "echo in-sock | i sock listen @$N --once >/dev/null & i sock connect @$N --retry 60s </dev/null; "
                + "wait; "
                + "mkfifo url; env -i 'a prefix/bin/ipcctl' metrics --listen 127.0.0.1:0 >url & read -r u <url; "
                + "curl -s $u | grep -c '^ipcctl_complete{'; kill $!; wait; "
                + "i pipe-demo eof >demo && echo in-pipe; echo 'layout show a:u8 --format plain --columns type' | "
                + "i batch; i completion bash | bash -n && echo completion; "
                + "i bench all --count 2 --repeat 1 --warmup 0 --metric latency --size 8 --format json | jq -c "
                + "'[.[] | select(.note)] | map(.mechanism) | unique'; "
                + "i bench pipe --quick --metric latency --chart chart.png >table && head -c 4 chart.png | tail -c "
                + "3")
                .exits(0)
                .prints("in-mq\n0\nin-shm\nin-fifo\nin-mutex\n/in-cond\nin-sock\n12\nin-pipe\nu8\ncompletion\n"
                        + "[\"memcpy\"]\nPNG");
    }

    private static void goesBackToTheJavaThatIsThere(Path prefix, Path copy) {
        assertThat(prefix.resolve("lib/ipcctl/runtime")).isDirectory();
        Installed.shell("cp -Rp '" + prefix + "' '" + copy + "'").succeeds();
        install("--prefix", copy.toString()).exits(0);
        assertThat(copy.resolve("lib/ipcctl/runtime")).doesNotExist();
        Installed.shell("'" + copy + "/bin/ipcctl' --version").succeeds();
        install("--prefix", copy.toString(), "--uninstall").exits(0);
        assertThat(copy.resolve("lib")).doesNotExist();
    }

    @Test
    void anArchiveThatDoesNotFitCostsNoLineOfNoise() throws IOException {
        try (Scratch scratch = new Scratch()) {
            String prefix = copy(scratch);
            Path file = Path.of(prefix, "lib/ipcctl/ipcctl.jsa");
            Files.delete(file);
            Files.writeString(file, "no archive");
            Installed.shell(prefix + "/bin/ipcctl --version").succeeds();
        }
    }

    @Test
    void anArchiveThatIsCutOffOrForAnotherJdkCostsNoLineOfNoise() throws IOException {
        try (Scratch scratch = new Scratch()) {
            String prefix = copy(scratch);
            String tool = prefix + "/bin/ipcctl";
            Installed.shell("for jdk in /usr/lib/jvm/*; do if [ -x $jdk/bin/java ]; then IPCCTL_JAVA_HOME=$jdk " + tool
                    + " --version; fi; done").succeeds();
            Installed.shell("a=" + prefix
                    + "/lib/ipcctl/ipcctl.jsa; chmod u+w $a; for size in 5000000 5000 1; do truncate -s $size $a; "
                    + tool + " --version; done")
                    .succeeds();
        }
    }

    @Test
    void saysWhatToInstallWhereThereIsNoJava() {
        Outcome bare = Installed.shell(
                "d=$(mktemp -d /tmp/ipcctl-t-XXXXXX); for c in dirname sed readlink; "
                        + "do ln -s \"$(command -v $c)\" $d/; done;"
                        + " env -i PATH=$d HOME=$d /bin/sh install.sh --prefix $d/p; code=$?; rm -rf \"$d\"; "
                        + "exit $code");
        bare.exits(1).complains("no Java found", "openjdk-17-jdk-headless");
    }

    @Test
    void wrongOptionsAndAbsentInstallationsAreTold() {
        install("--nonsense").exits(2).complains("unknown option '--nonsense'");
        install("--prefix", "/nonexistent", "--uninstall").exits(3)
                .complains("no ipcctl is installed below /nonexistent");
    }

    @Test
    void theScriptsAreCleanForShellcheck() {
        Needs.program("shellcheck", "shellcheck");
        Installed.shell(
                "shellcheck install.sh src/main/launcher/* src/main/deb/stage src/main/deb/postinst src/main/deb/prerm "
                        + ".ci/run .ci/release src/test/bench/startup src/test/reproducible")
                .exits(0).prints("");
    }

    /** What an installation is, with its archive, for who spoils it. */
    private static String copy(Scratch scratch) {
        String copy = scratch.path("prefix");
        Installed.shell("cp -Rp '" + Installed.TREE + "' '" + copy + "'").succeeds();
        return copy;
    }

    private static Outcome install(String... arguments) {
        StringBuilder line = new StringBuilder("./install.sh");
        for (String argument : arguments) {
            line.append(" '").append(argument).append("'");
        }
        return Installed.shell(line.toString());
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
