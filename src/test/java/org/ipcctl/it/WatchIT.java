package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;

/** Rows of {@code --watch} in a pipe, whose reader makes each change when it has read of the one before. */
class WatchIT extends Scripts {
    /** look CMD... watches; row TEXT prints the next row with TEXT in it; ends says how it ended. */
    private static final String TOOLS = """
            look() { rm -f rows; mkfifo rows; env --default-signal ipcctl "$@" --watch=100ms >rows 2>err & p=$!; exec \
            3<rows; }
            row() { while read -r line <&3; do case $line in *"$1"*) echo "$line"; return ;; esac; done; echo "no row \
            with $1"; }
            ends() { wait $p; echo $?; sed "s/$N/N/" err; }
            """;

    WatchIT() {
        super("N", "watch", name -> {}, AWAIT + TOOLS);
        scratch.atEnd(() -> MessageQueue.unlink(name));
        scratch.atEnd(() -> MessageQueue.unlink(name + "-2"));
        scratch.atEnd(() -> NamedSemaphore.unlink(name));
        scratch.atEnd(() -> SharedMemory.unlink(name));
        for (String suffix : List.of("-2", "-m", "-c")) {
            scratch.atEnd(() -> SharedMemory.unlink(name + suffix));
        }
    }

    private String named(String text) {
        return text.replace("NAME", name);
    }

    @Test
    void aListHasARowForEachChange() {
        shell("ipcctl mq create $N -q; look mq ls --columns change,name,messages,queued_bytes; row $N; "
                + "ipcctl mq send $N hi; row $N; ipcctl mq create $N-2 -q; row $N-2; "
                + "ipcctl mq rm $N-2; row $N-2; ipcctl mq recv $N; row $N; ipcctl mq rm $N; row $N; kill -INT $p; ends")
                .prints(named("""
                        {"change":"present","name":"NAME","messages":0,"queued_bytes":0}
                        {"change":"changed","name":"NAME","messages":1,"queued_bytes":2}
                        {"change":"appeared","name":"NAME-2","messages":0,"queued_bytes":0}
                        {"change":"gone","name":"NAME-2","messages":0,"queued_bytes":0}
                        hi{"change":"changed","name":"NAME","messages":0,"queued_bytes":0}
                        {"change":"gone","name":"NAME","messages":0,"queued_bytes":0}
                        130
                        """));
    }

    /** Looking at a queue is an access to it, which is no change. */
    @Test
    void allColumnsAndRatesAndNoRowWithoutAChange() {
        Outcome outcome = shell(
                "ipcctl mq create $N -q; look mq stat $N; row present; ipcctl mq send $N hi; row changed; "
                        + "ipcctl mq send $N hi; row changed; kill -INT $p; ends; cat <&3");
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines.get(0)).matches(named(
                "\\{\"change\":\"present\",\"time\":\"2[^\"]*Z\",\"name\":\"NAME\",\"messages\":0,"
                        + "\"messages_per_second\":null,.*"));
        for (int sent : new int[] {1, 2}) {
            assertThat(lines.get(sent))
                    .matches("\\{\"change\":\"changed\",.*\"messages\":" + sent
                            + ",\"messages_per_second\":[0-9.]+,.*,\"queued_bytes\":" + 2 * sent
                            + ",\"queued_bytes_per_second\":[0-9.]+,.*");
        }
        assertThat(lines.subList(3, lines.size())).containsExactly("130");
        shell("ipcctl mq stat $N --watch=100ms --timeout 500ms --format plain --columns change,messages")
                .exits(124).prints("present\t2\n")
                .complains("ipcctl mq stat: timed out after 500ms waiting for a change (poll: ETIMEDOUT).");
    }

    /** A reader that does not keep up would make each row a change, which is told in a row. */
    @Test
    void whatIsWrittenToIsNotWatched() {
        shell("exec 3> >(exec sleep 60); reader=$!; pipe=$(readlink /proc/self/fd/3); pipe=${pipe//[!0-9]/}; "
                + "timeout -s KILL 30 ipcctl pipe ls $reader --watch=100ms -t 300ms >&3; echo $?; "
                + "timeout -s KILL 30 ipcctl ls \"pipe:*$pipe*\" --watch=100ms -t 300ms >&3; echo $?; kill $reader")
                .prints("124\n124\n");
    }

    /** In all columns, the time of the last change among them. */
    @Test
    void lookingAtObjectsChangesNone() {
        String rows = shell(
                "ipcctl mq create $N -q; ipcctl shm create $N --size 4K; ipcctl shm create $N-2 --size 256; "
                        + "ipcctl sem create $N; ipcctl mutex create $N-m; ipcctl cond create $N-c; "
                        + "timeout -s KILL 30 ipcctl ls \"*$N*\" --watch=100ms -t 400ms; echo $?")
                .out();
        List<String> lines = rows.lines().toList();
        assertThat(lines).hasSize(7).last().isEqualTo("124");
        assertThat(lines.subList(0, 6)).allMatch(row -> row.startsWith("{\"change\":\"present\""));
    }

    @Test
    void whatIsDescribedIsRemoved() {
        shell("ipcctl mq create $N -q; look mq stat $N --columns change,messages; row present; ipcctl mq rm $N; "
                + "row gone; ends")
                .prints("{\"change\":\"present\",\"messages\":0}\n{\"change\":\"gone\",\"messages\":0}\n3\nipcctl mq "
                        + "stat: /N: it is gone.\n");
        shell("ipcctl mq stat $N --watch").exits(3).prints("").complains("no such message queue", "ipcctl mq create");
    }

    /** One of the same name is another object. */
    @Test
    void anotherOneTakesItsName() {
        shell("ipcctl shm create $N -s 1 -q; ipcctl shm create $N-2 -s 1 -q; look shm stat $N --columns change; "
                + "row present; mv /dev/shm/$N-2 /dev/shm/$N; row appeared; row gone; "
                + "kill $p; ends")
                .prints("{\"change\":\"present\"}\n{\"change\":\"appeared\"}\n{\"change\":\"gone\"}\n143\n");
    }

    @Test
    void otherFormatsStreamToo() {
        shell("ipcctl sem create $N -q; look sem stat $N --format plain --columns change,value; row present; "
                + "ipcctl sem post $N; row changed; kill $p; ends; "
                + "look sem stat $N --format csv --columns change,value; row value; row present; ipcctl sem post $N; "
                + "row changed; kill $p; ends")
                .prints("present\t1\nchanged\t2\n143\nchange,value\npresent,2\nchanged,3\n143\n");
        shell("ipcctl sem stat $N --watch --format table").exits(2).prints("")
                .complains("a table is printed only when it is complete, and this one never is");
        shell("ipcctl sem stat $N --watch --format plain | head -n 1 | cut -f 1; echo ${PIPESTATUS[0]}")
                .prints("present\n141\n");
    }

    /** How many have the FIFO open is missing where a process ended meanwhile, and nobody has. */
    @Test
    void fifosSocketsAndPipes() {
        shell("mkfifo f; look fifo stat f --columns change,readers,writers; row present | sed s/null/0/g; "
                + "sleep 60 5<>f & h=$!; row changed; rm f; row gone; ends; kill $h")
                .prints("""
                        {"change":"present","readers":0,"writers":0}
                        {"change":"changed","readers":1,"writers":1}
                        {"change":"gone","readers":1,"writers":1}
                        3
                        ipcctl fifo stat: f: it is gone.
                        """);
        shell("env --default-signal ipcctl sock listen @$N >&- & await @$N; "
                + "look sock ls @$N --columns change,state; row present; "
                + "kill %1; row gone; ends").prints("""
                        {"change":"present","state":"listening"}
                        {"change":"gone","state":"listening"}
                        3
                        ipcctl sock ls: @N: no process has a socket bound to it. 'ipcctl sock ls' lists all.
                        """);
        assertThat(shell(
                "exec 4> >(exec sleep 101 >&- 2>&-); s=$!; until [ \"$(cat /proc/$s/comm)\" = sleep ]; do sleep "
                        + "0.02; done; "
                        + "look pipe ls $s --columns change,readers; row sleep; kill $s; row gone; "
                        + "wait $p; echo $?; sed \"/not all/d; s/$s/PID/\" err")
                .out()).matches(
                        "\\{\"change\":\"present\",\"readers\":\"[0-9]+/sleep\"}\n\\{\"change\":\"gone\","
                                + "\"readers\":\"[0-9]+/sleep\"}\n"
                                + "3\nipcctl pipe ls: PID: it is gone.\n");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        shell("ipcctl mq ls --timeout 1s").exits(2).complains("--timeout is for --watch");
        shell("ipcctl mq ls --watch=10ms").exits(2).complains("--watch looks every 100ms at most");
        shell("ipcctl mq ls --watch 2s").exits(2)
                .complains("unexpected argument '2s'; a value of --watch is joined to it: --watch=2s");
        shell("ipcctl mq ls --watch --columns nope").exits(2).complains("there is no column 'nope'",
                "messages_per_second");
        shell("ipcctl mq ls --columns messages_per_second").exits(2)
                .complains("there is no column 'messages_per_second'");
    }
}
