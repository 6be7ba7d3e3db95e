package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;

/** Requests and answers. {@code $Q} is the queue of the test, {@code $R} answers, and {@code $C} calls. */
class MqCallIT extends Scripts {
    private static final Path PROSE = Path.of("src/main/resources/org/ipcctl/docs/prose/ipcctl-mq");
    /** Until a request is in the queue. */
    private static final String ASKED = "until [ \"$(ipcctl mq stat $Q --format plain --columns messages)\" = 1 ]; "
            + "do sleep 0.02; done; ";
    private static final String NONE_LEFT = "ipcctl mq ls --format plain --columns name | grep -cF \"$Q.\"; ";

    MqCallIT() {
        super("Q", "call-it", MessageQueue::unlink,
                "R=\"env --default-signal ipcctl mq reply $Q --state state\"; "
                        + "C=\"env --default-signal ipcctl mq call $Q\"; ipcctl mq create $Q; ");
    }

    @Test
    void theOutputOfCmdIsTheAnswerAndItsStatusToo() {
        shell("$R --count 2 -- sh -c 'tr a-z A-Z; exit $IPCCTL_PRIORITY' 2>err & r=$!; $C 'hällo' -t 60; echo; "
                + "$C no -p 7 -t 60; echo \" $?\"; wait $r; echo $?; cat err >&2; "
                + NONE_LEFT + "find state -type f").prints("HäLLO\nNO 7\n1\n0\n")
                .complains("exit status 7", "its caller was told", "1 answered, 1 failed");
    }

    @Test
    void bytesComeAsTheyAreAndManyInTheirOrder() {
        shell("$R -j 3 --count 6 -- cat & printf '00ff0a' | $C --from hex -t 60 | od -An -tx1; "
                + "printf 'a\\nb\\n\\n' | $C --lines -t 60; "
                + "printf '5 2\\nhi\\n0 0\\n\\n' | $C --framed -t 60; wait $!").exits(0)
                .prints(" 00 ff 0a\na\nb\n\n0 2\nhi\n0 0\n\n");
    }

    @Test
    void ofManyTheFirstThatFailsIsTheLast() {
        shell("$R --count 2 -- sh -c 'read x; echo $x; [ $x = a ] || exit 3' & printf 'a\\nb\\nc\\n' | $C --lines -t "
                + "60; echo $?; wait $!; ipcctl mq stat $Q --format plain --columns messages")
                .prints("a\n\nb\n\n3\n0\n");
    }

    @Test
    void whoHasLeftIsNotAnswered() {
        shell("$C hi -t 100ms; echo $?; $R --drain -- sh -c 'echo ran'; echo $?; " + NONE_LEFT).prints("124\n0\n0\n")
                .complains("timed out after 100ms waiting for the answer", "was dropped: its caller has left",
                        "0 answered, 0 failed, 1 dropped");
    }

    @Test
    void aSignalTakesTheQueueForTheAnswerAway() {
        shell("$C hi & c=$!; " + ASKED + "kill -INT $c; wait $c; echo $?; " + NONE_LEFT).prints("130\n0\n");
    }

    @Test
    void theQueueOfACallerThatWasKilledIsRemovedBehindTheAnswer() {
        shell("$C hi & c=$!; " + ASKED + "kill -9 $c; wait $c 2>&-; " + NONE_LEFT + "$R --drain -- cat; " + NONE_LEFT)
                .prints("1\n0\n");
    }

    @Test
    void aKillOfWhoAnswersLosesNoRequest() {
        shell("mkfifo ready; $C hi -t 60 & c=$!; $R -- sh -c 'echo >ready; exec sleep 3599' & r=$!; read <ready; "
                + "kill -9 $r; wait $r 2>&-; "
                + "$R --drain -- sh -c 'cat; echo \" $IPCCTL_ATTEMPT\"'; wait $c; echo $?").prints("hi 2\n0\n");
    }

    @Test
    void whyThereIsNoAnswerIsTold() {
        shell("$C hello --answer-size 3 -t 60 & c=$!; $R --count 1 -- printf %300s; wait $c; echo $?").prints("1\n")
                .complains("no answer: the answer has 300 bytes, and its caller accepts 256 (--answer-size)");
        shell("$C hello -t 60 & c=$!; $R --count 1 --job-timeout 50ms -- sleep 3599; wait $c; echo $?").prints("1\n")
                .complains("no answer: it ran longer than --job-timeout allows");
        shell("$C hello -t 60 & c=$!; $R --count 1 --layout 'a:u64' -- true; wait $c; echo $?").prints("1\n")
                .complains("no answer: it has 5 bytes, and the layout takes 8");
        shell("$C hello -t 60 & c=$!; $R --count 1 -- sh -c 'echo half; kill -TERM $$'; wait $c; echo $?")
                .prints("half\n143\n");
    }

    @Test
    void whatIsNoRequestIsDroppedAndNoOtherQueueIsTouched() {
        shell("ipcctl mq create ${Q}x; for r in hi \"/${Q}x\\nhi\" \"/$Q.\\0x\\nhi\" \"/$Q/../${Q}x\\nhi\" "
                + "\"/$Q\\nhi\" ''; do printf \"$r\" | ipcctl mq send $Q; done; "
                + "$R --drain -- sh -c 'echo ran'; echo $?; ipcctl mq stat ${Q}x --format plain --columns messages; "
                + "ipcctl mq rm ${Q}x")
                .prints("0\n0\n").complains("it does not begin with the name of a queue for the answer", "6 dropped");
    }

    @Test
    void aRequestThatIsTooLongSaysWhatItsNameTakes() {
        shell("ipcctl mq rm $Q; ipcctl mq create $Q --message-size 60; $C " + "x".repeat(40) + " -t 60; echo $?")
                .prints("7\n")
                .complains("the request has 40 bytes, and the name of the queue for the answer before it",
                        "takes at most 60");
    }

    @Test
    void whoReadsTheAnswerAndLeavesEndsTheCall() {
        shell("{ $C hi; echo $? >status; } | true; cat status; " + NONE_LEFT).prints("141\n0\n");
    }

    @Test
    void aCProgramAsks() {
        String caller = CPrograms.path("mq_caller");
        shell("$R --count 1 -- tr a-z A-Z & " + caller + " /$Q hello; wait $!").prints("0 HELLO\n");
        shell(caller + " /$Q hello & c=$!; $R --count 1 -- sh -c 'cat; exit 9'; wait $c").prints("9 hello\n");
    }

    /** The one of ipcctl-mq(1). */
    @Test
    void aCProgramAnswers() throws IOException {
        Needs.that(CPrograms.hasCompiler(), "no C compiler on this machine (Debian: apt install gcc)");
        List<String> lines = Files.readAllLines(PROSE);
        List<String> server = lines
                .subList(lines.indexOf("    char request[8192], *end;                  /* mq_msgsize of /upper */"),
                        lines.size())
                .stream()
                .takeWhile(line -> line.startsWith("    ")).toList();
        assertThat(server).last().isEqualTo("    }");
        String program = String.join("\n", server).replace("/upper", name).replace("\", 7)",
                "\", " + (name.length() + 1) + ")");
        Files.writeString(Path.of(scratch.path("server.c")),
                "#include <ctype.h>\n#include <fcntl.h>\n#include <mqueue.h>\n#include <string.h>\n#include "
                        + "<unistd.h>\n"
                        + "int main(void)\n{\n    alarm(60);\n" + program + "\n    return 0;\n}\n");
        shell("cc -Wall -Wextra -Werror server.c -o server -lrt || exit; ./server & s=$!; "
                + "printf 'hello\\nworld\\n' | $C --lines -t 60; echo $?; kill $s; wait $s 2>&-; "
                + NONE_LEFT)
                .prints("HELLO\nWORLD\n0\n0\n");
    }
}
