package org.ipcctl.cli;

import java.io.IOException;
import java.util.List;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.result.Schema;

/** {@code ls}: the objects of a kind. */
@SuppressWarnings("this-escape") // watchOption, which is final, sees no more of it than its fields so far
public class ListCommand<T> extends Command {
    private final IpcKind<T> kind;
    private final Schema<T> schema;
    private final Texts texts;
    private final WatchOption watch;

    public ListCommand(IpcKind<T> kind, Schema<T> schema, Texts texts) {
        this.kind = kind;
        this.schema = schema.asList();
        this.texts = texts;
        this.watch = watchOption();
    }

    @Override
    protected final Schema<?> schema() {
        return schema;
    }

    @Override
    protected final Texts texts() {
        return texts;
    }

    @Override
    protected final boolean sortsRows() {
        return true;
    }

    @Override
    protected final String listed() {
        return kind.plural();
    }

    /** What is listed; a kind that may not be able to list them says so here. */
    protected List<T> objects(Context context) {
        return kind.list();
    }

    @Override
    protected final int run(Args args, Context context) throws IOException {
        return watch.show(args, context, schema, this::objects);
    }
}
