package org.ipcctl.pipe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.ProcSelf;
import org.ipcctl.kernel.Spawn;

/**
 * What writing into a pipe without a reader does.
 *
 * @param byDefault   how a child ended that has the default action for SIGPIPE
 * @param ignoring    how a child ended that ignores it
 * @param complaint   what that one said on its stderr, in the C locale
 * @param ourErrno    what write(2) gave this process, which ignores it as every JVM does
 */
public record BrokenPipe(Child.Ending byDefault, Child.Ending ignoring, String complaint, int ourErrno) {
    private static final String WRITE_ONE_BYTE = "exec dd if=/dev/zero bs=1 count=1 status=none";
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    /** Whether the child that ignores it was told EPIPE: the C library's words for that are in its complaint. */
    public boolean isEpipeSeen() {
        return complaint.contains("Broken pipe");
    }

    /** Runs it. */
    public static BrokenPipe observe(Deadline deadline) {
        try (Pipe pipe = Pipe.open()) {
            pipe.closeReader();
            Capture byDefault = write(pipe, WRITE_ONE_BYTE, deadline);
            Capture ignoring = write(pipe, "trap '' PIPE; " + WRITE_ONE_BYTE, deadline);
            return new BrokenPipe(byDefault.ending(), ignoring.ending(),
                    new String(ignoring.bytes(), StandardCharsets.UTF_8).strip(), writeOurselves(pipe));
        }
    }

    private static Capture write(Pipe pipe, String script, Deadline deadline) {
        List<byte[]> environment = new ArrayList<>();
        environment.add(OsString.encode("LC_ALL=C"));
        ProcSelf.environment().stream().filter(entry -> !OsString.decode(entry).startsWith("LC_ALL="))
                .forEach(environment::add);
        Spawn spawn = new Spawn(List.of("sh", "-c", script)).environment(environment).put(pipe.writer(), STDOUT);
        return Capture.of(spawn, STDERR, deadline);
    }

    private static int writeOurselves(Pipe pipe) {
        try {
            pipe.writer().write(ByteBuffer.allocateDirect(1));
            return 0;
        } catch (KernelException e) {
            return e.errno();
        }
    }
}
