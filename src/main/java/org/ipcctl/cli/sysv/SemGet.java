package org.ipcctl.cli.sysv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.SemSet;
import org.ipcctl.sysv.SemSet.Semaphore;

/** {@code ipcctl sysv sem get}. */
final class SemGet extends Command {
    private static final Schema<Semaphore> SCHEMA = Schema.list(
            Column.of("semaphore", Type.INTEGER, "its number in the set, from 0", s -> Value.of((long) s.number())),
            Column.of("value", Type.INTEGER, "its value", s -> Value.of(s.value())),
            Column.of("waiting", Type.INTEGER, "processes that wait for it to increase", s -> Value.of(s.waiting())),
            Column.of("waiting_for_zero", Type.INTEGER, "processes that wait for it to become 0",
                    s -> Value.of(s.waitingFor0())),
            Column.of("last_user", Type.INTEGER,
                    "the process that last operated on it; missing if none did, or it is outside this PID namespace",
                    s -> Value.of(s.lastUser())));

    private final Arg<Key> key = arg(KeyName.SEM, "KEY", KeyName.help(SemColumns.NAME));
    private final Arg<Long> semaphore = opt(ValueType.integer("SEM", 0, 65_535),
            "Show only this semaphore (default: all); without a format, only its value.", "--semaphore")
            .formerly("-s");

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("All values are from the same moment; the numbers of waiting processes are read just after "
                + "it.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("all of a set", "ipcctl sysv sem get 0x77").after("ipcctl sysv sem create 0x77 -s 2 -n 1"),
                new Example("into a variable", "free=$(ipcctl sysv sem get 0x77 --semaphore 0)")
                        .after("ipcctl sysv sem create 0x77 -n 3"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        SemSet set = SemSet.open(args.get(key));
        if (!args.has(semaphore)) {
            context.show(SCHEMA, set.semaphores());
            return 0;
        }
        int number = args.get(semaphore).intValue();
        if (!context.isFormatGiven()) {
            context.out().write((set.value(number) + "\n").getBytes(StandardCharsets.US_ASCII));
            return 0;
        }
        List<Semaphore> all = set.semaphores();
        if (number >= all.size()) {
            throw new CommandFailure(ExitCode.NO_SUCH_OBJECT, args.get(key).text(),
                    "has no semaphore " + number + ": it has " + all.size() + ", of which the first is 0", null);
        }
        context.show(SCHEMA, List.of(all.get(number)));
        return 0;
    }
}
