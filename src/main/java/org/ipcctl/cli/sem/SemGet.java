package org.ipcctl.cli.sem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.sem.SemaphoreKind;

/** {@code ipcctl sem get}. */
final class SemGet extends Command {
    private record Known(String name, int value) {
    }

    private static final Schema<Known> SCHEMA = Schema.single(
            Column.of("name", Type.TEXT, "the name, with its slash", k -> Value.of(k.name())),
            Column.of("value", Type.INTEGER, "how many can be taken now", k -> Value.of(k.value())));

    private final Arg<String> name = arg(ObjectName.of(SemaphoreKind.KIND), "NAME",
            "The semaphore, with or without its leading slash.");

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Prints only the number, unless a format is given. It is 0 while a process waits, and others may "
                        + "change it at any moment; to take one if there is one, use 'sem wait --nonblock'.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("how many are free", "free=$(ipcctl sem get slots)")
                .after("ipcctl sem create slots --init 4"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        int value = NamedSemaphore.value(args.get(name));
        if (context.isFormatGiven()) {
            context.show(SCHEMA, new Known(args.get(name), value));
        } else {
            context.out().write((value + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return 0;
    }
}
