package org.ipcctl.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ipcctl.result.Changes.Row;
import org.ipcctl.result.Changes.State;
import org.junit.jupiter.api.Test;

/** What is different between looks, by a clock of the test's own. */
class ChangesTest {
    private static final long SECOND = 1_000_000_000;
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private record Thing(String name, Long queued, String state, long looked) {
        Thing(String name, Long queued) {
            this(name, queued, "idle", 0);
        }
    }

    private final List<String> asked = new ArrayList<>();
    private final Schema<Thing> schema = Schema.list(
            column("name", Type.TEXT, t -> Value.of(t.name())).identity(),
            column("queued_bytes", Type.SIZE, t -> Value.of(t.queued())).rated(),
            column("state", Type.TEXT, t -> Value.of(t.state())),
            column("looked", Type.INTEGER, t -> Value.of(t.looked())).disturbed());
    private final Schema<Row> rows = Changes.rows(schema, true);
    private final Changes<Thing> changes = new Changes<>(schema, rows);

    private Column<Thing> column(String id, Type type, java.util.function.Function<Thing, Value> getter) {
        return Column.of(id, type, "a column", thing -> {
            asked.add(id);
            return getter.apply(thing);
        });
    }

    private String look(long nanos, Thing... things) {
        return changes.look(Arrays.asList(things), nanos, NOON).stream().map(this::text)
                .collect(Collectors.joining("; "));
    }

    private String text(Row row) {
        return row.state().word() + " " + text(row, "name") + " " + text(row, "queued_bytes") + " "
                + text(row, "queued_bytes_per_second");
    }

    private String text(Row row, String id) {
        Value value = rows.find(id).value(row);
        return value instanceof Value.Text text ? text.text() : value instanceof Value.Int number ? number.toString()
                : value instanceof Value.Decimal decimal ? Double.toString(decimal.number()) : "-";
    }

    @Test
    void whatIsThereAppearsChangesAndGoes() {
        assertThat(look(0, new Thing("a", 1L), new Thing("b", 2L))).isEqualTo("present a 1 -; present b 2 -");
        assertThat(look(SECOND, new Thing("a", 1L), new Thing("c", 3L)))
                .isEqualTo("unchanged a 1 0.0; appeared c 3 -; gone b 2 -");
        assertThat(look(SECOND, new Thing("a", 5L), new Thing("c", 3L)))
                .isEqualTo("changed a 5 4.0; unchanged c 3 0.0");
        assertThat(look(SECOND)).isEqualTo("gone a 5 -; gone c 3 -");
        assertThat(look(SECOND, new Thing("b", 2L))).isEqualTo("appeared b 2 -");
    }

    @Test
    void aRateIsOfTheTimeThatPassedAndHasASign() {
        look(0, new Thing("a", 100L));
        assertThat(look(SECOND / 2, new Thing("a", 150L))).isEqualTo("changed a 150 100.0");
        assertThat(look(4 * SECOND, new Thing("a", 110L))).isEqualTo("changed a 110 -10.0");
        assertThat(look(SECOND, new Thing("a", null))).isEqualTo("changed a - -");
        assertThat(look(SECOND, new Thing("a", 7L))).isEqualTo("changed a 7 -");
        assertThat(look(0, new Thing("a", 8L))).isEqualTo("changed a 8 -");
    }

    @Test
    void whichValuesAreOthersIsKnown() {
        look(0, new Thing("a", 1L));
        Row row = changes.look(List.of(new Thing("a", 1L, "busy", 0)), SECOND, NOON).get(0);
        assertThat(row.isDifferent("state")).isTrue();
        assertThat(row.isDifferent("queued_bytes")).isFalse();
        assertThat(rows.find("time").value(row)).isEqualTo(Value.of(NOON));
    }

    @Test
    void whatLookingChangesIsNoNews() {
        look(0, new Thing("a", 1L, "idle", 1));
        assertThat(look(SECOND, new Thing("a", 1L, "idle", 2))).startsWith("unchanged");
    }

    @Test
    void twoOfOneNameAreTwo() {
        look(0, new Thing("a", 1L), new Thing("a", 2L));
        assertThat(look(SECOND, new Thing("a", 1L), new Thing("a", 4L)))
                .isEqualTo("unchanged a 1 0.0; changed a 4 2.0");
        assertThat(look(SECOND, new Thing("a", 1L))).isEqualTo("unchanged a 1 0.0; gone a 4 -");
    }

    /** Who has it open, say, takes a walk through /proc. */
    @Test
    void onlyWhatIsShownIsAskedFor() {
        Changes<Thing> few = new Changes<>(schema, new Schema<>(List.of(rows.find("change")), false));
        few.look(List.of(new Thing("a", 1L)), 0, NOON);
        assertThat(asked).containsExactly("name");
        asked.clear();
        Changes<Thing> rates = new Changes<>(schema,
                new Schema<>(List.of(rows.find("queued_bytes_per_second")), false));
        rates.look(List.of(new Thing("a", 1L)), 0, NOON);
        assertThat(asked).containsExactly("name", "queued_bytes");
        assertThat(few.look(List.of(new Thing("a", 2L)), SECOND, NOON).get(0).state()).as("of what is not shown")
                .isEqualTo(State.UNCHANGED);
    }

    @Test
    void ratesHaveColumnsBesideTheirNumbers() {
        assertThat(rows.columns()).extracting(Column::id).containsExactly("change", "time", "name", "queued_bytes",
                "queued_bytes_per_second", "state", "looked");
        assertThat(rows.find("queued_bytes_per_second").heading()).isEqualTo("QUEUED/S");
        assertThat(Changes.rows(schema, false).find("change").inTable()).isFalse();
    }
}
