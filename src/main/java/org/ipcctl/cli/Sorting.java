package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Value;
import org.ipcctl.result.ValueOrder;

/** What {@code --sort} asks for. What is missing comes last in either direction. */
final class Sorting<T> {
    /** A column, and whether the largest comes first. */
    private record By<T>(Column<T> column, boolean isDown) {
    }

    /** A row with the values it is sorted by, each read once. */
    private record Keyed<T>(List<Value> keys, T row) {
    }

    private final List<By<T>> order = new ArrayList<>();

    /** A wrong name is told before anything is done. */
    Sorting(Schema<T> schema, String list) {
        for (String word : list.split(",", -1)) {
            String name = word.strip();
            boolean isDown = name.startsWith("-");
            order.add(new By<>(Selection.column(schema, isDown ? name.substring(1) : name, " to sort by"), isDown));
        }
    }

    List<T> of(List<T> rows) {
        List<Keyed<T>> keyed = new ArrayList<>();
        for (T row : rows) {
            keyed.add(new Keyed<>(order.stream().map(by -> by.column.value(row)).toList(), row));
        }
        keyed.sort(this::compare);
        return keyed.stream().map(Keyed::row).toList();
    }

    private int compare(Keyed<T> one, Keyed<T> other) {
        Comparator<Value> values = new ValueOrder();
        for (int i = 0; i < order.size(); i++) {
            Value a = one.keys.get(i);
            Value b = other.keys.get(i);
            boolean turned = order.get(i).isDown && !(a instanceof Value.Missing) && !(b instanceof Value.Missing);
            int found = turned ? values.compare(b, a) : values.compare(a, b);
            if (found != 0) {
                return found;
            }
        }
        return 0;
    }
}
