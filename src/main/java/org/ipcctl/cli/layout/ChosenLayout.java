package org.ipcctl.cli.layout;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.UsageException;
import org.ipcctl.format.Texts;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.OsString;
import org.ipcctl.layout.Assignment;
import org.ipcctl.layout.Layout;
import org.ipcctl.result.Schema;

/** What {@code --layout} and {@code --field} said in one call; see {@link LayoutOptions}. */
public final class ChosenLayout {
    private static final long HEAVIEST = 1 << 22;

    private final String text;
    private final String field;
    private final Supplier<Deadline> deadline;
    private Layout layout;
    private LayoutRows rows;
    private Assignment assignment;

    /** @param deadline until when the file may be waited for that it is in */
    ChosenLayout(String text, String field, Supplier<Deadline> deadline) {
        this.text = text;
        this.field = field;
        this.deadline = deadline;
    }

    /** Whether {@code --layout} was given; {@code --field} without it is wrong. */
    public boolean isGiven() {
        if (text == null && field != null) {
            throw new UsageException("--field needs --layout");
        }
        return text != null;
    }

    /** The layout, read the first time it is asked for. */
    public Layout layout() {
        if (layout == null) {
            layout = LayoutText.read(() -> Layout.parse(text, deadline.get()));
        }
        return layout;
    }

    /** What the {@code FIELD=VALUE} words of the call change; at least one is needed. */
    public Assignment assignment(List<String> words) {
        if (words.isEmpty()) {
            throw new UsageException("--layout needs values: " + layout().fields().get(0).path() + "=...");
        }
        if (assignment == null) {
            assignment = LayoutText.read(() -> layout().assign(words));
        }
        return assignment;
    }

    /** A whole object of the layout in which {@code words} are set, and all else is zero. */
    public byte[] bytes(List<String> words) {
        byte[] bytes = new byte[layout().size()];
        assignment(words).apply(bytes);
        return bytes;
    }

    /** Rows of all fields, or of the one that {@code --field} names; refuses more than fits into memory well. */
    public LayoutRows rows() {
        if (rows == null) {
            boolean one = field != null;
            LayoutRows made = one ? LayoutRows.of(LayoutText.read(() -> layout().field(field)))
                    : LayoutRows.of(layout());
            if (made.weight() > HEAVIEST) {
                throw new UsageException(
                        "the layout has too many values to print at once; choose one with --field, or use bytes[N] "
                                + "for parts that need not be shown as numbers");
            }
            rows = made;
        }
        return rows;
    }

    /** Whether the value alone is wanted, a line each, by {@link #line}. */
    public boolean wantsBareValue(Context context) {
        return field != null && !context.isFormatGiven();
    }

    /** The value that {@code --field} names, in a line; a text arrives with the bytes it has. */
    public byte[] line(byte[] bytes) {
        return OsString.encode(Texts.exact(rows().schema().columns().get(0).value(bytes)) + "\n");
    }

    /**
     * Refuses bytes that end before the layout does.
     *
     * @param subject   the object or message that they are from, for the message
     * @param available how many there are
     */
    public void check(String subject, long available) {
        if (available < layout().size()) {
            // As reading and writing past the end is without a layout.
            throw new CommandFailure(ExitCode.LIMIT, subject,
                    "has " + available + " bytes, and the layout takes " + layout().size(),
                    "See its fields with 'ipcctl layout show'.");
        }
    }

    /** Prints one object's bytes in the way the user chose. */
    public void show(byte[] bytes, Context context) throws IOException {
        if (wantsBareValue(context)) {
            context.out().write(line(bytes));
        } else {
            context.show(rows().schema(), bytes);
        }
    }

    /**
     * The columns, for a command's {@code schema()}: those of the layout where one was given, or else {@code others}.
     */
    public Schema<?> schemaOr(Schema<?> others) {
        return isGiven() ? rows().schema() : others;
    }
}
