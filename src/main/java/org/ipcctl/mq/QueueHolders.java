package org.ipcctl.mq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;

/** Who has a queue open, as far as /proc lets this user see: all for root, one's own processes for others. */
public final class QueueHolders {
    private static final int ACCESS_MODE = 3;

    private QueueHolders() {
    }

    /** Whether another process can be seen that has {@code queue} open for receiving. */
    public static boolean hasReader(MessageQueue queue) {
        FileStatus wanted = queue.fd().status();
        String own = Long.toString(ProcessHandle.current().pid());
        return Directory.names("/proc").stream()
                .anyMatch(pid -> Character.isDigit(pid.charAt(0)) && !pid.equals(own) && reads("/proc/" + pid, wanted));
    }

    private static boolean reads(String process, FileStatus wanted) {
        List<String> numbers;
        try {
            numbers = Directory.names(process + "/fd");
        } catch (KernelException notOursOrGone) {
            return false;
        }
        return numbers.stream().anyMatch(number -> isSame(process + "/fd/" + number, wanted)
                && isForReceiving(process + "/fdinfo/" + number));
    }

    private static boolean isSame(String link, FileStatus wanted) {
        try {
            FileStatus file = FileStatus.of(link);
            return file.inode() == wanted.inode() && file.device() == wanted.device();
        } catch (KernelException closedMeanwhile) {
            return false;
        }
    }

    private static boolean isForReceiving(String info) {
        try {
            return Files.readAllLines(Path.of(info)).stream().filter(line -> line.startsWith("flags:"))
                    .anyMatch(line -> (Integer.parseInt(line.substring(6).strip(), 8) & ACCESS_MODE) != Fd.O_WRONLY);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
