package org.ipcctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What users read has the words of man pages: all sentences in the sources, the help texts, man pages, completions and
 * README.
 */
class PlainWordsTest {
    private static final Map<Pattern, String> BETTER = new LinkedHashMap<>();
    /** A text block, or a string of one line. */
    private static final Pattern LITERAL = Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"",
            Pattern.DOTALL);

    static {
        instead("(?<!there\\s)\\bis no (?!longer|more)[a-z]", "is not a");
        instead("(?<!there\\s)\\bare no (?=[a-z]+s\\b)(?!longer|more)", "are not");
        instead("none of the below|is none of", "any other; is not one of");
        instead("exclude(s|d)? each other|\\bexcludes\\b", "cannot be combined");
        instead("\\bfolders?\\b(?=.* )|(?<= )folders?\\b", "directory");
        instead("(nobody|somebody) listens", "no process is listening, another process listens");
        instead("which there are\\.", "List queues with 'ipcctl mq ls'.");
        instead("[a-z] and end\\.", "and exit.");
        instead("how to print:", "Output format:");
        instead("print this help", "Show this help");
        instead("do again what", "Repeat");
        instead("in its place, which stays", "is already there; it was left alone");
        instead("missing required", "missing NAME");
        instead("known of all to", "Root sees");
        instead("(?<!by )(?<!with )\\bwhom\\b|\\bwhoever\\b", "the process that; any process that");
        instead("takes? the right to", "requires permission to");
        instead("(is|are) told(, too| on standard)", "is reported");
        instead("removed all the same", "the others still are");
        instead("unless asked otherwise", "by default");
        instead("[a-z], for (there|it|no|nobody|of) ", "because");
        instead("exactly these permissions", "The exact permissions");
        instead("\\bcarr(y|ies|ying) on\\b", "continue");
        instead("(?<!')\\btells\\.", "'ipcctl mq stat' shows it");
    }

    private static void instead(String pattern, String better) {
        BETTER.put(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), better);
    }

    private static List<String> wrong(String where, String text) {
        List<String> wrong = new ArrayList<>();
        BETTER.forEach((pattern, better) -> {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                String around = text.substring(Math.max(0, matcher.start() - 40),
                        Math.min(text.length(), matcher.end() + 40));
                wrong.add(where + ": '" + around + "'; better: " + better);
            }
        });
        return wrong;
    }

    /** The strings of a source without its comments; those that one sentence was cut into are put together. */
    static List<String> sentences(String source) {
        String code = source.replaceAll("(?m)^\\s*(\\*|//|/\\*).*$", "").replaceAll("\"\\s*\\+\\s*\"", "");
        List<String> found = new ArrayList<>();
        Matcher matcher = LITERAL.matcher(code);
        while (matcher.find()) {
            found.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return found;
    }

    @Test
    void sentencesOfTheSourcesArePlain() throws IOException {
        List<String> wrong = new ArrayList<>();
        int sentences = 0;
        for (Path file : files(Path.of("src/main/java"))) {
            for (String sentence : sentences(Files.readString(file))) {
                wrong.addAll(wrong(file.getFileName().toString(), sentence));
                sentences++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(sentences).isGreaterThan(3000);
    }

    @Test
    void documentsArePlain() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
        for (String directory : List.of("man", "completions", "src/main/resources/org/ipcctl/help",
                "src/main/resources/org/ipcctl/docs")) {
            documents.addAll(files(Path.of(directory)));
        }
        List<String> wrong = new ArrayList<>();
        for (Path document : documents) {
            wrong.addAll(wrong(document.toString(), Files.readString(document)));
        }
        assertThat(wrong).isEmpty();
        assertThat(documents).hasSizeGreaterThan(100);
    }

    @Test
    void eachOfTheWordsWouldBeSeen() {
        assertThat(wrong("x", "'five' is no whole number")).hasSize(1);
        assertThat(wrong("x", "there is no queue; a file that is no longer there; there are no rows")).isEmpty();
        assertThat(wrong("x", "failed, none of the below")).hasSize(1);
        assertThat(wrong("x", "--lines and --null exclude each other")).hasSize(1);
        assertThat(wrong("x", "so it excludes --size")).hasSize(1);
        assertThat(wrong("x", "the folder is full")).hasSize(1);
        assertThat(wrong("x", "List the columns and end.")).hasSize(1);
        assertThat(wrong("x", "nobody listens at this name")).hasSize(1);
        assertThat(wrong("x", "It takes the right to trace that process")).hasSize(1);
        assertThat(wrong("x", "said, for there may be one")).hasSize(1);
        assertThat(wrong("x", "whether it is locked, and by whom; for it and for no other")).isEmpty();
        assertThat(wrong("x", "What its semaphores have, 'sysv sem get' tells.")).hasSize(1);
        assertThat(sentences("f(\"it is \"\n    + \"no queue\"); // \"not\" this\n")).first()
                .isEqualTo("it is no queue");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
