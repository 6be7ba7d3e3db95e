package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.LinkedHashSet;
import java.util.Set;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;

/** The installed tool measures. No timing is asserted: a benchmark is not a test. */
class BenchIT {
    @Test
    void threeMechanismsAsJson() {
        Outcome outcome = Installed.run("bench", "pipe", "mq", "shm-sem", "--duration", "100ms", "--repeat", "2",
                "--format", "json")
                .succeeds();
        JsonArray rows = new Gson().fromJson(outcome.out(), JsonArray.class);
        Set<String> mechanisms = new LinkedHashSet<>();
        for (JsonElement row : rows) {
            mechanisms.add(row.getAsJsonObject().get("mechanism").getAsString());
            assertThat(row.getAsJsonObject().get("count").getAsLong()).isPositive();
        }
        assertThat(mechanisms).containsExactly("pipe", "mq", "shm-sem");
    }

    @Test
    void anInterruptEndsItWithWhatIsFinishedAndNothingIsLeft() {
        Outcome outcome = Installed
                .shell("env --default-signal=INT ipcctl bench shm-sem fifo --duration 1m --format json & bench=$!; "
                        + "until pgrep -P $bench >/dev/null; do sleep 0.02; kill -0 $bench || break; done; kill -INT "
                        + "$bench; "
                        + "wait $bench; echo \"exit $?\"; ls /dev/shm /tmp | grep ipcctl-bench-$bench-; true");
        assertThat(outcome.out()).as(outcome.toString()).endsWith("[]\nexit 130\n");
        outcome.complains("interrupted: these are 0 of ");
    }

    @Test
    void anInterruptSavesAndDrawsWhatIsFinished() {
        Outcome outcome = Installed.shell(
                "d=$(mktemp -d) && cd $d || exit; "
                        + "env --default-signal=INT ipcctl bench --duration 300ms --repeat 1 --warmup 0 "
                        + "--save b.json --chart b.png --report b.html --format ndjson -q >table & bench=$!; "
                        + "until [ -s table ]; do sleep 0.02; kill -0 $bench || break; done; kill -INT $bench; wait "
                        + "$bench; "
                        + "echo \"exit $?\"; "
                        + "jq '.partial, (.cases | length > 0)' b.json; head -c 4 b.png | od -An -tx1; "
                        + "grep -c 'was interrupted' b.html; tail -n 1 b.html; ls; rm -r \"$PWD\"")
                .succeeds();
        assertThat(outcome.out())
                .isEqualTo("exit 130\ntrue\ntrue\n 89 50 4e 47\n1\n</html>\nb.html\nb.json\nb.png\ntable\n");
    }

    @Test
    void aHostWithoutFontsIsToldBeforeAnythingIsMeasured() {
        Outcome outcome = withoutFonts("png").exits(8);
        outcome.prints("").complains("this Java runtime cannot draw text (", "apt install fontconfig", "Draw an .svg");
    }

    @Test
    void anSvgIsDrawnWithoutFonts() {
        assertThat(withoutFonts("svg").succeeds().out()).endsWith("</svg>\n");
    }

    private static Outcome withoutFonts(String form) {
        assumeTrue(Needs.isRoot() && Installed.shell("unshare --mount true").exitCode() == 0,
                "hiding the fonts needs a mount name space");
        return Installed.shell(
                "unshare --mount bash -c 'for fonts in /usr/share/fonts /usr/local/share/fonts; "
                        + "do mount -t tmpfs none $fonts || exit; done; "
                        + "f=/tmp/ipcctl-t-$$." + form
                        + "; ipcctl bench pipe --count 10 --warmup 0 --repeat 1 --chart $f -q || exit; tail -n 1 $f; "
                        + "rm $f'");
    }

    @Test
    void aReaderThatLeavesEndsIt() {
        Outcome outcome = Installed.shell(
                "ipcctl bench --quick --count 10 --format ndjson --columns mechanism | head -1; echo ${PIPESTATUS[0]}")
                .succeeds();
        assertThat(outcome.out()).isEqualTo("{\"mechanism\":\"pipe\"}\n141\n");
    }

    @Test
    void variablesThatKeepTheJvmTalkingDoNotReachThePeers() {
        Installed.shell(
                "JAVA_TOOL_OPTIONS=-Da=b JDK_JAVA_OPTIONS=-Dc=d ipcctl bench pipe --count 10 --warmup 0 --repeat 1")
                .succeeds();
    }

    @Test
    void aQueueThatTheLimitForbidsIsANoteAndTheStatusSaysSo() {
        Outcome outcome = Installed
                .shell("ulimit -q 1000 && ipcctl bench mq pipe --count 10 --warmup 0 --repeat 1 --metric throughput "
                        + "--size 4K --format csv --columns mechanism,count,note")
                .exits(1);
        assertThat(outcome.out()).isEqualTo("mechanism,count,note\n"
                + "mq,,\"the queue needs 41920 bytes (10 messages of 4096 and the kernel's overhead), and all queues "
                + "of a user together "
                + "may have 1000 (RLIMIT_MSGQUEUE) (mq_open: EMFILE). 'ipcctl limits mq' shows what is in use. Ask "
                + "for less, remove queues, or let root raise it for this shell: "
                + "prlimit --pid $$ --msgqueue=41920\"\npipe,10,\n");
    }
}
