package org.ipcctl.cli.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ipcctl.format.Format;
import org.ipcctl.format.RowWriter;
import org.ipcctl.format.TableStyle;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;

/**
 * The columns of a table for lines of 80 characters: what has to be there, and of the rest as much as there is room
 * for.
 */
final class Fitting {
    private static final int WIDTH = 80;

    private Fitting() {}

    /**
     * Those of {@code all}, in their order, that fit beside each other.
     *
     * @param optional which of them may be missing, first of all the last
     * @param rows     what the table is about
     */
    static <T> Schema<T> of(List<Column<T>> all, List<Column<T>> optional, List<T> rows) {
        List<Column<T>> left = new ArrayList<>(optional);
        List<Column<T>> shown = new ArrayList<>(all);
        shown.removeAll(optional);
        while (!left.isEmpty()) {
            Set<Column<T>> more = Set.copyOf(with(shown, left.remove(0)));
            List<Column<T>> wider = all.stream().filter(more::contains).toList();
            if (width(wider, rows) <= WIDTH) {
                shown = wider;
            }
        }
        return new Schema<>(shown, false);
    }

    private static <T> List<Column<T>> with(List<Column<T>> shown, Column<T> another) {
        List<Column<T>> all = new ArrayList<>(shown);
        all.add(another);
        return all;
    }

    private static <T> int width(List<Column<T>> columns, List<T> rows) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        try (RowWriter<T> writer = Format.TABLE.open(new Schema<>(columns, false), TableStyle.DEFAULT, table)) {
            for (T row : rows) {
                writer.write(row);
            }
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return table.toString(StandardCharsets.UTF_8).lines().mapToInt(String::length).max().orElse(0);
    }
}
