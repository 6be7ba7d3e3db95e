package org.ipcctl.cli.work;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ipcctl.cli.layout.ChosenLayout;
import org.ipcctl.format.Texts;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.ProcSelf;
import org.ipcctl.result.Column;
import org.ipcctl.result.Value;
import org.ipcctl.work.JobQueue;
import org.ipcctl.work.Task;

/** What a job of 'mq work' or 'sysv msg work' finds in its environment beside all that ipcctl found there. */
final class WorkEnvironment {
    private static final Pattern OURS = Pattern
            .compile("(?s)IPCCTL_(QUEUE|PRIORITY|TYPE|SIZE|ATTEMPT|WORKER|RECEIVED|STARTED|FIELD_\\w*)=.*");

    private WorkEnvironment() {}

    /** @throws Task.Unfit where the message is shorter than the layout */
    static List<byte[]> of(JobQueue queue, Task task, ChosenLayout fields) {
        List<byte[]> environment = new ArrayList<>(ProcSelf.environment());
        // A job may run another one.
        environment.removeIf(entry -> OURS.matcher(new String(entry, StandardCharsets.ISO_8859_1)).matches());
        for (String entry : List.of("QUEUE=" + queue.name(),
                queue.mark().word().toUpperCase(Locale.ROOT) + "=" + task.mark(), "SIZE=" + task.content().length,
                "ATTEMPT=" + task.attempt(),
                "WORKER=" + task.worker(), "RECEIVED=" + Texts.exact(Value.of(task.received())),
                "STARTED=" + Texts.exact(Value.of(task.started())))) {
            environment.add(OsString.encode("IPCCTL_" + entry));
        }
        if (fields.isGiven()) {
            if (task.content().length < fields.layout().size()) {
                throw new Task.Unfit(
                        "it has " + task.content().length + " bytes, and the layout takes " + fields.layout().size());
            }
            addFields(task.content(), fields, environment);
        }
        return environment;
    }

    private static void addFields(byte[] message, ChosenLayout fields, List<byte[]> environment) {
        for (Column<byte[]> column : fields.rows().schema().columns()) {
            environment.add(OsString.encode("IPCCTL_FIELD_" + column.id() + "=" + Texts.exact(column.value(message))));
        }
    }
}
