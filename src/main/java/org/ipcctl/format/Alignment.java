package org.ipcctl.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.ipcctl.kernel.TextWidth;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;

/**
 * How wide the columns of a table are: as its widest cell, unless there is less room. Then columns that can stand below
 * are put there, and texts that may shrink are cut or broken between words, the widest first, and nothing else is.
 */
final class Alignment {
    static final String GAP = "  ";
    /** What is left of a text at least. */
    private static final int LEAST = 8;

    private final List<? extends Column<?>> columns;
    private final boolean header;
    private final boolean tall;
    private final int[] widths;
    private int room;
    private boolean isParted;

    /**
     * @param room of a line in columns of the terminal, asked where it matters; 0 where it may be as long as it is
     * @param tall whether a row may take several lines; where not, what would be broken is cut
     */
    Alignment(List<? extends Column<?>> columns, boolean header, List<List<String>> lines, IntSupplier room,
              boolean tall) {
        this.columns = columns;
        this.header = header;
        this.tall = tall;
        this.widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], TextWidth.of(line.get(i)));
            }
        }
        fit(room);
    }

    private void fit(IntSupplier most) {
        boolean mayChange = false;
        for (Column<?> column : columns) {
            mayChange |= column.shrink() != Shrink.NOTHING;
        }
        if (!mayChange) {
            return;
        }
        room = most.getAsInt();
        isParted = room > 0 && excess() > 0 && tall;
        int excess = room > 0 ? excess() : 0;
        for (int at = mayShrink(); excess > 0 && at >= 0; excess--) {
            widths[at]--;
            at = mayShrink();
        }
    }

    /** How many characters too many the line has. */
    private int excess() {
        int excess = -GAP.length() - room;
        for (int i = 0; i < widths.length; i++) {
            excess += isBelow(i) ? 0 : GAP.length() + widths[i];
        }
        return excess;
    }

    /** The widest column from which something can be taken, headings staying whole; -1 where there is none. */
    private int mayShrink() {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            int least = Math.max(LEAST, header ? columns.get(i).heading().length() : 0);
            if (columns.get(i).shrink() != Shrink.NOTHING && !isBelow(i) && widths[i] > least
                    && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    /** Whether column {@code i} stands below the others. */
    boolean isBelow(int i) {
        return isParted && (columns.get(i).shrink() == Shrink.BELOW || columns.get(i).shrink() == Shrink.COMMAND);
    }

    /** The lines that {@code text} takes in column {@code i}, which is not below. */
    List<String> lines(int i, String text) {
        return tall && columns.get(i).shrink() == Shrink.WORDS ? broken(text, widths[i]) : List.of(cut(i, text));
    }

    /** The lines that {@code text} takes below, behind {@code lead} in the first of them. */
    List<String> below(int i, String lead, String text) {
        if (columns.get(i).shrink() == Shrink.COMMAND) {
            return List.of(lead + text);
        }
        List<String> lines = new ArrayList<>();
        for (String line : broken(text, Math.max(LEAST, room - TextWidth.of(lead)))) {
            lines.add((lines.isEmpty() ? lead : " ".repeat(TextWidth.of(lead))) + line);
        }
        return lines;
    }

    /** {@code text} in lines of at most {@code width} columns; a word that is longer is broken itself. */
    private static List<String> broken(String text, int width) {
        List<String> lines = new ArrayList<>();
        String left = text;
        while (TextWidth.of(left) > width) {
            int most = TextWidth.end(left, width);
            int space = left.lastIndexOf(' ', most);
            lines.add(left.substring(0, space > 0 ? space : most));
            left = left.substring(space > 0 ? space + 1 : most);
        }
        lines.add(left);
        return lines;
    }

    /** What of {@code text} has room in column {@code i}. */
    String cut(int i, String text) {
        return Texts.cut(text, widths[i], columns.get(i).shrink() == Shrink.MIDDLE);
    }

    /** The blanks that fill column {@code i} up, before numbers and behind all else. */
    String padding(int i, String cell) {
        return " ".repeat(widths[i] - TextWidth.of(cell));
    }
}
