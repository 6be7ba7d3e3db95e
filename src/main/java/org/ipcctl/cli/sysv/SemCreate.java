package org.ipcctl.cli.sysv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.SemOperation;
import org.ipcctl.sysv.SemSet;
import org.ipcctl.sysv.SemStatus;

/** {@code ipcctl sysv sem create}. */
final class SemCreate extends Command {
    private static final int MOST = 32_000;

    private final Arg<Key> key = arg(KeyName.NEW, "KEY", KeyName.helpNew(SemColumns.NAME));
    private final Arg<Long> semaphores = opt(ValueType.integer("N", 1, MOST), "The number of semaphores (default 1).",
            "--semaphores").formerly("-s");
    private final Arg<Long> value = opt(ValueType.integer("N", 0, SemOperation.HIGHEST_VALUE),
            "The initial value of each, 0 to 32767 (default 0).",
            "-i", "--init").formerly("--value",
                    "-n");
    private final Arg<FileMode> mode = opt(ValueType.MODE, SysvMode.HELP, "-m", "--mode");
    private final Arg<Boolean> exclusive = flag("Exit 4 if the set exists already.", "-x", "--exclusive");

    @Override
    protected List<String> description() {
        return List.of(
                "A set that already exists is left as it is, whatever its present values are; that counts as success "
                        + "if it has the requested number of semaphores and mode, otherwise the difference is shown, "
                        + "and the exit status is 4. With private the new set has no key: its id is printed, and "
                        + "id:N names it.",
                "C programs that wait until sem_otime is not 0 see that the values have been set.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("one semaphore that three can hold at a time", "ipcctl sysv sem create 0x77 --init 3"),
                new Example("a set of two", "ipcctl sysv sem create ftok:/etc/passwd:1 --semaphores 2"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        while (!createOrCheck(args, context)) {
            // It was removed between two calls, so it can be created now.
        }
        return 0;
    }

    private boolean createOrCheck(Args args, Context context) throws IOException {
        int count = args.has(semaphores) ? args.get(semaphores).intValue() : 1;
        SemSet created = SemSet.create(args.get(key), count, SysvMode.of(args.get(mode)));
        try {
            if (created != null) {
                fill(created, count, args.has(value) ? args.get(value).intValue() : 0);
                if (args.get(key).isPrivate()) {
                    context.out().write((created.id() + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            } else if (args.get(exclusive)) {
                throw SysvMode.exists("semget", "ipcctl sysv sem rm", args.get(key), "it exists already");
            } else {
                check(args, SemSet.open(args.get(key)).status());
            }
            return true;
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT) || e.isGone()) {
                return false;
            }
            throw e;
        }
    }

    private static void fill(SemSet created, int count, int value) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        try {
            created.setAll(values);
            created.begun(value);
        } catch (KernelException e) {
            // A mode without w, say: one without its values is none that was asked for.
            created.remove();
            throw e;
        }
    }

    private void check(Args args, SemStatus there) {
        List<String> differences = new ArrayList<>();
        if (args.has(semaphores) && args.get(semaphores) != there.semaphores()) {
            differences.add("--semaphores " + there.semaphores() + ", not " + args.get(semaphores));
        }
        SysvMode.compare(args.get(mode), there.permissions(), differences);
        if (!differences.isEmpty()) {
            throw SysvMode.exists("semget", "ipcctl sysv sem rm", args.get(key),
                    "it exists already, with " + String.join(", and with ", differences));
        }
    }
}
