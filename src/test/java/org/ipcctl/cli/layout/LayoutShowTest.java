package org.ipcctl.cli.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

class LayoutShowTest {
    @Test
    void fieldsPaddingAndTheWhole() {
        Cli.run("layout", "show", "struct { char id; double value; short flags[3]; }").succeeds().prints("""
                FIELD  TYPE     OFFSET-BYTES  SIZE-BYTES
                id     char                0           1
                -      padding             1           7
                value  f64                 8           8
                flags  i16[3]             16           6
                -      padding            22           2
                size 24, alignment 8
                """);
    }

    @Test
    void machinesGetTheRowsAlone() {
        List<Map<String, Object>> rows = Json.rows(Cli.run("layout", "show", "a:u8,b:u32", "-J").succeeds().out());
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1)).containsEntry("field", null).containsEntry("type", "padding")
                .containsEntry("size_bytes", 3L);
        Cli.run("layout", "show", "a:u8,b:u32", "--format", "plain").succeeds()
                .prints("a\tu8\t0\t1\n-\tpadding\t1\t3\nb\tu32\t4\t4\n");
        Cli.run("layout", "show", "a:u8,b:u32", "--columns", "field,offset_bytes", "--format", "csv").succeeds()
                .prints("field,offset_bytes\na,0\n,1\nb,4\n");
    }

    @Test
    void aWrongLayoutIsPointedAt() {
        assertThat(Cli.run("layout", "show", "a:u8,b:f33").exits(2).err()).isEqualTo("""
                ipcctl layout show: unknown type 'f33'; did you mean 'f32'? (column 8)
                  a:u8,b:f33
                         ^~~
                Try 'ipcctl layout show --help'
                """);
        assertThat(Json.row(Cli.run("layout", "show", "a:u8,b:f33", "-J").exits(2).err()))
                .containsEntry("message", "unknown type 'f33'; did you mean 'f32'? (column 8)")
                .containsEntry("exit_code", 2L);
        Cli.run("layout", "show", "").exits(2).complains("the layout is empty");
        Cli.run("layout", "show").exits(2).complains("Try");
    }

    @Test
    void filesAreReadAndNamed() throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path header = Path.of(scratch.path("sensor.h"));
            Files.writeString(header, "struct sensor {\n    float temperature;\n    uint33_t sequence;\n};\n");
            Cli.run("layout", "show", "@" + header).exits(2).complains(
                    header + ":3:5: unknown type 'uint33_t'; did you mean 'uint32_t'?",
                    "      uint33_t sequence;\n      ^~~~~~~~\n");
            Cli.run("layout", "show", "@" + header + ":senso").exits(2).complains("there is no struct 'senso'",
                    "did you mean 'sensor'?");
            Cli.run("layout", "show", "@" + scratch.path("none.h")).exits(3).complains("none.h", "ENOENT");
            Cli.run("layout", "show", "@" + scratch.directory()).exits(1).complains("EISDIR");
            Cli.run("layout", "show", "@").exits(2).complains("name of a file");
        }
    }
}
