package org.ipcctl.cli.host;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.ipcctl.format.Texts;
import org.ipcctl.kernel.TextWidth;

/**
 * A tree for people: heads, and under each a line for each thing that belongs to it. Where there is only so much room,
 * names are cut and numbers are not, and what does not fit into a line goes on in the next.
 */
final class TreeText {
    /** What is left of a name at least. */
    private static final int LEAST = 8;
    private static final Pattern NUMBERS = Pattern.compile("\\[[0-9-]+\\]");

    private final int width;
    private final UnaryOperator<String> printable;
    private final StringBuilder text = new StringBuilder();
    private int column;

    /** A text of which the name, in its middle, may be cut. */
    record Item(String before, String name, String behind) {
        static Item process(Processes processes, long pid) {
            String command = processes.command(pid);
            return new Item(command == null ? Long.toString(pid) : pid + "/", command == null ? "" : command, "");
        }

        /** Of an object, by its label: what has no name has a number there. */
        static Item object(String label) {
            int name = label.indexOf(':') + 1;
            return NUMBERS.matcher(label.substring(name)).matches() ? new Item(label, "", "")
                    : new Item(label.substring(0, name), label.substring(name), "");
        }

        Item followedBy(String more) {
            return new Item(before, name, more);
        }
    }

    /**
     * @param width     of a line in characters; 0 where it may be as long as it is
     * @param printable takes out of a text what a terminal would obey
     */
    TreeText(int width, UnaryOperator<String> printable) {
        this.width = width;
        this.printable = printable;
    }

    void head(Item item) {
        put(item);
        text.append('\n');
        column = 0;
    }

    /** A line under the last head, in which {@code groups} are further apart than the items of each. */
    void branch(boolean isLast, String mark, List<List<Item>> groups) {
        String lead = (isLast ? "└─" : "├─") + mark;
        text.append(lead);
        column = lead.length();
        String gap = "";
        for (List<Item> group : groups) {
            for (Item item : group) {
                if (!gap.isEmpty() && width > 0 && column + gap.length() + width(item) > width) {
                    text.append('\n').append(isLast ? " " : "│").append(" ".repeat(lead.length() + 1));
                    column = lead.length() + 2;
                } else {
                    text.append(gap);
                    column += gap.length();
                }
                put(item);
                gap = " ";
            }
            gap = "  ";
        }
        text.append('\n');
        column = 0;
    }

    private int width(Item item) {
        return TextWidth.of(printable.apply(item.before + item.name + item.behind));
    }

    private void put(Item item) {
        String before = printable.apply(item.before);
        String name = printable.apply(item.name);
        int room = width - column - TextWidth.of(before) - TextWidth.of(item.behind);
        String shown = before + (width > 0 ? Texts.cut(name, Math.max(LEAST, room), true) : name) + item.behind;
        text.append(shown);
        column += TextWidth.of(shown);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
