package org.ipcctl.cli.sysv;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.result.Schema;

/** {@code ls}: the objects of one of the three mechanisms. */
final class SysvLs<T> extends Command {
    private final Schema<T> schema;
    private final Supplier<List<T>> objects;
    private final Texts texts;

    SysvLs(Schema<T> schema, Supplier<List<T>> objects, Texts texts) {
        this.schema = schema.asList();
        this.objects = objects;
        this.texts = texts;
    }

    @Override
    protected Schema<?> schema() {
        return schema;
    }

    @Override
    protected Texts texts() {
        return texts;
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        context.show(schema, objects.get());
        return 0;
    }
}
