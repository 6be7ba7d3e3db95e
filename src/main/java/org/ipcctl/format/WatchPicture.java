package org.ipcctl.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.Screen;
import org.ipcctl.kernel.TextWidth;
import org.ipcctl.result.Changes.Row;
import org.ipcctl.result.Changes.State;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;

/**
 * What a terminal shows of a result that is watched: when it was looked at, the table, what has changed marked in it,
 * and how many rows have no room. A {@code +} stands before what appeared, a {@code -} before what is gone, a {@code *}
 * before what has changed; a value that changed is in reverse video, or without attributes behind a {@code *}.
 */
public final class WatchPicture implements Screen.Picture {
    private static final String REVERSE = "\033[7m";
    private static final String BOLD = "\033[1m";
    private static final String FAINT = "\033[2m";
    private static final String PLAIN = "\033[0m";

    private final Schema<Row> shown;
    private final TableStyle look;
    private final boolean attributes;
    private final Instant time;
    private final List<Row> rows;
    private final List<String> notes;

    /**
     * @param attributes whether changes may be shown by attributes, and not by characters alone
     * @param time       when {@code rows} were looked at
     * @param notes      what there is to say beside them, a line each
     */
    public WatchPicture(Schema<Row> shown, TableStyle look, boolean attributes, Instant time, List<Row> rows,
                        List<String> notes) {
        this.shown = shown;
        this.look = look;
        this.attributes = attributes;
        this.time = time;
        this.rows = List.copyOf(rows);
        this.notes = List.copyOf(notes);
    }

    @Override
    public List<Screen.Line> lines(int height, int width) {
        List<Screen.Line> body = shown.single() ? card(width) : table(width);
        int header = !shown.single() && look.header() ? 1 : 0;
        List<String> said = notes.subList(0, Math.min(notes.size(), height / 4));
        int room = Math.max(0, height - 1 - said.size());
        List<Screen.Line> lines = new ArrayList<>();
        lines.add(new Pen(width).put(title(), "").line());
        if (body.size() > room) {
            int kept = Math.max(0, room - 1);
            lines.addAll(body.subList(0, kept));
            int left = body.size() - Math.max(kept, header);
            if (room > 0) {
                String what = shown.single() ? "line" : "row";
                lines.add(new Pen(width).put(left + " more " + what + (left == 1 ? " has" : "s have") + " no room", "")
                        .line());
            }
        } else {
            lines.addAll(body);
        }
        said.forEach(note -> lines.add(new Pen(width).put(Payload.printable(note), "").line()));
        return lines.subList(0, Math.min(lines.size(), Math.max(1, height)));
    }

    private String title() {
        long there = rows.stream().filter(row -> row.state() != State.GONE).count();
        String counted = shown.single() ? "" : ", " + there + (there == 1 ? " row" : " rows");
        return Times.local(time) + counted + ". Ctrl-C ends.";
    }

    private List<Screen.Line> table(int width) {
        List<List<String>> cells = new ArrayList<>();
        if (look.header()) {
            cells.add(shown.columns().stream().map(Column::heading).toList());
        }
        rows.forEach(row -> cells.add(shown.columns().stream().map(column -> text(column, row)).toList()));
        Alignment alignment = new Alignment(shown.columns(), look.header(), cells, () -> Math.max(1, width - 2), false);
        List<Screen.Line> lines = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            lines.add(tableLine(cells.get(i), look.header() ? i == 0 ? null : rows.get(i - 1) : rows.get(i), alignment,
                    width));
        }
        return lines;
    }

    private Screen.Line tableLine(List<String> cells, Row row, Alignment alignment, int width) {
        Pen pen = new Pen(width).put(mark(row), row == null ? "" : style(row));
        for (int i = 0; i < cells.size(); i++) {
            Column<Row> column = shown.columns().get(i);
            String cell = alignment.cut(i, cells.get(i));
            String padding = alignment.padding(i, cell);
            boolean right = column.type().isNumeric();
            pen.put((i == 0 ? " " : Alignment.GAP) + (right ? padding : ""), "");
            pen.put(cell, row == null ? "" : row.isDifferent(column.id()) ? reverse() : style(row))
                    .put(right || i == cells.size() - 1 ? "" : padding, "");
        }
        return pen.line();
    }

    /** A line for each column, of one object; where it became another under the same name, of both. */
    private List<Screen.Line> card(int width) {
        int wide = shown.columns().stream().mapToInt(column -> column.heading().length()).max().orElse(0);
        List<Screen.Line> lines = new ArrayList<>();
        for (Row row : rows) {
            for (Column<Row> column : shown.columns()) {
                boolean different = row.isDifferent(column.id());
                Pen pen = new Pen(width).put(different ? "* " : mark(row).replace('*', ' ') + " ", style(row));
                if (look.header()) {
                    pen.put(column.heading() + " ".repeat(wide - column.heading().length()) + Alignment.GAP, "");
                }
                lines.add(pen.put(Texts.human(column, column.value(row), look), different ? reverse() : style(row))
                        .line());
            }
        }
        return lines;
    }

    private String text(Column<Row> column, Row row) {
        String text = Texts.human(column, column.value(row), look);
        return row.isDifferent(column.id()) && !attributes ? "*" + text : text;
    }

    private static String mark(Row row) {
        return row == null ? " " : switch (row.state()) {
            case APPEARED -> "+";
            case CHANGED -> "*";
            case GONE -> "-";
            default -> " ";
        };
    }

    private String reverse() {
        return attributes ? REVERSE : "";
    }

    private String style(Row row) {
        return !attributes ? "" : row.state() == State.APPEARED ? BOLD : row.state() == State.GONE ? FAINT : "";
    }

    /** Writes a line that is never longer than it may be, whatever attributes are in it. */
    private static final class Pen {
        private final StringBuilder text = new StringBuilder();
        private final int room;
        private int width;

        Pen(int room) {
            this.room = room;
        }

        Pen put(String piece, String style) {
            String fitting = TextWidth.beginning(piece, room - width);
            boolean styled = !style.isEmpty() && !fitting.isEmpty();
            text.append(styled ? style + fitting + PLAIN : fitting);
            width += TextWidth.of(fitting);
            return this;
        }

        Screen.Line line() {
            return new Screen.Line(text.toString(), width);
        }
    }
}
