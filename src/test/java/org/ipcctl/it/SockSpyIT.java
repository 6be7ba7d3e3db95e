package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The installed tool in the place of a redis that runs, at {@code $S}, and what it recorded played again. */
class SockSpyIT extends Scripts {
    SockSpyIT() {
        super("S=$PWD/s; A=$PWD/.s.ipcctl-spy; " + AWAIT
                + "ask() { redis-cli -s $S \"$@\"; }; "
                + "spy() { local i=$(stat -c %i $S); env --default-signal ipcctl sock spy $S \"$@\" >out & P=$!; "
                + "until [ \"$(stat -c %i $A 2>/dev/null)\" = $i ]; do sleep 0.02; done; }; "
                + "redis() { redis-server --port 0 --unixsocket $S --unixsocketperm 770 --save '' --dir $PWD >log & "
                + "R=$!; await $S; until ask ping >/dev/null; do sleep 0.02; done; }; redis; ");
    }

    @BeforeEach
    void needs() {
        Needs.program("redis-server", "redis-server");
        Needs.program("redis-cli", "redis-tools");
    }

    private Outcome with(String script) {
        return shell(script + "; kill $R; wait $R; ls");
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143", "HUP,129", "QUIT,131"})
    void aSignalGivesTheServerItsNameBack(String signal, int status) {
        with("I=$(stat -c '%i %a %u' $S); spy; [ \"$(stat -c %a $S)\" = 770 ] || echo mode; ask set k v; kill -"
                + signal + " $P; wait $P; echo $?; ask get k; "
                + "[ \"$(stat -c '%i %a %u' $S)\" = \"$I\" ] && echo same; grep -c -e '+OK' -e '    set' out")
                .prints("OK\n" + status + "\nv\nsame\n2\nlog\nout\n");
    }

    @Test
    void whoIsConnectedAlreadyIsNotDisturbed() {
        with("mkfifo in; redis-cli -s $S <in >answers & C=$!; exec 3>in; echo set k 1 >&3; "
                + "until [ \"$(ask get k)\" = 1 ]; do sleep 0.02; done; spy; echo incr k >&3; until [ \"$(ask get "
                + "k)\" = 2 ]; "
                + "do sleep 0.02; done; "
                + "kill $P; wait $P; exec 3>&-; wait $C; cat answers; grep -c incr out; rm in answers")
                .prints("OK\n2\n0\nlog\nout\n");
    }

    @Test
    void afterKillDoctorSaysHowToPutItBack() {
        Outcome outcome = with(
                "spy; kill -9 $P; wait $P; ask ping 2>&1 | grep -c refused; "
                        + "TMPDIR=$PWD ipcctl doctor sockets --format json >found; "
                        + "M=$(jq -r --arg s $S '.[] | select(.object==$s) | .severity, .mend' found); echo \"$M\"; "
                        + "eval \"${M#*fault}\"; ask ping; rm found out")
                .exits(0);
        assertThat(outcome.out()).isEqualTo(
                "1\nfault\nmv -fT " + scratch.path(".s.ipcctl-spy") + " " + scratch.path("s") + "\nPONG\nlog\n");
    }

    @Test
    void afterKillTheNextOnePutsItBack() {
        with("spy; kill -9 $P; wait $P; rm -f out; env --default-signal ipcctl sock spy $S >out & P=$!; "
                + "until ask ping 2>/dev/null; do sleep 0.02; done; kill -INT $P; wait $P; echo $?; ask ping")
                .prints("PONG\n130\nPONG\nlog\nout\n");
    }

    @Test
    void aServerThatMakesItselfANewSocketKeepsThat() {
        with("spy; kill $R; wait $R; redis; ask set k new; kill $P; wait $P; echo $?; ask get k")
                .prints("OK\n143\nnew\nlog\nout\n");
    }

    @Test
    void aServerThatEndsLeavesNothing() {
        with("spy; kill $R; wait $R; kill $P; wait $P; echo $?").prints("143\nlog\nout\n");
    }

    @Test
    void twoAreTooMany() {
        with("spy; ipcctl sock spy $S; echo $?; kill $P; wait $P; ask ping").prints("1\nPONG\nlog\nout\n")
                .complains("another 'ipcctl sock spy' is already running there");
    }

    @Test
    void whatIsNoServersSocketIsRefused() {
        with("echo x >file; ipcctl sock spy file; echo $?; ipcctl sock spy none; echo $?; ipcctl sock spy @x; echo $?; "
                + "rm file")
                .prints("1\n3\n1\nlog\n")
                .complains("it is a regular file, not a socket", "none: no such", "an abstract name has no file");
    }

    @Test
    void whatWasRecordedIsPlayedAgain() {
        with("ipcctl sock proxy $PWD/p $S -n 2 --silent --record r & P=$!; await $PWD/p; redis-cli -s p set k 1; "
                + "redis-cli -s p incr k; wait $P; stat -c %a r; "
                + "ask set k 5; ipcctl sock replay r $S --format plain --columns "
                + "conversation,result,sent_bytes,answered_bytes,expected_bytes; echo $?; "
                + "sed -i '/\"conversation\":1/d' r; ipcctl sock replay r $S --speed 0 --format plain --columns "
                + "result,problem,difference; echo $?; rm r")
                .prints("OK\n2\n600\nOK\n1\tsame\t27\t5\t5\n2\tsame\t21\t4\t4\n0\ndifferent\tthe answers differ at "
                        + "byte 1\t1\n1\nlog\n");
    }
}
