package org.ipcctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No line of Java is longer than .editorconfig has it; the formatter breaks code there, and no comment or string. */
class SourcesTest {
    private static int number(String file, String pattern) throws IOException {
        Matcher number = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        assertThat(number.find()).as("%s in %s", pattern, file).isTrue();
        return Integer.parseInt(number.group(1));
    }

    @Test
    void noLineIsTooLong() throws IOException {
        int most = number(".editorconfig", "max_line_length = (\\d+)");
        assertThat(number("src/formatter.xml", "formatter.lineSplit\" value=\"(\\d+)\"")).isEqualTo(most);
        List<String> longer = new ArrayList<>();
        for (String directory : List.of("src/main/java", "src/main/weaver", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(directory))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    List<String> lines = Files.readAllLines(file);
                    for (int i = 0; i < lines.size(); i++) {
                        if (lines.get(i).length() > most) {
                            longer.add(file + ":" + (i + 1));
                        }
                    }
                }
            }
        }
        assertThat(longer).isEmpty();
    }
}
