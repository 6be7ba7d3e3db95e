package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;

/** What {@code --columns} selects of the columns there are. */
final class Selection<T> {
    private final Schema<T> all;
    private final Schema<T> usual;

    /** @param usual those that are shown where nobody selects any, which {@code +x} and {@code -y} begin with */
    Selection(Schema<T> all, Schema<T> usual) {
        this.all = all;
        this.usual = usual;
    }

    /** Those that {@code list} names; a wrong name is told before anything is done. */
    Schema<T> of(String list) {
        boolean changes = isSigned(list.strip());
        List<Column<T>> selected = new ArrayList<>(changes ? usual.columns() : List.of());
        for (String word : list.split(",", -1)) {
            String name = word.strip();
            boolean isSigned = isSigned(name);
            if (isSigned != changes) {
                throw new UsageException(
                        "--columns takes either plain names, or only names with + or - before them, which change the "
                                + "columns of the format");
            }
            Column<T> column = column(all, isSigned ? name.substring(1) : name, "");
            if (isSigned && name.startsWith("-")) {
                leaveOut(column, selected);
            } else if (selected.contains(column)) {
                throw new UsageException(isSigned ? "the column '" + column.id() + "' is shown already"
                        : "the column '" + name + "' is named twice");
            } else {
                selected.add(column);
            }
        }
        if (selected.isEmpty()) {
            throw new UsageException("--columns leaves no column");
        }
        return new Schema<>(selected, all.single());
    }

    private static boolean isSigned(String name) {
        return name.startsWith("+") || name.startsWith("-") && !name.startsWith("--");
    }

    private static <T> void leaveOut(Column<T> column, List<Column<T>> selected) {
        if (!selected.remove(column)) {
            throw new UsageException("the column '" + column.id() + "' is not shown anyway");
        }
    }

    /** The one that is called {@code name}; {@code purpose} is what it is wanted for, with a blank before it. */
    static <T> Column<T> column(Schema<T> all, String name, String purpose) {
        Column<T> column = all.named(name);
        if (column == null) {
            throw new UsageException("there is no column '" + name + "'" + purpose
                    + Suggestions.name(name, all.columns().stream().map(Column::id).toList()));
        }
        return column;
    }
}
