package org.ipcctl.format;

import java.util.List;
import java.util.function.IntSupplier;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;

/**
 * How wide the columns of a table are: as its widest cell, unless there is less room. Then texts that may shrink are cut, the widest
 * first, and nothing else is.
 */
final class Alignment {
    static final String GAP = "  ";
    /** What is left of a text at least. */
    private static final int LEAST = 8;

    private final List<? extends Column<?>> columns;
    private final boolean header;
    private final int[] widths;

    /** @param room of a line in characters, asked where it matters; 0 where it may be as long as it is */
    Alignment(List<? extends Column<?>> columns, boolean header, List<List<String>> lines, IntSupplier room) {
        this.columns = columns;
        this.header = header;
        this.widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        fit(room);
    }

    private void fit(IntSupplier most) {
        int at = mayShrink();
        int room = at < 0 ? 0 : most.getAsInt();
        int excess = GAP.length() * (widths.length - 1) - room;
        for (int width : widths) {
            excess += width;
        }
        for (; room > 0 && excess > 0 && at >= 0; excess--) {
            widths[at]--;
            at = mayShrink();
        }
    }

    /** The widest column from which something can be taken, headings staying whole; -1 where there is none. */
    private int mayShrink() {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            int least = Math.max(LEAST, header ? columns.get(i).heading().length() : 0);
            if (columns.get(i).shrink() != Shrink.NOTHING && widths[i] > least && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    /** What of {@code text} has room in column {@code i}. */
    String cut(int i, String text) {
        int width = widths[i];
        if (width(text) <= width) {
            return text;
        }
        String ellipsis = ellipsis();
        int kept = width - ellipsis.length();
        int tail = columns.get(i).shrink() == Shrink.MIDDLE ? kept / 2 : 0;
        return text.substring(0, text.offsetByCodePoints(0, kept - tail)) + ellipsis + text.substring(text.offsetByCodePoints(text.length(), -tail));
    }

    /** The blanks that fill column {@code i} up, before numbers and behind all else. */
    String padding(int i, String cell) {
        return " ".repeat(widths[i] - width(cell));
    }

    static String ellipsis() {
        return Texts.isUtf8() ? "\u2026" : "...";
    }

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
