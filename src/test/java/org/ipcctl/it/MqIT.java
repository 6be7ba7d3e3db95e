package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.ipcctl.mq.MessageQueue;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Message queues with the installed tool, at a prompt. {@code $Q} is the queue of the test. */
class MqIT extends Scripts {
    MqIT() {
        super("Q", "mq-it", MessageQueue::unlink, "");
        scratch.atEnd(() -> MessageQueue.unlink(name + "-b"));
    }

    private static boolean isRoot() {
        return org.ipcctl.kernel.Users.effectiveUser() == 0;
    }

    /** What makes the words behind it run without root's privileges; nothing where there are none. */
    private static String asOrdinaryUser() {
        return isRoot() ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
    }

    @Test
    void prioritiesComeOutInOrder() {
        shell("ipcctl mq create $Q --max-messages 10 --message-size 128; for p in 1 9 5; "
                + "do echo -n \"p$p\" | ipcctl mq send $Q -p $p; done; "
                + "ipcctl mq recv $Q -n 3 --lines").succeeds().prints("p9\np5\np1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "tr_TR.ISO-8859-9"})
    void dataIsItsBytesInAnyLocale(String locale) {
        shell("ipcctl mq create $Q; export LC_ALL=" + locale + "; ipcctl mq send $Q $'\\xff\\xc3\\xa9 @x'; "
                + "ipcctl mq recv $Q | od -An -tx1").prints(" ff c3 a9 20 40 78\n");
    }

    @Test
    void namesAreTheirBytesInAnyLocale() {
        shell("export LC_ALL=C; N=$Q-$'\\xff\\xc3\\xa9'; ipcctl mq create $N && ipcctl mq stat $N --format shell "
                + "--columns name | tail -c 5 | od -An -tx1; "
                + "ipcctl mq stat $N --format plain --columns name | tail -c 7; ipcctl mq rm $N").succeeds()
                .prints(" ff c3 a9 27 0a\n\\xff\u00e9\n");
    }

    @Test
    void variablesOfAScript() {
        shell("ipcctl mq create $Q --max-messages 7; eval \"$(ipcctl mq stat $Q --format shell)\"; "
                + "echo $name $messages $max_messages $mode").succeeds().prints(name + " 0 7 0600\n");
    }

    /** Newlines at the end too, and what no variable can hold is told. */
    @Test
    void messagesInVariablesOfAScript() {
        shell("ipcctl mq create $Q; ipcctl mq send $Q $'two\\nlines\\n'; ipcctl mq send $Q --from hex 610062; "
                + "for i in 1 2; do eval \"$(ipcctl mq recv $Q --format shell)\"; echo \"$encoding [$payload]\"; done")
                .succeeds().prints("utf-8 [two\nlines\n]\nbase64 [YQBi]\n");
    }

    @Test
    void exitCodesOfWaitsAndAbsentQueues() {
        shell("ipcctl mq create $Q; ipcctl mq recv $Q --timeout 200ms; echo $?; ipcctl mq recv $Q --nonblock; echo $?; "
                + "ipcctl mq recv $Q-none; echo $?").exits(0).prints("124\n6\n3\n")
                .complains("no such message queue", "mq create");
    }

    @Test
    void aReceiverEndsWhenItsReaderLeavesThoughNoMessageComes() {
        Outcome outcome = shell("ipcctl mq create $Q; ipcctl mq send $Q first; "
                + "ipcctl mq recv $Q --follow --lines | head -n 1; echo ${PIPESTATUS[*]}");
        outcome.succeeds().prints("first\n141 0\n");
    }

    @Test
    void aStreamOfWhichOneLineIsTakenEndsAtOnceAndTheSenderWhenTheQueueIsRemoved() {
        Outcome outcome = shell("ipcctl mq create $Q; seq 1000000 | ipcctl mq send $Q --lines -q & "
                + "until ipcctl mq stat $Q >/dev/null 2>&1; do sleep 0.02; done; ipcctl mq recv $Q --follow --lines "
                + "| head -1; "
                + "ipcctl mq rm $Q; wait");
        outcome.exits(0).prints("1\n").complains("removed while waiting for room");
    }

    /** What it had taken and not written yet would be a gap. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void aSignalInTheMiddleOfAStreamLosesNoMessage(String signal, int status) {
        shell("ipcctl mq create $Q; seq 1000000 | ipcctl mq send $Q --lines -q & s=$!; f=$(mktemp); trap 'rm $f' EXIT; "
                + "coproc env --default-signal ipcctl mq recv $Q --follow --lines >$f; r=$COPROC_PID; "
                + "until [ $(stat -c %s $f) -gt 100000 ]; do sleep 0.02; kill -0 $r || break; done; kill -" + signal
                + " $r; wait $r; echo $?; "
                + "next=$(ipcctl mq recv $Q); seq $((next - 1)) | cmp - $f && echo whole; ipcctl mq rm $Q; wait $s")
                .prints(status + "\nwhole\n");
    }

    @Test
    void aSenderThatNobodyReceivesFromSaysSo() {
        shell("ipcctl mq create $Q --max-messages 2; seq 3 | ipcctl mq send $Q --lines 2> >(head -n 1 >&2; "
                + "ipcctl mq recv $Q >&2)")
                .exits(0).complains("is full, and no process that can be seen has it open for receiving");
    }

    @Test
    void hundredThousandLinesArriveInOrderAndWhole() {
        shell("ipcctl mq create $Q; seq 100000 | ipcctl mq send $Q --lines & until ipcctl mq stat $Q >/dev/null 2>&1; "
                + "do sleep 0.02; done; "
                + "ipcctl mq recv $Q -n 100000 --lines --timeout 60s | cmp - <(seq 100000) && wait").exits(0)
                .prints("");
    }

    @Test
    void framesMoveAQueueWithPriorities() {
        shell("ipcctl mq create $Q; ipcctl mq create $Q-b; for p in 3 1 2; "
                + "do head -c 100 /dev/urandom | ipcctl mq send $Q -p $p; done; "
                + "ipcctl mq recv $Q --drain --framed | tee >(sha256sum >&2) | ipcctl mq send $Q-b --framed; "
                + "ipcctl mq recv $Q-b -n 3 --framed | sha256sum").exits(0).complains(" -");
    }

    @Test
    void rowsMoveAQueueWithPriorities() {
        shell("ipcctl mq create $Q; ipcctl mq create $Q-b; for p in 3 1 2; "
                + "do head -c 100 /dev/urandom | ipcctl mq send $Q -p $p; done; "
                + "ipcctl mq recv $Q --drain --format ndjson | tee rows | ipcctl mq send $Q-b --from ndjson; "
                + "cut -d , -f 1,2,4- rows >sent; "
                + "ipcctl mq recv $Q-b --drain --format ndjson | cut -d , -f 1,2,4- | cmp - sent && wc -l <sent; "
                + "rm rows sent")
                .succeeds().prints("3\n");
    }

    /** The second is due in an hour; a signal ends the wait for that, and it stays where it was. */
    @Test
    void aSignalEndsTheWaitForTheNextMessagesTime() {
        String row = "{\"payload\":\"%s\",\"received\":\"2026-01-01T%s:00:00Z\"}\n";
        shell("ipcctl mq create $Q; printf '" + row.formatted("now", "00") + row.formatted("later", "01")
                + "' | { env --default-signal ipcctl mq send $Q --from ndjson --pace & "
                + "ipcctl mq recv $Q --lines; kill -INT $!; wait $!; echo $?; cat; }; ipcctl mq recv $Q --drain")
                .succeeds().prints("now\n130\n" + row.formatted("later", "01"));
    }

    @Test
    void talksToTheTextbookPrograms() {
        String sender = CPrograms.path("mq_sender");
        String receiver = CPrograms.path("mq_receiver");
        shell(sender + " /$Q; ipcctl mq recv $Q -n 10 --framed | ipcctl mq send $Q --framed; " + receiver + " /$Q")
                .exits(0)
                .prints("sent\nready\n" + lines());
    }

    private static String lines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            lines.append("ID=").append(i + 1).append(" Val=").append(23.5 + i).append(" prio=5\n");
        }
        return lines.toString();
    }

    @Test
    void theRlimitOnBytesIsExplained() {
        shell("prlimit --msgqueue=1000 ipcctl mq create $Q --max-messages 10 --message-size 128").exits(7)
                .complains("2240", "1000", "RLIMIT_MSGQUEUE", "prlimit");
        shell("ipcctl mq create $Q --max-messages 10 --message-size 128 && "
                + "prlimit --msgqueue=2240 ipcctl mq create $Q-b --max-messages 10 --message-size 128").exits(7)
                .complains("2240", "other queues", "RLIMIT_MSGQUEUE");
        shell("ulimit -S -q 1000; ipcctl mq create $Q-b --max-messages 10 --message-size 128").exits(7)
                .complains("ulimit -q 2240");
    }

    @Test
    void attributesAboveTheOrdinaryUsersLimitsNameFileAndSysctl() {
        String run = asOrdinaryUser() + Installed.COMMAND;
        shell("read max </proc/sys/fs/mqueue/msg_max; echo $max; " + run
                + " mq create $Q --max-messages $((max + 1)) --message-size 1").exits(7)
                .complains("/proc/sys/fs/mqueue/msg_max", "sysctl -w fs.mqueue.msg_max=");
        shell("read max </proc/sys/fs/mqueue/msgsize_max; " + run
                + " mq create $Q --max-messages 1 --message-size $((max + 1))").exits(7)
                .complains("/proc/sys/fs/mqueue/msgsize_max", "sysctl -w fs.mqueue.msgsize_max=");
    }

    @Test
    void tooManyQueuesNameTheLimit() {
        assumeTrue(isRoot(), "only root can lower queues_max, in an IPC name space of its own");
        needsUnshare("-i");
        shell("unshare -i sh -c 'echo 1 >/proc/sys/fs/mqueue/queues_max; " + asOrdinaryUser() + Installed.COMMAND
                + " mq create a; "
                + asOrdinaryUser() + Installed.COMMAND + " mq create b'").exits(7)
                .complains("queues_max", "which is 1", "sysctl -w");
    }

    @Test
    void noPermissionIsExitCode5() {
        assumeTrue(isRoot(), "only root can become somebody else");
        String run = asOrdinaryUser() + Installed.COMMAND;
        shell("ipcctl mq create $Q; " + run + " mq send $Q x; echo $?; " + run + " mq recv $Q; echo $?; " + run
                + " mq stat $Q; echo $?; "
                + run + " mq rm $Q; echo $?; " + run + " mq create $Q; echo $?").exits(0).prints("5\n5\n5\n5\n5\n")
                .complains("permission denied", "only its owner");
    }

    @Test
    void withoutTheFileSystemListingIsUnsupported() {
        needsUnshare("-m");
        shell("unshare -m sh -c 'while read -r what where type rest; do [ \"$type\" = mqueue ] && umount \"$where\"; "
                + "done </proc/self/mounts; "
                + Installed.COMMAND + " mq ls'").exits(8).complains("not mounted", "mount -t mqueue none /dev/mqueue")
                .prints("");
    }

    /**
     * A mount stays that of the IPC name space it was made in, and so would list strangers' queues, or none, with a
     * good conscience.
     */
    @ParameterizedTest
    @ValueSource(strings = {"", "ipcctl mq create a; "})
    void aMountOfAnotherIpcNameSpaceIsNotTakenForOurs(String before) {
        needsUnshare("-im");
        shell("ipcctl mq create $Q; unshare -im bash -c '" + before + Installed.COMMAND + " mq ls'").exits(8).prints("")
                .complains("queues of another IPC namespace", "mount -t mqueue none /dev/mqueue");
        shell("ipcctl mq create $Q; unshare -im bash -c '" + before + "mount -t mqueue none /dev/mqueue; "
                + Installed.COMMAND
                + " mq ls --format plain --columns name; " + asOrdinaryUser() + Installed.COMMAND
                + " mq ls --format plain --columns name'").exits(0)
                .prints(before.isEmpty() ? "" : "/a\n/a\n");
        shell("ipcctl mq create $Q; ipcctl mq ls --format plain --columns name | grep -x /$Q").exits(0)
                .prints(name + "\n");
    }

    /** The scripts look into /dev/mqueue themselves where that is the host's. */
    @ParameterizedTest
    @ValueSource(strings = {"bash -c 'source $S/bash-completion/completions/ipcctl; _ipcctl_objects mq'",
        "zsh -fc 'compdef() { :; }; compadd() { print -l $names; }; source $S/zsh/site-functions/_ipcctl; "
                + "_ipcctl_objects mq'",
        "fish --no-config -c 'source $S/fish/vendor_completions.d/ipcctl.fish; __ipcctl_objects mq'"})
    void completionOffersNoQueuesOfAnotherIpcNameSpace(String offers) {
        needsUnshare("-im");
        Needs.program(offers.split(" ")[0], offers.split(" ")[0]);
        Outcome outcome = shell("export S=" + Installed.TREE.resolve("share") + "; offers() { " + offers
                + "; }; export -f offers; ipcctl mq create $Q; offers | grep -x $Q; "
                + "unshare -im bash -c 'ipcctl mq create a; offers; mount -t mqueue none /dev/mqueue; offers'");
        assertThat(outcome.out().lines().filter(line -> !line.isEmpty())).as("%s", outcome)
                .containsExactly(name.substring(1), "a");
    }

    /** Nothing tells where it is mounted then, but whether it is at the customary place. */
    @Test
    void withoutProcItIsFoundAtItsCustomaryPlaceOrNotSought() {
        needsUnshare("-m");
        String list = "mount -t tmpfs none /proc; " + Installed.COMMAND + " mq ls --format plain --columns name";
        shell("ipcctl mq create $Q; unshare -m sh -c 'mount -t mqueue none /dev/mqueue; " + list + "' | grep -x /$Q")
                .exits(0).prints(name + "\n");
        shell("unshare -m sh -c 'mount -t tmpfs none /dev/mqueue; " + list + "'").exits(8).prints("")
                .complains("/proc/self/mounts", "it is not known where");
    }

    @Test
    void withTheFileSystemAllQueuesAreListed() {
        needsUnshare("-m");
        Outcome outcome = shell(
                "export LC_ALL=C; B=$Q-$'\\xff'; ipcctl mq create $Q --max-messages 3; ipcctl mq create \"$B\"; "
                        + "ipcctl mq send \"$B\" hi; "
                        + "unshare -m sh -c 'mount -t mqueue none " + scratch.directory() + " && { " + Installed.COMMAND
                        + " mq ls --format plain --columns name,messages,max_messages,queued_bytes; " + asOrdinaryUser()
                        + Installed.COMMAND
                        + " mq ls --format plain --columns name,messages,mode,owner_name; }' | grep -a $Q; "
                        + "ipcctl mq rm \"$B\"");
        String defaults = shell("read max </proc/sys/fs/mqueue/msg_default; echo $max").out().strip();
        outcome.exits(0).prints(name + "\t0\t3\t0\n" + name + "-\\xff\t1\t" + defaults + "\t2\n"
                + name + "\t-\t0600\troot\n" + name + "-\\xff\t-\t0600\troot\n");
    }
}
