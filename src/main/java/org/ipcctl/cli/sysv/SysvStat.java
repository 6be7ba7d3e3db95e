package org.ipcctl.cli.sysv;

import java.io.IOException;
import java.util.function.Function;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.result.Schema;
import org.ipcctl.sysv.Key;

/** {@code stat}: what is known of the object that a key names. */
@SuppressWarnings("this-escape") // arg, which is final, sees no more of it than its fields so far
final class SysvStat<T> extends Command {
    /** Keys as text, for who removes several. */
    static final ValueType<String> NAMES = ValueType.custom("KEY", String.class, text -> Key.parse(text).text());

    private final Arg<Key> key;
    private final Schema<T> schema;
    private final Function<Key, T> look;
    private final Texts texts;

    /** @param help the sentence about the key */
    SysvStat(Schema<T> schema, Function<Key, T> look, String help, Texts texts) {
        this.schema = schema;
        this.look = look;
        this.texts = texts;
        this.key = arg(KeyName.EXISTING, "KEY", help);
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
        context.show(schema, look.apply(args.get(key)));
        return 0;
    }
}
