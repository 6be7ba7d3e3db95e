package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables on a terminal, which script(1) makes. */
class TerminalIT {
    private static final String LAYOUT = "a_name_that_goes_on_beyond_everything_that_is_there:u32";

    @BeforeAll
    static void needsATerminal() {
        Needs.program("script", "bsdutils");
    }

    /** The table of one field, whose name is long, where {@code set} comes before the command. */
    private static List<String> table(int width, String set) {
        return Installed.shell("script -qec \"stty cols " + width + "; " + set + " ipcctl layout show '" + LAYOUT
                + "' --columns field,offset_bytes\""
                + " /dev/null </dev/null | tr -d '\\r'").exits(0).out().lines().toList();
    }

    @Test
    void longNamesAreCutWhereTheTerminalIsNarrow() {
        List<String> whole = table(200, "LC_ALL=C.UTF-8");
        assertThat(whole.get(1)).contains("_that_is_there ").doesNotContain("\u2026");
        List<String> cut = table(40, "LC_ALL=C.UTF-8");
        assertThat(cut.get(0)).isEqualTo("FIELD                       OFFSET-BYTES");
        assertThat(cut.get(1)).contains("\u2026").endsWith("is_there             0").hasSize(40);
        assertThat(table(40, "LC_ALL=C").get(1)).contains("...").hasSize(40);
    }

    /** Whatever they are written in; wc(1) says how wide a line is. */
    @Test
    void columnsStandBelowOneAnother() {
        String names = "export LC_ALL=C.UTF-8; n=ipcctl-t-$$-w; for i in plain \u65e5\u672c\u8a9e caf\u00e9 "
                + "cafe\u0301 \ud83d\ude80\ud83d\ude80 \uac00\ub098\ub2e4\u65e5\u672c\u8a9e; "
                + "do ipcctl shm create /$n-$i --size 4K; done; "
                + "trap 'rm /dev/shm/$n-*' EXIT; ";
        String widths = "| while read -r line; do printf '%s\\n' \"$line\" | wc -L; done";
        List<String> whole = Installed.shell(names + "ipcctl ls \"shm:/$n-*\" -q --columns object,size_bytes "
                + widths).exits(0).out().lines().toList();
        assertThat(whole).hasSize(6 + 1).containsOnly(whole.get(1));
        assertThat(Installed.shell(names + "export n; script -qec \"stty cols 24; ipcctl ls 'shm:/$n-*' -q --columns "
                + "object,size_bytes\" /dev/null </dev/null | tr -d '\\r' " + widths).exits(0).out().lines())
                .hasSize(6 + 1).containsOnly("24");
    }

    @Test
    void columnsHasTheLastWordOnATerminal() {
        assertThat(table(200, "COLUMNS=40").get(1)).hasSize(40);
        assertThat(table(40, "COLUMNS=200").get(1)).contains("_that_is_there ");
        assertThat(table(40, "COLUMNS=wide").get(1)).hasSize(40);
    }

    /** Sentences are broken, and what is to be copied is whole. */
    @ParameterizedTest
    @ValueSource(strings = {"doctor", "guide", "limits", "pipe-demo", "pipe-demo capacity", "doctor --list-columns",
        "ls --list-columns", "help limits"})
    void textsHaveRoomInEightyColumns(String command) {
        // The sockets that other tests have in /tmp are no business of its doctor.
        List<String> lines = Installed.shell("d=$(mktemp -d); script -qec \"stty cols 80; TMPDIR=$d NO_COLOR=1 "
                + "LC_ALL=C.UTF-8 ipcctl " + command + "\" /dev/null </dev/null | tr -d '\\r'; rmdir $d").out().lines()
                .toList();
        assertThat(lines).hasSizeGreaterThan(2);
        assertThat(lines).filteredOn(line -> !line.startsWith("  MEND  "))
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    }

    /** Names are cut there, and lists go on in the next line; each process and descriptor is told in full. */
    @ParameterizedTest
    @ValueSource(ints = {80, 40})
    void treesFitTheTerminal(int width) {
        String name = "/ipcctl-t-$$-" + "frames-of-the-camera-at-the-front-door".repeat(2);
        String shown = Installed.shell("n=" + name + "; ipcctl shm create $n --size 4K; for i in 1 2 3 4 5 6 7 8 9; "
                + "do sleep 60 7</dev/shm$n & pids=\"$pids $!\"; done; echo $pids; export LC_ALL=C.UTF-8 n; "
                + "for p in $pids; do until [ $(cat /proc/$p/comm) = sleep ]; do sleep 0.02; done; done; "
                + "for c in 'map --kind shm --pid '$! 'ls --tree --kind shm shm:*front-door' "
                + "'ls --tree --invert shm:*front-door'; do script -qec \"stty cols " + width + "; ipcctl $c -q\" "
                + "/dev/null </dev/null | tr -d '\\r'; done; kill $pids; ipcctl shm rm $n").exits(0).out();
        List<String> lines = shown.lines().toList();
        String[] pids = lines.get(0).split(" ", -1);
        assertThat(pids).hasSize(9);
        String drawn = String.join("\n", lines.subList(1, lines.size()));
        assertThat(drawn.lines()).hasSizeGreaterThan(45)
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(width));
        // Of each map and ls: every process, however many there are; names are cut in their middle.
        for (String pid : pids) {
            assertThat(drawn.split("\\b" + pid + "/sleep\\b", -1)).as(drawn).hasSizeGreaterThanOrEqualTo(12);
        }
        assertThat(drawn).contains("└─ shm:/ipcctl-t-", "\u2026", "-door (read, fd 7)\n", "/sleep (read, fd 7)\n");
    }

    /** Who looks at a terminal is told that there is nothing; a program reads nothing. */
    @Test
    void anEmptyListIsNothingAndATerminalIsTold() {
        String list = "ipcctl ls 'no-such-object-of-anybody' --quiet";
        assertThat(Installed.shell(
                "d=$(mktemp -d); cd $d; script -qec \"ipcctl ls 'no-such-object-of-anybody' >list\" /dev/null "
                        + "</dev/null | tr -d '\\r'; wc -c "
                        + "<list; rm -r $d")
                .exits(0).out())
                .endsWith("no such objects\n0\n");
        assertThat(Installed.shell("script -qec \"" + list + "\" /dev/null </dev/null").exits(0).out()).isEmpty();
        assertThat(Installed
                .shell(list + " 2>&1; ipcctl ls 'no-such-object-of-anybody' 2>&1 | grep -v 'not all processes'; true")
                .exits(0).out()).isEmpty();
        assertThat(Installed.shell(list + " --format json").exits(0).out()).isEqualTo("[]\n");
    }

    /** In colour on a terminal, elsewhere where that is asked for, and never where NO_COLOR is set. */
    @Test
    void coloursAreForTerminals() {
        String dead = "n=/ipcctl-t-$$-dead; ipcctl mutex run $n -- sh -c 'kill -9 $PPID'; ";
        String stat = "ipcctl mutex stat $n --columns state --no-header";
        String at = "; ipcctl mutex rm $n";
        assertThat(Installed.shell(dead + stat + " --color always" + at).exits(0).out())
                .isEqualTo("\033[33mowner-died\033[0m\n");
        assertThat(Installed.shell(dead + stat + at).exits(0).out()).isEqualTo("owner-died\n");
        assertThat(Installed.shell(dead + "export n; TERM=xterm script -qec '" + stat + "' /dev/null "
                + "</dev/null" + at).exits(0).out()).contains("\033[33mowner-died\033[0m");
        assertThat(Installed.shell(dead + "export n; TERM=xterm NO_COLOR=1 script -qec '" + stat + "' /dev/null "
                + "</dev/null" + at).exits(0).out()).contains("owner-died")
                .doesNotContain("\033");
    }

    private static String onATerminal(String before, String command, String after) {
        return Installed
                .shell("export n=/ipcctl-t-$$-line K=$((0x7ec00000 + $$)); " + before + "; script -qec \"" + command
                        + "; printf %s '>'\" /dev/null </dev/null | tr -d '\\r'; "
                        + after)
                .exits(0).out();
    }

    /** A payload that does not end its line does so there, for the prompt comes next; elsewhere it is as it is. */
    @Test
    void aPayloadEndsItsLineOnATerminal() {
        String rm = "ipcctl mq rm $n";
        assertThat(onATerminal("ipcctl mq send $n --create hi", "ipcctl mq recv $n", rm)).isEqualTo("hi\n>");
        assertThat(onATerminal("echo hi | ipcctl mq send $n --create", "ipcctl mq recv $n", rm)).isEqualTo("hi\n>");
        assertThat(
                onATerminal("printf 'a\\n\\nb' | ipcctl mq send $n --create --lines", "ipcctl mq recv $n --drain", rm))
                .isEqualTo("a\n\nb\n>");
        assertThat(onATerminal("ipcctl mq send $n --create hi", "ipcctl mq recv $n --null | od -A n -c", rm))
                .isEqualTo("   h   i  \\0\n>");
        assertThat(onATerminal("ipcctl mq send $n --create hi", "ipcctl mq recv $n | cat", rm)).isEqualTo("hi>");
        assertThat(onATerminal("ipcctl shm write $n --create hi", "ipcctl shm read $n", "ipcctl shm rm $n"))
                .isEqualTo("hi\n>");
        assertThat(onATerminal("ipcctl shm write $n --create hi", "ipcctl shm read $n | cat", "ipcctl shm rm $n"))
                .isEqualTo("hi>");
        assertThat(onATerminal("echo hi | ipcctl shm write $n --create", "ipcctl shm read $n", "ipcctl shm rm $n"))
                .isEqualTo("hi\n>");
        assertThat(onATerminal("ipcctl sysv msg send $K --create hi",
                "ipcctl sysv msg peek $K; ipcctl sysv msg recv $K", "ipcctl sysv msg rm $K")).isEqualTo("hi\nhi\n>");
        assertThat(onATerminal("ipcctl sysv shm create $K --size 2 >/dev/null; ipcctl sysv shm write $K hi",
                "ipcctl sysv shm read $K", "ipcctl sysv shm rm $K"))
                .isEqualTo("hi\n>");
        assertThat(onATerminal("ipcctl sock send @$n hi --retry 20s & true", "ipcctl sock recv @$n", "wait"))
                .isEqualTo("hi\n>");
    }

    /** A program that reads a table gets all of it, whatever its own terminal is like. */
    @Test
    void whatGoesElsewhereIsNeverCut() {
        assertThat(Installed.shell("COLUMNS=40 ipcctl layout show '" + LAYOUT + "'").exits(0).out())
                .contains("_that_is_there ");
    }
}
