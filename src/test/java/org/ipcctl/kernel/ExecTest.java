package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program has that takes the place of this process. */
class ExecTest {
    /** Becomes ls(1), or does not where there is no such command, while others open files. */
    static final class Becoming {
        private Becoming() {}

        public static void main(String[] words) throws InterruptedException {
            Opener opener = new Opener();
            opener.isAtWork();
            KernelException failure = Exec.replaceBy(List.of(words), ProcSelf.environment(),
                    List.of(Fd.borrow(0, "stdin")));
            System.out.println(failure.errno() == Errno.ENOENT ? "no such command" : failure.toString());
            opener.close();
            System.out.println("still there");
        }
    }

    /** Also in a container that lets nobody have name spaces, and so refuses unshare(2). */
    @ParameterizedTest
    @ValueSource(strings = {"", "", "EPERM unshare", "ENOSYS close_range"})
    void whatOtherThreadsHaveJustOpenedIsNotItsOwn(String refused) throws IOException, InterruptedException {
        List<String> sandbox = new ArrayList<>();
        if (!refused.isEmpty()) {
            sandbox.add(CPrograms.path("refuse"));
            sandbox.addAll(List.of(refused.split(" ")));
        }
        String listed = ChildJvm.runThrough(sandbox, List.of(), Becoming.class, "ls", "-l", "/proc/self/fd").out();
        // The standard streams, what it was given as 3, and the directory.
        assertThat(listed.lines().filter(line -> line.contains("->"))).as(listed).hasSize(5)
                .noneMatch(line -> line.contains(Opener.FILE));
    }

    @Test
    void whoCannotBecomeItGoesOn() throws IOException, InterruptedException {
        assertThat(ChildJvm.run(List.of(), Becoming.class, "ipcctl-no-such-command").out())
                .isEqualTo("no such command\nstill there\n");
    }
}
