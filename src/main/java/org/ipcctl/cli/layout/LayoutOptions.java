package org.ipcctl.cli.layout;

import org.ipcctl.cli.Args;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;

/**
 * {@code --layout L} and {@code --field F} of the commands that read or write payload. A wrong layout, field or value
 * is a {@link UsageException} with the place pointed at; a command asks before it opens anything.
 */
public final class LayoutOptions {
    /** What a layout is written as; a shell completes it to files for what is behind {@code @}. */
    static final ValueType<String> LAYOUT = ValueType.TEXT.labelled("L");

    private final Command leaf;
    private final Arg<String> text;
    private final Arg<String> field;

    private LayoutOptions(Command leaf, Arg<String> text, Arg<String> field) {
        this.leaf = leaf;
        this.text = text;
        this.field = field;
    }

    /** Declares them for a command that reads. */
    public static LayoutOptions reading(Command leaf) {
        return new LayoutOptions(leaf,
                leaf.opt(LAYOUT,
                        "Print the bytes as the fields of the layout L; L is name:type,... such as id:i32,value:f32, "
                                + "or a struct in C, or @FILE.h:Name (see 'ipcctl layout show --help').",
                        "--layout"),
                leaf.opt(ValueType.TEXT.labelled("FIELD"),
                        "Print only this field of the layout, such as pos.x or samples[2]; without --format, only "
                                + "its value.",
                        "--field").rare());
    }

    /** Declares {@code --layout} for a command that writes. */
    public static LayoutOptions writing(Command leaf) {
        return new LayoutOptions(leaf, leaf.opt(LAYOUT,
                "Write arguments FIELD=VALUE at their places in the layout L; L is name:type,... such as "
                        + "id:i32,value:f32, or a struct in C, or @FILE.h:Name (see 'ipcctl layout show --help').",
                "--layout"), null);
    }

    /** Declares {@code --layout} alone, for a command that does with the fields what {@code purpose} says. */
    public static LayoutOptions of(Command leaf, String purpose) {
        return new LayoutOptions(leaf, leaf.opt(LAYOUT, purpose, "--layout"), null);
    }

    /** What the call {@code args} said. */
    public ChosenLayout in(Args args) {
        return args.once(this, () -> new ChosenLayout(args.get(text), field == null ? null : args.get(field),
                () -> leaf.deadline(args)));
    }
}
