package org.ipcctl.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.ipcctl.kernel.TextWidth;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.junit.jupiter.api.Test;

/** A table on a terminal that is narrower than it. */
class TableWriterTest {
    private record Thing(String name, String path, String kind, long number) {
    }

    private static final String MORE = Texts.isUtf8() ? "\u2026" : "...";
    private static final List<Thing> THINGS = List.of(
            new Thing("a-rather-long-name", "/a/path/that/is/longer/than/the/name", "keeps-all-of-its-kind",
                    1_234_567_890_123L),
            new Thing("short", "/b", "k", 5));
    private static final Schema<Thing> SCHEMA = Schema.list(
            Column.text("name", "a name", Shrink.END, Thing::name),
            Column.text("path", "a path", Shrink.MIDDLE, Thing::path),
            Column.of("kind", Type.TEXT, "one of few", t -> Value.of(t.kind())),
            Column.of("number", Type.INTEGER, "a number", t -> Value.of(t.number())));

    private static List<String> lines(int width, boolean header) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter<Thing> table = Format.TABLE.open(SCHEMA, new TableStyle(header, false, () -> width), out)) {
            for (Thing thing : THINGS) {
                table.write(thing);
            }
        }
        return out.toString(UTF_8).lines().toList();
    }

    private static String longest(List<String> lines) {
        return lines.stream().max((a, b) -> TextWidth.of(a) - TextWidth.of(b)).orElseThrow();
    }

    @Test
    void isWholeWhereItFitsAndWhereThereIsNoTerminal() throws IOException {
        List<String> whole = lines(0, true);
        assertThat(whole.get(1)).isEqualTo(
                "a-rather-long-name  /a/path/that/is/longer/than/the/name  keeps-all-of-its-kind  1234567890123");
        assertThat(lines(whole.get(1).length(), true)).isEqualTo(whole);
        assertThat(lines(1000, true)).isEqualTo(whole);
    }

    @Test
    void theWidestTextsAreCutUntilItFitsInTheirMiddleOrAtTheirEnd() throws IOException {
        for (int width = 94 - 1; width >= 21 + 13 + 3 * 2 + 2 * 8; width--) {
            List<String> lines = lines(width, true);
            assertThat(TextWidth.of(longest(lines))).as("%s", lines).isEqualTo(width);
            assertThat(lines.get(1)).endsWith("  keeps-all-of-its-kind  1234567890123");
            assertThat(lines.get(2)).startsWith("short ").contains(" /b ").endsWith(" 5");
        }
        assertThat(lines(90, true).get(1)).startsWith("a-rather-long-name  /a/").contains(MORE).contains("/name  ");
        assertThat(lines(60, true).get(1)).matches("a-rat\\S*" + MORE + "  /a/\\S*" + MORE + "\\S*me  .*");
    }

    private record Advice(String name, String allows, String what, String mend) {
    }

    private static final Schema<Advice> ADVICE = Schema.list(
            Column.text("name", "a name", Shrink.MIDDLE, Advice::name),
            Column.text("allows", "some words", Shrink.WORDS, Advice::allows),
            Column.text("what", "a sentence", Shrink.BELOW, Advice::what),
            Column.text("mend", "what is typed", Shrink.COMMAND, Advice::mend));

    private static List<String> advice(int width, boolean header) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter<Advice> table = Format.TABLE.open(ADVICE, new TableStyle(header, false, () -> width), out)) {
            table.write(new Advice("files", "1024000000 semaphores",
                    "there is no room for what comes, and a-word-that-has-none-either", "mount -o "
                            + "remount,size=2G /dev/shm"));
            table.write(new Advice("limits", "10", "it is small", null));
        }
        return out.toString(UTF_8).lines().toList();
    }

    @Test
    void sentencesAreBrokenBetweenWordsBelowTheOthersAndCommandsStayWhole() throws IOException {
        assertThat(advice(30, true)).containsExactly("NAME    ALLOWS",
                "files   1024000000 semaphores",
                "  WHAT  there is no room for",
                "        what comes, and",
                "        a-word-that-has-none-e",
                "        ither",
                "  MEND  mount -o remount,size=2G /dev/shm",
                "limits  10",
                "  WHAT  it is small");
        assertThat(advice(20, false)).startsWith("files   1024000000", "        semaphores", "  there is no room",
                "  for what comes,", "  and");
        assertThat(advice(0, true)).hasSize(3).first().asString().matches("NAME +ALLOWS +WHAT +MEND");
        assertThat(advice(200, true)).isEqualTo(advice(0, true));
    }

    /** Beyond that a name would be none any more; the terminal breaks the lines then, and every number is whole. */
    @Test
    void whatIsLeftOfATextCanBeKnownAgain() throws IOException {
        assertThat(lines(10, true)).isEqualTo(lines(21 + 13 + 3 * 2 + 2 * 8, true));
        assertThat(lines(10, false).get(0)).startsWith("a-rath").endsWith("keeps-all-of-its-kind  1234567890123");
    }
}
