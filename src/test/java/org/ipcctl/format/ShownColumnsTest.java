package org.ipcctl.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is shown is read once for each row, and what is not shown is not read: it may be a walk through all of /proc.
 */
class ShownColumnsTest {
    private final Map<String, Integer> reads = new TreeMap<>();
    private final Schema<String> all = Schema.list(counting("a")).and(counting("b"))
            .with(record -> record, counting("c"), counting("d"))
            .with(record -> record.equals("one") ? null : record, counting("e"));

    private Column<String> counting(String id) {
        return Column.of(id, Type.TEXT, "counts", record -> {
            reads.merge(id, 1, Integer::sum);
            return Value.of(record);
        });
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aGetterIsCalledOnceForEachRowThatShowsIt(Format format) throws IOException {
        List<String> records = List.of("one", "two", "three");
        for (boolean single : new boolean[] {false, true}) {
            Schema<String> shown = new Schema<>(List.of(all.find("c"), all.find("a"), all.find("e")), single);
            reads.clear();
            try (RowWriter<String> writer = format.open(shown, TableStyle.DEFAULT, new ByteArrayOutputStream())) {
                for (String record : records) {
                    writer.write(record);
                }
            }
            assertThat(reads).as("'one' has no part that e is read from").isEqualTo(Map.of("a", 3, "c", 3, "e", 2));
        }
    }
}
