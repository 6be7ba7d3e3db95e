package org.ipcctl.cli.sysv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.work.WorkOptions;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.result.Schema;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.MsgQueue;
import org.ipcctl.sysv.MsgSelection;
import org.ipcctl.work.JobQueue;
import org.ipcctl.work.Mark;
import org.ipcctl.work.SysvJobQueue;

/** {@code ipcctl sysv msg work}. */
final class MsgWork extends Command {
    private static final MsgSelection ANY = new MsgSelection(0, false, -1, false);

    private final Arg<Key> key = arg(KeyName.MSG, "KEY", MsgColumns.NAME + ": 0x1234, ftok:PATH:ID or id:N.");
    private final Arg<List<String>> command = cmd("The command to run with each message as standard input.", true);
    private final TypeOptions types = new TypeOptions(this);
    private final WorkOptions<Key> work = new WorkOptions<>(this, "sysv msg work", Mark.TYPE, command, KeyName.MSG,
            "Send what has failed for good to QUEUE instead of keeping it in a file; QUEUE is a KEY, too, and is "
                    + "created if there is none.",
            "sysv-msg-KEY");

    @Override
    protected Schema<?> schema() {
        return work.schema();
    }

    @Override
    protected boolean printsRows(Args args) {
        return true;
    }

    @Override
    protected List<String> description() {
        List<String> description = new ArrayList<>(work.description());
        description.add(
                "The only way to learn of a message in a System V queue is to receive it, so while the queue is "
                        + "empty, ipcctl checks it a hundred times a second. Claims of a queue without a key are "
                        + "stored by its id, which another queue may get after a restart of the machine.");
        return description;
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("four at a time, three attempts each, until there is nothing left to do",
                "ipcctl sysv msg work 0x1234 -j 4 --retries 2 --dead-letter 0x1235 --drain -- sh -c 'read -r job; "
                        + "echo \"done: $job\"'")
                .after("for i in 1 2 3 4 5; do ipcctl sysv msg send 0x1234 --create \"resize $i.png\"; done"),
                new Example("messages of type 7 from a C program, by their fields",
                        "ipcctl sysv msg work 0x1234 --type 7 --drain --layout 'struct { int id; float value; "
                                + "}' -- sh -c 'echo \"$IPCCTL_FIELD_id "
                                + "$IPCCTL_FIELD_value\"'")
                        .after("ipcctl sysv msg send 0x1234 --create --type 7 --from hex '01000000 0000bc41'"));
    }

    @Override
    protected Map<String, String> environment() {
        return work.environment();
    }

    @Override
    protected Map<String, String> files() {
        return work.files();
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        MsgSelection selection = types.selection(args, -1, false);
        work.check(args);
        MsgQueue own = MsgQueue.open(args.get(key));
        String folder = "/sysv-msg-" + own.status().permissions().name(own.id());
        try (JobQueue queue = new SysvJobQueue(own, selection);
             JobQueue letters = openLetters(work.deadLetter(args), queue, own)) {
            return work.run(args, context, queue, letters, folder);
        }
    }

    private static JobQueue openLetters(Key target, JobQueue queue, MsgQueue own) {
        MsgQueue found = null;
        while (target != null && found == null) {
            try {
                found = MsgQueue.open(target);
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
                found = MsgQueue.create(target, Files.MODE_OF_OBJECTS & ~Files.umask());
            }
        }
        if (found == null) {
            return null;
        } else if (found.id() == own.id()) {
            throw WorkOptions.sameQueue();
        }
        JobQueue letters = new SysvJobQueue(found, ANY);
        WorkOptions.checkSize(letters, queue, "msgget");
        return letters;
    }
}
