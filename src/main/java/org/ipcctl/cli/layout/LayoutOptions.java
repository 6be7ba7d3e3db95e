package org.ipcctl.cli.layout;

import org.ipcctl.cli.Args;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;

/**
 * {@code --layout L} and {@code --field F} of the commands that read or write payload. A wrong layout, field or value is a
 * {@link UsageException} with the place pointed at; a command asks before it opens anything.
 */
public final class LayoutOptions {
    /** What a layout is written as; a shell completes it to files for what is behind {@code @}. */
    public static final Kind<String> LAYOUT = Kind.TEXT.labelled("L");
    public static final Kind<String> FIELD = Kind.TEXT.labelled("FIELD");
    public static final String READ_HELP = "Print the bytes as the fields of the layout L: name:type,... as id:i32,value:f32, or a struct in C, "
            + "or @FILE.h:Name ('ipcctl layout show --help' has it all).";
    public static final String WRITE_HELP = "Write fields given as FIELD=VALUE, at their places in the layout L: name:type,... as "
            + "id:i32,value:f32, or a struct in C, or @FILE.h:Name ('ipcctl layout show --help' has it all).";
    public static final String FIELD_HELP = "Print only this field of the layout, as pos.x or samples[2]: without --format its value and nothing else.";

    private final Opt<String> text;
    private final Opt<String> field;

    /** @param field null where a command only writes */
    public LayoutOptions(Opt<String> text, Opt<String> field) {
        this.text = text;
        this.field = field;
    }

    /** What the call {@code args} said. */
    public ChosenLayout in(Args args) {
        return args.once(this, () -> new ChosenLayout(args.get(text), field == null ? null : args.get(field)));
    }
}
