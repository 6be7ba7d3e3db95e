package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The installed tool between psql and a PostgreSQL, whose socket is {@code $T}; {@code direct} asks there, and
 * {@code ask} at {@code $S}.
 */
class SockPostgresIT extends Scripts {
    private static final String PROGRAMS = "PATH=$PATH:$(printf '%s:' /usr/lib/postgresql/*/bin); ";
    private static final String SOCKET = "/.s.PGSQL.5432";
    private static RealServer server;

    SockPostgresIT() {
        super("D=" + server.directory() + "; T=$D" + SOCKET + "; S=$PWD" + SOCKET
                + "; export PGUSER=me PGDATABASE=postgres; direct() { psql -XAtq -h $D \"$@\"; }; "
                + "ask() { psql -XAtq -h $PWD \"$@\"; }; "
                + "until_says() { until [ \"$(direct -c \"$1\")\" = \"$2\" ]; do sleep 0.02; done; }; "
                + RealServer.PROXY);
    }

    @BeforeAll
    static void start() throws IOException {
        Needs.program("psql", "postgresql-client");
        Needs.that(Installed.shell(PROGRAMS + "type initdb postgres").exitCode() == 0,
                "no PostgreSQL server on this machine (Debian: apt install postgresql)");
        server = new RealServer(PROGRAMS + "initdb -D data -U me -A trust --no-sync --locale=C -E UTF8 && "
                + "exec timeout 300 postgres -D data -c listen_addresses= -c unix_socket_directories=$PWD -c fsync=off",
                "psql -XAtq -h $PWD -U me postgres -c \"create table data as select repeat(md5(g::text), 31) as line "
                        + "from generate_series(1, 50000) g\" 2>/dev/null",
                "INT");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void whatIsAskedAndAnsweredIsShown() {
        Outcome outcome = shell("proxy --once; ask -c \"select 'hel' || 'lo'\"; wait $P; echo $?; cut -d' ' -f2- out")
                .succeeds();
        assertThat(outcome.out()).startsWith("hello\n0\n#1 open: process ")
                .contains(" (psql), user ", "user\\x00me\\x00database\\x00postgres\\x00",
                        "select 'hel' || 'lo'\\x00\n", "\\x05hello", "\n#1 > end\n")
                .endsWith("#1 close\n");
    }

    /** Fifty megabytes come out of a table, go into another, and are the same there. */
    @ParameterizedTest
    @ValueSource(strings = {"--silent", "--as=text", "--format=ndjson", "--silent --record=/dev/null"})
    void aTableIsCopiedBothWays(String options) {
        shell("direct -c 'create table copied (like data)'; proxy -n 2 " + options
                + "; exec 3< <(cat out >/dev/null); "
                + "ask -c 'copy data to stdout' >file; ask -c '\\copy copied from file'; wait $P; echo $?; "
                + "[ $(stat -c %s file) -gt 49000000 ] && echo much; md5sum <file >first; "
                + "direct -c 'copy copied to stdout' | md5sum | cmp - first; "
                + "direct -c 'copy data to stdout' | md5sum | cmp - first; direct -c 'drop table copied'")
                .succeeds().prints("0\nmuch\n");
    }

    /** All of them wait in the server for a lock before the first is answered. */
    @Test
    void twentyAtOnceAreEachAnswered() {
        shell("proxy -n 20; mkfifo in; direct <in >locked & H=$!; exec 3>in; "
                + "echo 'select pg_advisory_lock(20);' >&3; "
                + "until_says \"select count(*) from pg_locks where locktype = 'advisory' and granted\" 1; "
                + "for i in $(seq 20); do ask -c \"select pg_advisory_lock_shared(20)\" -c \"select 'answer ' || $i\" "
                + ">got.$i 3>&- & C=\"$C $!\"; done; "
                + "until_says \"select count(*) from pg_locks where locktype = 'advisory' and not granted\" 20; "
                + "exec 3>&-; wait $H; for c in $C; do wait $c || echo failed; done; wait $P; echo $?; "
                + "for i in $(seq 20); do grep -qx \"answer $i\" got.$i || echo lost $i; done; "
                + "grep -c '#[0-9]* open: ' out; grep -c '#[0-9]* close$' out; "
                + "awk '/^[0-9:.]+ #/ { from = $2 $3 } /answer [0-9]/ && from ~ /<$/ { print from }' out | sort -u | "
                + "wc -l")
                .succeeds().prints("0\n20\n20\n20\n");
    }

    @Test
    void whoWaitsIsNotified() {
        shell("proxy --once; mkfifo in; ask <in >got & C=$!; exec 3>in; echo 'listen news;' >&3; "
                + "until_says \"select count(*) from pg_stat_activity where query = 'listen news;' and "
                + "state = 'idle'\" "
                + "1; "
                + "direct -c \"notify news, 'of the day'\"; until grep -q 'news.x00of the day' out; do sleep 0.02; "
                + "done; "
                + "echo 'select 1;' >&3; exec 3>&-; wait $C; echo $?; wait $P; echo $?; sed 's/PID [0-9]*/PID N/' got")
                .succeeds()
                .prints("0\n0\n1\nAsynchronous notification \"news\" with payload \"of the day\" received from server "
                        + "process with PID N.\n");
    }

    /** psql asks for that by a second connection. */
    @Test
    void whatTakesLongIsCancelled() {
        shell("proxy -n 2; psql -Xh $PWD -c 'select pg_sleep(100)' & C=$!; "
                + "until_says \"select count(*) from pg_stat_activity where query = 'select pg_sleep(100)' and "
                + "state = 'active'\" 1; kill -INT $C; wait $C; echo $?; wait $P; echo $?; grep -c '#2 > 16 bytes' out")
                .prints("1\n0\n1\n").complains("canceling statement due to user request");
    }

    /** Who was there before goes on, and who came by it meanwhile is cut off. */
    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143", "KILL,137"})
    void theServerKeepsItsNameWhereASpyEnds(String signal, int status) {
        shell("A=$D/..s.PGSQL.5432.ipcctl-spy; I=$(stat -c '%i %a %u' $T); mkfifo before during; "
                + "direct <before & B=$!; exec 3>before; echo \"set application_name = 'before';\" >&3; "
                + "until_says \"select count(*) from pg_stat_activity where application_name = 'before'\" 1; "
                + "env --default-signal ipcctl sock spy $T >out & P=$!; "
                + "until [ \"$(stat -c '%i %a %u' $A 2>/dev/null)\" = \"$I\" ]; do sleep 0.02; done; "
                + "direct <during 2>err & C=$!; exec 4>during; echo \"set application_name = 'during';\" >&4; "
                + "until_says \"select count(*) from pg_stat_activity where application_name = 'during'\" 1; "
                + "until grep -q \"application_name = 'during';\" out; do sleep 0.02; done; kill -" + signal
                + " $P; wait $P; echo $?; "
                + "until_says() { until [ \"$(direct -c \"$1\" 2>/dev/null)\" = \"$2\" ]; do sleep 0.02; done; }; "
                + ("KILL".equals(signal)
                        ? "direct -c 'select 1' 2>&1 | grep -c refused; eval \"$(TMPDIR=$PWD ipcctl doctor sockets "
                                + "--format json | jq -r --arg s $T '.[] | select(.object == $s) | .mend')\"; "
                        : "echo 1; ")
                + "[ \"$(stat -c '%i %a %u' $T)\" = \"$I\" ] && echo same; ls -A $D | grep -c spy; "
                + "direct -c \"select 'still there'\"; "
                + "until_says \"select count(*) from pg_stat_activity where application_name = 'during'\" 0; "
                + "echo 'select 1;' >&4; exec 4>&-; wait $C; echo $?; grep -c 'server closed the connection' err; "
                + "echo \"select 'as before';\" >&3; exec 3>&-; wait $B; echo $?")
                .prints(status + "\n1\nsame\n0\nstill there\n2\n1\nas before\n0\n");
    }
}
