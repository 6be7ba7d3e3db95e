package org.ipcctl.bench.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.internal.LazilyParsedNumber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.bench.BenchFailure;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.InstalledPeers;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A saved benchmark in which any member is something else: a sentence, or a comparison, and soon. */
@ExtendWith(InstalledPeers.class)
class HostileBenchFileTest {
    private static final List<JsonElement> WRONG = List.of(JsonNull.INSTANCE, new JsonPrimitive(-1),
            new JsonPrimitive(0), number("1e400"), number("-1e999999999"),
            number("1e-999999999"), number("9".repeat(400)), number("9223372036854775808"), new JsonPrimitive(1.5),
            new JsonPrimitive("x"),
            new JsonPrimitive("\u001b[31mred\n"), new JsonPrimitive(""), new JsonPrimitive(true), new JsonArray(),
            new JsonObject(), array(), deep());

    private final Scratch scratch = new Scratch();
    private final Path file = Path.of(scratch.path("hostile.json"));

    @AfterEach
    void close() {
        scratch.close();
    }

    private static JsonPrimitive number(String text) {
        return new JsonPrimitive(new LazilyParsedNumber(text));
    }

    private static JsonArray array() {
        JsonArray array = new JsonArray();
        array.add(JsonNull.INSTANCE);
        array.add("x");
        return array;
    }

    private static JsonElement deep() {
        JsonElement inner = new JsonArray();
        for (int i = 0; i < 200; i++) {
            JsonArray outer = new JsonArray();
            outer.add(inner);
            inner = outer;
        }
        return inner;
    }

    private static JsonObject sample(String name) throws Exception {
        JsonObject sample = JsonParser
                .parseString(
                        Files.readString(Path.of(HostileBenchFileTest.class.getResource("/bench/" + name).toURI())))
                .getAsJsonObject();
        // Two cases hold all members that there are.
        JsonArray cases = sample.getAsJsonArray("cases");
        while (cases.size() > 2) {
            cases.remove(1);
        }
        return sample;
    }

    private interface Change {
        void to(JsonElement replacement);
    }

    /** What sets each member and element to something else; null removes it. */
    private static void places(JsonElement within, List<Change> all) {
        if (within.isJsonObject()) {
            for (String name : List.copyOf(within.getAsJsonObject().keySet())) {
                all.add(replacement -> {
                    within.getAsJsonObject().remove(name);
                    if (replacement != null) {
                        within.getAsJsonObject().add(name, replacement);
                    }
                });
                places(within.getAsJsonObject().get(name), all);
            }
        } else if (within.isJsonArray() && !within.getAsJsonArray().isEmpty()) {
            all.add(replacement -> within.getAsJsonArray().set(0,
                    replacement == null ? JsonNull.INSTANCE : replacement));
            within.getAsJsonArray().forEach(element -> places(element, all));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"saved-v1.json", "saved-v4.json", "saved-v4-histograms.json"})
    void anyMemberMayBeMissingNullNegativeHugeOrAnythingElse(String name) throws Exception {
        List<Change> counted = new ArrayList<>();
        places(sample(name), counted);
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int place = 0; place < counted.size(); place++) {
                answer(name, place, null);
                for (JsonElement wrong : WRONG) {
                    answer(name, place, wrong);
                }
            }
        });
    }

    private void answer(String name, int place, JsonElement replacement) throws Exception {
        JsonObject document = sample(name);
        List<Change> changes = new ArrayList<>();
        places(document, changes);
        changes.get(place).to(replacement);
        Files.writeString(file, document.toString());
        try {
            SavedBench saved = new BenchFile(file).read();
            assertThat(saved.cases())
                    .allMatch(one -> one.runs().stream().allMatch(figure -> figure > 0 && Double.isFinite(figure))
                            && one.size() > 0);
            assertThat(saved.controls().figures().values())
                    .allMatch(all -> all.stream().allMatch(figure -> figure > 0 && Double.isFinite(figure)));
            assertThat(saved.plan().repeat()).isPositive();
            assertThat(saved.machine().toString().chars().noneMatch(Character::isISOControl)).isTrue();
        } catch (BenchFailure e) {
            assertThat(e.getMessage()).as(document.toString()).isNotEmpty().doesNotContain("\n", "\u001b")
                    .hasSizeLessThan(300);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(document.toString(), e);
        }
    }

    @Test
    void theMemberIsNamed() throws Exception {
        complains("\"size_bytes\": 64", "\"size_bytes\": -64",
                "its member 'cases[0].size_bytes' is missing, or is not an integer from 1 to 1073741824");
        complains("\"duration_ns\": 120000000", "\"duration_ns\": null",
                "its member 'options.count' is missing, or is not above 0");
        complains("\"repeat\": 3,\n    \"pinning\": \"0,1\"", "\"repeat\": 3, \"pinning\": \"0,1,2\"",
                "its member 'options.pinning' is missing, or is not usual, none or two CPUs");
        complains("\"count\": 268800", "\"line_ns\": 0, \"count\": 268800",
                "its member 'cases[0].runs[0].line_ns' is missing, or is not a number above 0");
        complains("\"cpus\": 2", "\"cpus\": 1e99",
                "its member 'machine.cpus' is missing, or is not an integer from 1 to 2147483647");
    }

    private void complains(String from, String to, String message) throws Exception {
        String text = Files.readString(Path.of(HostileBenchFileTest.class.getResource("/bench/saved-v1.json").toURI()));
        assertThat(text).contains(from);
        Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
        assertThatThrownBy(() -> new BenchFile(file).read()).isInstanceOf(BenchFailure.class)
                .hasMessageStartingWith(message);
        for (String[] line : new String[][] {{"guide", "--figures", file.toString()},
            {"bench", "--compare", file.toString()},
            {"bench", "--compare", file.toString(), "--with", file.toString()}}) {
            Outcome outcome = Cli.run(line).exits(1);
            outcome.complains(message);
            assertThat(outcome.err().lines()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void whatIsComparedEachWithEachIsBounded() throws Exception {
        JsonObject document = sample("saved-v4.json");
        JsonArray many = new JsonArray();
        for (int i = 0; i < 100_000; i++) {
            many.add(1 + i);
        }
        document.getAsJsonObject("controls").add("syscall_ns", many);
        Files.writeString(file, document.toString());
        assertThatThrownBy(() -> new BenchFile(file).read()).isInstanceOf(BenchFailure.class)
                .hasMessageContaining(
                        "its member 'controls.syscall_ns' is missing, or is not an array of 2000 elements at most");
        document = sample("saved-v4.json");
        JsonArray runs = document.getAsJsonArray("cases").get(0).getAsJsonObject().getAsJsonArray("runs");
        while (runs.size() < 1001) {
            runs.add(runs.get(0));
        }
        Files.writeString(file, document.toString());
        assertThatThrownBy(() -> new BenchFile(file).read()).isInstanceOf(BenchFailure.class)
                .hasMessageContaining("cases[0].runs");
    }

    @Test
    void nestingAndSizeAreBounded() throws Exception {
        Files.writeString(file, "[".repeat(1_000_000));
        assertThatThrownBy(() -> new BenchFile(file).read()).isInstanceOf(BenchFailure.class);
        Files.writeString(file,
                "{\"schema\":\"ipcctl-bench\",\"version\":2,\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        assertThatThrownBy(() -> new BenchFile(file).read()).isInstanceOf(BenchFailure.class);
    }
}
