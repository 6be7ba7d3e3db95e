package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lists show when nobody selects columns has room in a line of 80 characters. */
class TablesFitTest {
    private static final int WIDTH = 80;
    private static final int GAP = 2;
    /** A value as it often is, of each column of words; others follow from what they are. */
    private static final Map<String, String> TYPICAL = Map.ofEntries(Map.entry("name", "/sensor-readings"),
            Map.entry("kind", "memory"), Map.entry("owner_name", "www-data"),
            Map.entry("group_name", "www-data"), Map.entry("user_name", "www-data"),
            Map.entry("holder_name", "www-data"), Map.entry("state", "listening"),
            Map.entry("type", "seqpacket"),
            Map.entry("addr", "/run/app/front.sock"), Map.entry("processes", "12345/nginx"),
            Map.entry("readers", "12345/nginx"), Map.entry("writers", "12345/sh"),
            Map.entry("object", "shm:/sensor-readings"), Map.entry("holders", "12345/nginx"),
            Map.entry("mechanism", "process"), Map.entry("limit", "net.unix.max_dgram_qlen"),
            Map.entry("allows", "16384 pages"), Map.entry("in_use", "76 KiB"), Map.entry("command", "nginx"),
            Map.entry("how", "read+write"), Map.entry("key", "0x00007f01"),
            Map.entry("peer", "-"), Map.entry("other_pids", "12345"), Map.entry("created_by", "12345"),
            Map.entry("last_user", "12345"));

    static List<ModelTest.Command> lists() {
        return ModelTest.runnable().stream()
                .filter(command -> command.entry().leaf().sortsRows() && !command.path().equals("ipcctl holders"))
                .toList();
    }

    @Test
    void thereAreLists() {
        List<String> words = lists().stream().map(ModelTest.Command::path).toList();
        List<String> called = ModelTest.runnable().stream().map(ModelTest.Command::path)
                .filter(path -> path.endsWith(" ls")).collect(Collectors.toList());
        assertThat(called).hasSizeGreaterThan(9);
        assertThat(words).containsAll(called).contains("ipcctl limits");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void theUsualColumnsFit(ModelTest.Command command) {
        fits(command.model().schema());
    }

    /** Whose columns depend on what they are of. */
    @ParameterizedTest
    @ValueSource(strings = {"shm:frame", "4711"})
    void theUsualColumnsOfHoldersFit(String subject) {
        CommandModel holders = CommandModel.of(Commands.root().find("holders"), "ipcctl holders");
        fits(holders.leaf().schema(holders.parse(holders.read(List.of(subject)))));
    }

    private static void fits(Schema<?> schema) {
        assertThat(schema.single()).isFalse();
        int width = -GAP;
        StringBuilder line = new StringBuilder();
        for (Column<?> column : schema.columns()) {
            if (column.inTable()) {
                int wide = Math.max(column.heading().length(), typical(column).length());
                width += GAP + wide;
                line.append(column.heading()).append(' ').append(wide).append("  ");
            }
        }
        assertThat(width).as("%s", line).isLessThanOrEqualTo(WIDTH);
    }

    private static String typical(Column<?> column) {
        return switch (column.type()) {
            case SIZE -> "63.5 KiB";
            case TIME -> "2026-05-01 10:00:00+02";
            case MODE -> "0600";
            case INTEGER -> "12345";
            case DECIMAL -> "12.5";
            default -> {
                assertThat(TYPICAL).as("what is a typical value of %s?", column.id()).containsKey(column.id());
                yield TYPICAL.get(column.id());
            }
        };
    }
}
