package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Wrong input of every kind: the exit code of the table, a clear message in at most two lines, nothing on stdout, and
 * nothing changed.
 *
 * <p>In a command {@code $Q} is a queue, {@code $S} shared memory of 5 bytes, {@code $N} the name of nothing,
 * {@code $L} a name of 256 bytes; {@code $D} is a folder with a FIFO {@code f}, a file {@code r}, a folder {@code d},
 * and {@code gone}, a link to nothing.
 */
class WrongInputTest {
    private static final Scratch SCRATCH = new Scratch();
    private static final String QUEUE = Scratch.name("wrong-q");
    private static final String MEMORY = Scratch.name("wrong-s");
    private static final String NOTHING = Scratch.name("wrong-n");

    @BeforeAll
    static void create() throws IOException {
        SCRATCH.atEnd(() -> MessageQueue.unlink(QUEUE));
        SCRATCH.atEnd(() -> SharedMemory.unlink(MEMORY));
        Cli.run("mq", "create", QUEUE, "--max-messages", "3", "--message-size", "16").succeeds();
        Cli.run("mq", "send", QUEUE, "kept").succeeds();
        Cli.run("shm", "write", MEMORY, "hello", "--create").succeeds();
        Cli.run("mkfifo", SCRATCH.path("f")).succeeds();
        Files.writeString(Path.of(SCRATCH.path("r")), "regular");
        Files.createDirectory(Path.of(SCRATCH.path("d")));
        Files.createSymbolicLink(Path.of(SCRATCH.path("gone")), Path.of("nowhere"));
    }

    @AfterAll
    static void remove() {
        SCRATCH.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            # names of mq and shm objects
            2 | mq create ''                             | invalid value for NAME: '' is empty
            2 | mq create /                              | invalid value for NAME
            2 | mq create .                              | the name of a directory
            2 | mq create ..                             | the name of a directory
            2 | mq create a/b                            | '%s' contains a slash
            2 | mq create $L                             | 255
            2 | shm create '' --size 1                   | is empty
            2 | shm create a/b --size 1                  | contains a slash
            2 | shm create .. --size 1                   | the name of a directory
            2 | shm create $L --size 1                   | 255
            2 | shm rm $S a/b                            | contains a slash
            2 | mq rm $Q ..                              | the name of a directory
            # objects that are not there
            3 | mq send $N x                             | no such message queue (mq_open: ENOENT)
            3 | mq recv $N                               | ipcctl mq create
            3 | mq stat $N                               | no such message queue
            3 | mq rm $N                                 | no such message queue
            3 | shm read $N                              | no such shared memory object (shm_open: ENOENT)
            3 | shm write $N x                           | ipcctl shm create
            3 | shm resize $N 1                          | no such shared memory object
            3 | shm stat $N                              | no such shared memory object
            3 | shm dump $N                              | no such shared memory object
            3 | shm rm $N                                | no such shared memory object
            3 | fifo read $D/none                        | no such FIFO (open: ENOENT)
            3 | fifo write $D/none x                     | ipcctl mkfifo
            3 | fifo stat $D/none                        | no such FIFO
            3 | fifo rm $D/none                          | no such FIFO
            3 | fifo read $D/gone                        | ENOENT
            3 | fifo write $D/r/x y                      | ENOTDIR
            3 | mkfifo $D/none/x                         | the directory it should be in does not exist
            3 | mkfifo $D/r/x                            | ENOTDIR
            3 | sock spy $D/none                         | no such socket (statx: ENOENT).
            3 | sock spy $D/none                         | 'ipcctl sock ls' shows
            3 | sock replay $D/none @x                   | no such file (open: ENOENT).
            3 | sock replay $D/none @x                   | --record FILE
            3 | batch $D/none                            | without FILE, they are read from standard input
            # objects that are there already
            4 | mq create $Q --exclusive                 | EEXIST
            4 | shm create $S --size 5 --exclusive       | EEXIST
            4 | shm write $S x --create --exclusive      | EEXIST
            4 | mkfifo $D/f                              | it exists already (mkfifo: EEXIST)
            4 | mkfifo $D/r                              | EEXIST
            4 | mkfifo $D/d                              | EEXIST
            4 | mkfifo $D/gone                           | EEXIST
            # objects of another kind
            1 | fifo read $D/r                           | is a regular file, not a FIFO
            1 | fifo write $D/r x                        | is a regular file, not a FIFO
            1 | fifo stat $D/r                           | is a regular file, not a FIFO
            1 | fifo rm $D/r                             | is a regular file, not a FIFO
            1 | fifo read $D/d                           | is a directory, not a FIFO
            1 | fifo write $D/d x                        | is a directory, not a FIFO
            1 | fifo rm $D/d                             | is a directory, not a FIFO
            1 | fifo write /dev/null x                   | not a FIFO
            1 | sock spy $D/r                            | is a regular file, not a socket (connect: ENOTSOCK).
            1 | sock spy $D/r                            | 'ipcctl sock ls' shows
            1 | sock replay /dev/null @x                 | it contains no conversation
            # paths
            2 | mkfifo ''                                | '' is empty
            2 | fifo read ''                             | is empty
            2 | fifo write '' x                          | is empty
            2 | fifo stat ''                             | is empty
            2 | fifo rm ''                               | is empty
            7 | mkfifo $D/$L                             | ENAMETOOLONG
            7 | fifo stat $D/$L                          | ENAMETOOLONG
            # sizes and numbers
            2 | shm create $N                            | missing --size SIZE
            2 | shm create $N --size -1                  | '-1' is not a size
            2 | shm create $N --size=                    | is not a size
            2 | shm create $N --size 1X                  | unknown unit 'X'
            2 | shm create $N --size 1.5.2K              | '1.5.2K'
            2 | shm create $N --size 99999999T           | more than 8 EiB - 1
            7 | shm create $N --size 7E                  | shm
            2 | shm resize $S                            | missing SIZE
            2 | shm resize $S half                       | 'half' is not a size
            7 | shm resize $S 7E                         | shm
            2 | shm read $S --offset -1                  | '-1'
            2 | shm read $S --offset 0x                  | '0x'
            7 | shm read $S --offset 6                   | there is no offset 6
            7 | shm read $S --length 6                   | the object has 5 bytes
            7 | shm read $S --offset 3 --length 3        | the object has 5 bytes
            7 | shm dump $S --offset 9                   | the object has 5 bytes
            2 | shm write $S x --offset 8E               | 8E
            2 | mq create $N --max-messages 0            | '0' is below 1
            2 | mq create $N --max-messages many         | 'many' is not a whole number
            2 | mq create $N --message-size 0            | --message-size
            2 | mq send $Q x -p -1                       | '-1' is outside 0 to 32767
            2 | mq send $Q x -p 32768                    | '32768' is outside 0 to 32767
            2 | mq recv $Q -n 0                          | '0' is below 1
            2 | fifo read $D/f --lines -1                | '-1' is below 0
            2 | fifo read $D/f --bytes x                 | 'x' is not a size
            2 | pipe-demo capacity --size 0              | --size 0 is outside
            2 | pipe-demo atomicity --writers 1          | '1' is outside 2 to 64
            2 | pipe-demo atomicity --records 0          | '0' is outside 1 to 1000000
            2 | bench --size 0                           | '0' is not a block size
            2 | bench --size 64,,4K                      | --size
            2 | bench --duration 0                       | measures nothing
            2 | bench --count 0                          | '0' is outside
            2 | bench --repeat 0                         | '0' is outside 1 to 1000
            # durations
            2 | mq recv $Q --timeout soon                | 'soon' is not a duration
            2 | mq recv $Q --timeout -1s                 | '-1s' is negative
            2 | mq recv $Q --timeout ''                  | '' is not a duration
            2 | fifo read $D/f --timeout 1x              | '1x' is not a duration
            2 | pipe-demo eof --timeout 1d1x             | is not a duration
            # modes
            2 | mkfifo -m 8 $D/new                       | '8' is not a mode
            2 | mkfifo -m 10000 $D/new                   | '10000'
            2 | mkfifo -m u=rwz $D/new                   | 'u=rwz' is not a mode
            2 | mkfifo -m '' $D/new                      | '' is not a mode
            2 | mq create $N -m rw                       | 'rw' is not a mode
            2 | shm create $N --size 1 -m 0o640          | '0o640' is not a mode
            # words that are one of a few
            2 | mq recv $Q --as binary                   | 'binary' is not a form; use raw, text, hex or base64
            2 | mq send $Q 00 --from octal               | 'octal' is not a form; use text, hex, base64 or ndjson
            2 | mq stat $Q --format xml                  | 'xml' is not a format; use table, plain, json, ndjson, csv, \
            shell, fish or markdown
            2 | mq stat $Q --columns nope                | there is no column 'nope'; there are
            2 | mq stat $Q --columns ''                  | there is no column ''; there are
            2 | mq stat $Q --columns ,                   | there is no column ''; there are
            2 | mq stat $Q --columns messages,           | there is no column ''; there are
            2 | mq stat $Q --columns messages,messages   | the column 'messages' is named twice
            2 | mq send $Q x --format csv                | there are no rows to print as csv
            2 | shm dump $S --format plain               | there are no rows to print as plain
            2 | fifo read $D/f --format shell            | there are no rows to print as shell
            2 | mq notify $Q --format csv -- true        | there are no rows to print as csv
            2 | mq recv $Q --columns nope                | there is no column 'nope'
            2 | completion ksh                           | 'ksh' is not a shell; use bash, zsh or fish
            2 | bench teleport                           | there is no mechanism 'teleport'
            2 | bench --metric speed                     | 'speed' is not a metric; use
            # data
            2 | mq send $Q 0 --from hex                  | hex
            2 | mq send $Q 0g --from hex                 | hex
            2 | mq send $Q *** --from base64             | '***' is not Base64 data
            2 | shm write $S 0g --from hex               | hex
            7 | mq send $Q 12345678901234567             | 16
            # options and arguments
            2 | mq send                                  | missing NAME
            2 | mq send $Q a b                           | unexpected argument 'b'
            2 | mq stat                                  | missing NAME
            2 | mq rm                                    | missing NAME
            2 | mq ls x                                  | unexpected argument 'x'
            2 | shm ls x                                 | unexpected argument 'x'
            2 | fifo read $D/f x                         | unexpected argument 'x'
            2 | mkfifo                                   | missing PATH
            2 | pipe-demo exec                           | missing CMD
            2 | pipe-demo message a b                    | unexpected argument 'b'
            2 | mq send $Q x --prioriti 3                | unknown option '--prioriti'
            2 | mq send $Q x -p                          | --priority
            2 | shm create $N --size                     | --size
            2 | mq send $Q x --nonblock=maybe            | --nonblock
            2 | mq recv $Q --timeout 1 --nonblock        | cannot be combined
            2 | mq recv $Q --drain --follow              | cannot be combined
            2 | mq recv $Q --lines --null                | cannot be combined
            2 | mq recv $Q --format csv --lines          | cannot be combined with
            2 | mq recv $Q --follow --format table       | use --format plain or ndjson
            2 | mq send $Q x --lines                     | --lines
            2 | mq send $Q x --framed                    | --framed
            2 | mq send $Q x --max-messages 5            | --create
            2 | mq send $Q x -m 600                      | --create
            2 | shm write $S x --size 9                  | --create
            2 | shm write $S x -m 600                    | --create
            2 | shm write $S x --exclusive               | --create
            4 | shm write $S x --truncate --create --exclusive   | EEXIST
            2 | fifo read $D/f --lines 1 --bytes 1       | cannot be combined
            2 | fifo read $D/f --null                    | needs --lines
            2 | mq recv $Q -E 256                        | '256' is outside 0 to 255
            # commands
            2 | mq sned $Q x                             | did you mean 'send'?
            2 | nonsense                                 | there is no command 'nonsense'
            2 | pipe-demo nonsense                       | there is no command 'nonsense'
            2 | --format csv mq ls                       | options go after the command: ipcctl mq ls [OPTIONS]
            2 | -v mq ls                                 | options go after the command: ipcctl mq ls [OPTIONS]
            2 | mq --nonblock recv $Q                    | options go after the command: ipcctl mq recv [OPTIONS]
            2 | pipe-demo -v eof                         | options go after the command: ipcctl pipe-demo eof [OPTIONS]
            2 | mq --no-such                             | unknown option '--no-such'
            2 | --no-such                                | unknown option '--no-such'
            # CMD
            127 | pipe-demo exec -- ipcctl-t-no-such     | command not found
            127 | pipe-demo exec -- $D/none              | no such file
            126 | pipe-demo exec -- $D/r                 | permission to execute it is denied
            126 | pipe-demo exec -- $D/d                 | it is a directory
            """)
    void isToldAndChangesNothing(int code, String command, String fragment) throws IOException {
        String before = state();
        Outcome outcome = Cli.run(words(command)).exits(code).prints("").complains(fragment.replace("%s", "a/b"));
        assertThat(outcome.err().lines().toList()).as("%s", outcome).hasSizeBetween(1, 2);
        assertThat(outcome.err()).startsWith("ipcctl").doesNotContain("Exception");
        if (code == ExitCode.USAGE.number()) {
            assertThat(outcome.err()).hasLineCount(2).containsPattern("\nTry 'ipcctl[a-z -]* --help'\n$");
        }
        assertThat(state()).isEqualTo(before);
    }

    private static String[] words(String command) {
        return Arrays.stream(command.split(" "))
                .map(word -> word.equals("''") ? "" : word.replace("$Q", QUEUE).replace("$S", MEMORY)
                        .replace("$N", NOTHING).replace("$L", "x".repeat(256))
                        .replace("$D", SCRATCH.directory().toString()))
                .toArray(String[]::new);
    }

    /** All that a command could have changed. */
    private static String state() throws IOException {
        TreeMap<String, String> state = new TreeMap<>();
        state.put("queue", Cli.run("mq", "stat", QUEUE, "--format", "json", "--columns",
                "messages,max_messages,message_size_bytes,mode").succeeds().out());
        state.put("memory", Cli.run("shm", "read", MEMORY).succeeds().out());
        state.put("memory's status",
                Cli.run("shm", "stat", MEMORY, "--format", "json", "--columns", "size_bytes,mode").succeeds().out());
        state.put("nothing",
                Cli.run("mq", "stat", NOTHING).exitCode() + " " + Cli.run("shm", "stat", NOTHING).exitCode());
        try (Stream<Path> files = Files.list(SCRATCH.directory())) {
            state.put("files", List.of(files.map(Path::toString).sorted().toArray()).toString());
        }
        state.put("regular", Files.readString(Path.of(SCRATCH.path("r"))));
        return state.toString();
    }
}
