package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The C program of ipcctl-mutex(1) and scripts share a mutex. {@code $M} is the mutex, and {@code ./worker} the
 * program.
 */
class MutexProgramIT {
    private static final Path PROSE = Path.of("src/main/resources/org/ipcctl/docs/prose/ipcctl-mutex");
    private static final String ENDED = "until ! grep -q '^State:.[RSDT]' /proc/$cmd/status 2>&-; do sleep 0.02; "
            + "done; ";
    private static final String LOCKED = "until [ \"$(ipcctl mutex stat $M --format plain --columns state)\" = locked "
            + "]; do sleep 0.02; done; ";

    private final Scratch scratch = new Scratch();
    private final String name = Scratch.name("mutex-program");

    @AfterEach
    void close() {
        scratch.atEnd(() -> SharedMemory.unlink(name));
        scratch.close();
    }

    private void compile() throws IOException {
        Needs.that(CPrograms.hasCompiler(), "no C compiler on this machine (Debian: apt install gcc)");
        List<String> lines = Files.readAllLines(PROSE);
        int first = lines.indexOf("    #include <errno.h>");
        List<String> program = lines.subList(first, lines.size()).stream().takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4)).toList();
        assertThat(program).contains("int main(int argc, char **argv)").last().isEqualTo("}");
        Files.writeString(Path.of(scratch.path("worker.c")),
                String.join("\n", program).replace("\"/guard\"", "\"" + name + "\"") + "\n");
    }

    @Test
    void eachTellsTheOtherThatItsOwnerDied() throws IOException {
        compile();
        String worker = "cd '" + scratch.directory() + "'; M=" + name
                + "; cc -Wall -Wextra -Werror worker.c -o worker -pthread -lrt || exit; ./worker; echo $?; "
                + "ipcctl mutex create $M; ./worker; echo $?; ";
        Installed.shell(worker + "./worker 60 & " + LOCKED
                + "ipcctl mutex run $M --nonblock -- true 2>&-; echo $?; kill -9 $!; "
                + "ipcctl mutex run $M -t 20 -- echo mine")
                .prints("1\n0\n6\nmine\n").complains("died while holding it; continuing");
        // What the script had started goes on, and the program waits for that.
        Installed.shell("cd '" + scratch.directory() + "'; M=" + name
                + "; n=$(stat -c %i /dev/shm$M); mkfifo ready go; "
                + "ipcctl mutex run $M -- sh -c '(read x <go; echo left >>log) & echo $$ >ready; "
                + "wait' & "
                + "read cmd <ready; kill -9 $!; " + ENDED
                + "{ timeout 60 ./worker; echo $?; } >>log & until [ -s log ] "
                + "|| grep -q -e \"-> FLOCK .*:$n \" /proc/locks; "
                + "do sleep 0.02; done; echo >go; wait $!; cat log; "
                + "ipcctl mutex run $M --nonblock -- echo free")
                .exits(0).prints("left\nthe owner before died in the middle: repairing\n0\nfree\n");
    }
}
