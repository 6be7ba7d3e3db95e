package org.ipcctl.cli;

import java.io.IOException;
import java.util.List;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.result.Schema;

/** {@code stat}: what is known of one object of a kind. */
@SuppressWarnings("this-escape") // arg, which is final, sees no more of it than its fields so far
public final class StatCommand<T> extends Command {
    private final IpcKind<T> kind;
    private final Schema<T> schema;
    private final Texts texts;
    private final Arg<String> name;
    private final WatchOption watch;

    /** @param help the sentence about the name */
    public StatCommand(IpcKind<T> kind, Schema<T> schema, String help, Texts texts) {
        this.kind = kind;
        this.schema = schema;
        this.texts = texts;
        this.name = arg(ObjectName.of(kind), kind.naming().label(), help);
        this.watch = watchOption();
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
        return watch.show(args, context, schema, looking -> List.of(kind.find(args.get(name))));
    }
}
