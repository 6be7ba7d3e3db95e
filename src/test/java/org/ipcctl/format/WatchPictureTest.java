package org.ipcctl.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.ipcctl.kernel.Screen;
import org.ipcctl.result.Changes;
import org.ipcctl.result.Changes.Row;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.junit.jupiter.api.Test;

/** What a screen shows of looks at records that the test makes up. */
class WatchPictureTest {
    private static final Instant TIME = Instant.parse("2026-05-01T12:00:00Z");

    private record Queue(String name, long bytes) {
    }

    private static final Schema<Queue> LIST = Schema.list(
            Column.text("name", "its name", Shrink.MIDDLE, Queue::name).identity(),
            Column.<Queue>of("queued_bytes", Type.SIZE, "what it holds", q -> Value.of(q.bytes())).rated());

    private final Schema<Queue> schema;
    private Changes<Queue> changes;
    private Schema<Row> shown;

    WatchPictureTest() {
        schema = LIST;
        begin(schema);
    }

    private void begin(Schema<Queue> of) {
        Schema<Row> all = Changes.rows(of, false);
        shown = new Schema<>(all.columns().stream().filter(Column::inTable).toList(), all.single());
        changes = new Changes<>(of, shown);
    }

    private List<Row> look(Queue... queues) {
        return changes.look(Arrays.asList(queues), 1_000_000_000, TIME);
    }

    private List<String> lines(boolean attributes, List<Row> rows, int height, int width, String... notes) {
        List<Screen.Line> lines = new WatchPicture(shown, TableStyle.DEFAULT, attributes, TIME, rows, List.of(notes))
                .lines(height, width);
        lines.forEach(line -> {
            String visible = line.text().replaceAll("\033\\[[0-9]m", "");
            assertThat(line.width()).isEqualTo(visible.codePointCount(0, visible.length())).isLessThanOrEqualTo(width);
        });
        assertThat(lines.size()).isLessThanOrEqualTo(Math.max(1, height));
        return lines.stream().map(Screen.Line::text).toList();
    }

    private static List<String> below(List<String> lines) {
        return lines.subList(1, lines.size());
    }

    @Test
    void whatHasChangedIsMarked() {
        List<String> first = lines(true, look(new Queue("/a", 0), new Queue("/b", 2048)), 10, 80);
        assertThat(first.get(0)).isEqualTo(Times.local(TIME) + ", 2 rows. Ctrl-C ends.");
        assertThat(below(first)).containsExactly("  NAME  QUEUED  QUEUED/S", "  /a       0 B         -",
                "  /b     2 KiB         -");
        List<Row> next = look(new Queue("/a", 3072), new Queue("/c", 1));
        assertThat(below(lines(true, next, 10, 80))).containsExactly("  NAME  QUEUED  QUEUED/S",
                "* /a     \033[7m3 KiB\033[0m    +3 KiB",
                "\033[1m+\033[0m \033[1m/c\033[0m       \033[1m1 B\033[0m         \033[1m-\033[0m",
                "\033[2m-\033[0m \033[2m/b\033[0m     \033[2m2 KiB\033[0m         \033[2m-\033[0m");
        assertThat(below(lines(false, next, 10, 80))).containsExactly("  NAME  QUEUED  QUEUED/S",
                "* /a    *3 KiB    +3 KiB", "+ /c       1 B         -",
                "- /b     2 KiB         -");
        assertThat(below(lines(false, look(new Queue("/a", 1024)), 10, 80))).containsExactly("  NAME  QUEUED  QUEUED/S",
                "* /a    *1 KiB    -2 KiB", "- /c       1 B         -");
        assertThat(below(lines(false, look(new Queue("/a", 1024)), 10, 80))).containsExactly("  NAME  QUEUED  QUEUED/S",
                "  /a     1 KiB         0");
    }

    @Test
    void rowsThatHaveNoRoomAreCounted() {
        List<Row> rows = look(new Queue("/a", 0), new Queue("/b", 0), new Queue("/c", 0), new Queue("/d", 0));
        assertThat(lines(false, rows, 6, 80)).hasSize(6).last().asString().contains("/d");
        assertThat(lines(false, rows, 5, 80)).hasSize(5).last().asString().isEqualTo("2 more rows have no room");
        assertThat(lines(false, rows, 5, 80).get(3)).contains("/b");
        assertThat(lines(false, rows, 3, 80)).hasSize(3).last().asString().isEqualTo("4 more rows have no room");
        assertThat(lines(false, rows, 2, 80)).hasSize(2).last().asString().isEqualTo("4 more rows have no room");
        assertThat(lines(false, rows, 1, 80)).hasSize(1);
        assertThat(lines(false, rows, 8, 80, "not all can be seen", "and more")).hasSize(8).last().asString()
                .isEqualTo("and more");
    }

    @Test
    void nothingIsLongerThanTheScreenIsWide() {
        List<Row> rows = look(new Queue("/a_name_that_goes_on_and_on", 1 << 20));
        assertThat(lines(false, rows, 10, 30).get(2)).startsWith("  /a_").contains("d_on ").hasSize(30);
        for (int width = 1; width < 60; width++) {
            assertThat(lines(true, rows, 10, width, "a note that is long")).isNotEmpty();
        }
    }

    /** What a terminal would obey is never in it. */
    @Test
    void namesAreData() {
        String hostile = "/x\033[2J\n\u009b31m\u202e\udc9b";
        look();
        List<String> lines = lines(false, look(new Queue(hostile, 1)), 10, 200, "/y\033[H: not seen\n");
        assertThat(lines.get(2)).isEqualTo("+ /x\\x1b[2J\\n\\u009b31m\\u202e\\x9b     1 B         -");
        assertThat(lines.get(3)).isEqualTo("/y\\x1b[H: not seen\\n");
        begin(Schema.single(schema.columns().get(0), schema.columns().get(1)));
        assertThat(String.join("", lines(false, look(new Queue(hostile, 1)), 10, 200))).doesNotContain("\033", "\n",
                "\u009b", "\u202e");
    }

    @Test
    void oneObjectHasALineForEachColumn() {
        begin(Schema.single(schema.columns().get(0), schema.columns().get(1)));
        assertThat(lines(true, look(new Queue("/a", 1)), 10, 80)).containsExactly(Times.local(TIME) + ". Ctrl-C ends.",
                "  NAME      /a", "  QUEUED    1 B", "  QUEUED/S  -");
        List<Row> next = look(new Queue("/a", 2));
        assertThat(below(lines(true, next, 10, 80))).containsExactly("  NAME      /a", "* QUEUED    \033[7m2 B\033[0m",
                "  QUEUED/S  +1 B");
        assertThat(lines(true, next, 3, 80)).last().asString().isEqualTo("2 more lines have no room");
    }
}
