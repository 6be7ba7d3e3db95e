package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sockets with the installed tool, with socat and with Python on the other side, and with signals. {@code $S} is a path
 * and
 * {@code @$A} an abstract name of the test; its folder is the working directory.
 */
class SockIT extends Scripts {
    /** Sends DATA and the files at PATHS to ADDR, as the first client, from Python. */
    private static final String PYTHON_SEND = "import socket,sys,time,os\n"
            + "s=socket.socket(socket.AF_UNIX,int(sys.argv[2]))\n"
            + "end=time.monotonic()+20\n"
            + "while True:\n"
            + "  try: s.connect(sys.argv[1]); break\n"
            + "  except OSError:\n"
            + "    if time.monotonic()>end: raise\n"
            + "socket.send_fds(s,[b'hi'],[os.open(p,0) for p in sys.argv[3:]])\n";
    /** Accepts at ADDR and prints the data, how many descriptors came and what they hold, from Python. */
    private static final String PYTHON_RECEIVE = "import socket,sys,os\n"
            + "s=socket.socket(socket.AF_UNIX,int(sys.argv[2])); s.bind(sys.argv[1])\n"
            + "if int(sys.argv[2])!=2: s.listen(); s,_=s.accept()\n"
            + "data,fds,flags,_=socket.recv_fds(s,100,10)\n"
            + "print(data,len(fds),[os.read(f,3) for f in fds])\n";

    SockIT() {
        super("S=$PWD/s; A=ipcctl-t-$$; " + AWAIT);
    }

    @Test
    void aMessageThatCannotBeWrittenIsToldAsLost() {
        shell("ipcctl sock recv $S >/dev/full & ipcctl sock send $S hi --retry 20s; wait $!; echo $?").exits(0)
                .prints("7\n")
                .complains("1 message received could not be delivered whole (write: ENOSPC)");
    }

    @Test
    void theListenerMayStartAfterTheConnector() {
        shell("seq 100000 >in; ipcctl sock listen $S --once >out & ipcctl sock connect $S --retry 20s <in; wait; "
                + "cmp in out && ls")
                .succeeds().prints("in\nout\n");
    }

    @Test
    void anOrdinaryUserLooksIntoNoSocketOfOthers() {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        shell("ipcctl sock listen @$A --once -- sleep 100 & l=$!; echo waits | ipcctl sock connect @$A --retry 20s & "
                + "c=$!\n"
                + "until s=$(pgrep -P $l sleep); do sleep 0.02; done; until ipcctl sock peek $s:0 | grep waits; do "
                + "sleep 0.02; done\n"
                + "setpriv --reuid=65534 --regid=65534 --clear-groups ipcctl sock peek $s:0; echo $?; kill $s; "
                + "wait $l $c")
                .prints("waits\n5\n")
                .complains("permission denied (readlink: EACCES)");
    }

    @Test
    void aCalculatorAnswers() {
        Needs.program("bc", "bc");
        shell("ipcctl sock listen @$A -- bc -q & echo '6*7' | ipcctl sock connect @$A --retry 20s; kill $!; wait $!; "
                + "echo $?")
                .prints("42\n143\n");
    }

    @Test
    void socatOnEitherSideGetsEveryByteBothWays() {
        Needs.program("socat", "socat");
        shell("head -c 20M /dev/urandom >a; head -c 10M /dev/urandom >b; "
                + "ipcctl sock listen $S --once --timeout 20s <b >a2 & socat -t 20 - "
                + "UNIX-CONNECT:$S,retry=300,interval=0.1 <a >b2; wait; cmp a a2 && cmp b b2 && rm a2 b2; "
                + "socat -t 20 UNIX-LISTEN:$S - <b >a2 & ipcctl sock connect $S --retry 20s <a >b2; wait; "
                + "cmp a a2 && cmp b b2 && echo same")
                .succeeds().prints("same\n");
    }

    @Test
    void socatAndAbstractNamesAndSeqpacketsAgree() {
        Needs.program("socat", "socat");
        shell("ipcctl sock listen @$A --once --timeout 20s & echo abstract | socat -t 20 - "
                + "ABSTRACT-CONNECT:$A,retry=300,interval=0.1; wait; "
                + "socat -u UNIX-RECV:$S - >got & P=$!; ipcctl sock send $S --retry 20s dgram; "
                + "ipcctl sock send $S --retry 20s \" twice\"; "
                + "until [ \"$(cat got)\" = 'dgram twice' ]; do sleep 0.02; done; kill $P; wait $P; cat got; echo; "
                + "ipcctl sock recv seq --type seqpacket --timeout 20s & printf packet | socat -t 20 - "
                + "UNIX-CONNECT:seq,type=5,retry=300,interval=0.1; wait")
                .prints("abstract\ndgram twice\npacket");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void pythonSendsDescriptorsOfEveryType(int type) {
        Needs.program("python3", "python3");
        String name = type == 1 ? "stream" : type == 2 ? "dgram" : "seqpacket";
        shell("echo one >1; echo two >2; python3 -c \"" + PYTHON_SEND + "\" $S " + type + " 1 2 & "
                + "ipcctl sock recv-fd $S --type " + name
                + " -- sh -c 'cat <&3; cat <&4; echo $LISTEN_FDS $IPCCTL_DATA; [ $LISTEN_PID = $$ ] && echo same; "
                + "ls /proc/self/fd | wc -l'; wait").succeeds().prints("one\ntwo\n2 hi\nsame\n6\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void pythonReceivesDescriptorsOfEveryType(int type) {
        Needs.program("python3", "python3");
        shell("echo one >1; echo two >2; python3 -c \"" + PYTHON_RECEIVE + "\" $S " + type
                + " & ipcctl sock send-fd $S --retry 20s 7 ./2 --data hello 7<1; wait")
                .prints("b'hello' 2 [b'one', b'two']\n");
    }

    @Test
    void pipesSocketsMemoryAndManyAreHandedOver() {
        Needs.program("python3", "python3");
        shell("echo file >file; ipcctl shm create $A --size 4K; "
                + "ipcctl sock recv-fd $S --format plain --columns fd,kind,access & "
                + "echo | ipcctl sock send-fd $S --retry 20s 0 file /dev/shm/$A 5 -w 5> >(cat); wait; "
                + "ipcctl shm rm $A; "
                + "mkfifo fifo; ipcctl sock recv-fd $S -- sh -c 'ls /proc/self/fd | wc -l' & "
                + "ipcctl sock send-fd $S --retry 20s $(for i in $(seq 253); do echo file; done); wait").succeeds()
                .prints("3\tFIFO\tr\n4\tregular file\trw\n5\tregular file\trw\n6\tFIFO\tw\n257\n");
    }

    @Test
    void whatCouldNotAllBeOpenedIsAnError() {
        assertThat(shell("echo x >f; (ulimit -n 64; ipcctl sock recv-fd $S --timeout 20s; echo $?) 2>&1 & "
                + "ipcctl sock send-fd $S --retry 20s $(for i in $(seq 200); do echo f; done); wait").out())
                .contains("MSG_CTRUNC", "closed again", "ulimit -n", "\n7\n");
    }

    @Test
    void onlyDescriptorsOfTheCallerAreSent() {
        shell("ipcctl sock send-fd $S 5; echo $?; ipcctl sock send-fd $S nofile; echo $?; ipcctl sock send-fd $S .")
                .exits(3)
                .prints("3\n3\n").complains("descriptor 5: it is not open", "5<FILE");
    }

    @Test
    void theOtherSideIsNamed() {
        shell("ipcctl sock listen $S --count 2 -- sh -c 'ipcctl sock peer - --format plain --columns pid,user_id; "
                + "echo $IPCCTL_PEER_PID' & L=$!; "
                + "ipcctl sock peer $S --retry 20s --format plain --columns pid,command >p; read -r pid command <p; "
                + "[ $pid = $L ] && echo $command; "
                + "sh -c 'echo $$; exec ipcctl sock connect \"$0\" --retry 20s' $S </dev/null >out; wait; "
                + "read -r pid <out; printf \"$pid\\t$(id -u)\\n$pid\\n\" | cmp - <(tail -n +2 out) && echo same")
                .succeeds();
    }

    @Test
    void aPairTalksAndPassesStatusesOn() {
        shell("ipcctl sock pair -- sh -c 'echo 6 7; read -r answer; echo \"$answer\" >&2' -- sh -c 'read -r a b; "
                + "echo $((a*b))' 2>&1; "
                + "ipcctl sock pair -- sh -c 'exit 3' -- cat; echo $?; ipcctl sock pair -- true -- sh -c 'cat; "
                + "exit 4'; echo $?; "
                + "ipcctl sock pair -- cat -- no-such-command 2>/dev/null; echo $?; "
                + "ipcctl sock pair -- cat 2>/dev/null; echo $?")
                .prints("42\n3\n4\n127\n2\n");
    }

    @Test
    void listingShowsBothEndsAndQueues() {
        shell("ipcctl sock listen $S --once -- sh -c 'echo ready; exec sleep 3599' & L=$!; exec 3< <(exec ipcctl sock "
                + "connect $S --retry 20s </dev/null); read <&3; "
                + "until pgrep -P $L -x sleep >/dev/null; do sleep 0.02; done; "
                + "ipcctl sock ls $S --format plain --columns type,state,processes,peer_processes | sed "
                + "'s/[0-9]*\\///g'; "
                + "kill $(ipcctl sock ls $S --format plain --columns processes | sed -n 's,/sleep,,p'); wait; "
                + "ipcctl sock ls $S 2>/dev/null; echo $?")
                .prints("stream\tconnected\tsleep\tipcctl\nstream\tconnected\tipcctl\tsleep\n3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP"})
    void aSignalRemovesTheFileAndEndsCmds(String signal) {
        shell("for cmd in '' '-- cat'; do coproc env --default-signal=HUP ipcctl sock listen $S $cmd; P=$COPROC_PID; "
                + "await $S; kill -"
                + signal
                + " $P; wait $P; echo $(($? - 128)); "
                + "[ -e $S ] || echo gone; done")
                .prints((signal.equals("TERM") ? "15\ngone\n" : "1\ngone\n").repeat(2));
    }

    @Test
    void whatKillNineLeavesIsReplaced() {
        shell("ipcctl sock listen $S </dev/null & await $S; kill -9 $!; wait $! 2>/dev/null; "
                + "[ -S $S ] && ipcctl sock connect $S --nonblock; echo $?; "
                + "for i in 1 2 3 4; do ipcctl sock listen $S --once </dev/null 2>>err & done; "
                + "until [ $(grep -c 'is already listening there' err) = 3 ]; do sleep 0.02; done; "
                + "echo hi | ipcctl sock connect $S --retry 20s; wait")
                .prints("3\nhi\n");
    }

    @Test
    void twoHundredAtOnceAndNoZombie() {
        Needs.program("python3", "python3");
        shell("ipcctl sock listen $S -- cat & L=$!; await $S; python3 -c \"\n"
                + "import socket\n"
                + "all=[socket.socket(socket.AF_UNIX) for i in range(200)]\n"
                + "import time\n"
                + "def connect(s):\n"
                + "  while s.connect_ex('$S'): time.sleep(0.01)\n"
                + "for s in all: connect(s)\n"
                + "for i,s in enumerate(all): s.sendall(b'client %d' % i)\n"
                + "for i,s in enumerate(all): assert s.recv(100)==b'client %d' % i\n"
                + "for s in all: s.shutdown(socket.SHUT_WR)\n"
                + "for s in all: assert s.recv(100)==b''\n"
                + "print('served')\"; "
                + "until [ -z \"$(cat /proc/$L/task/*/children)\" ]; do sleep 0.02; done; kill $L; wait $L; echo $?")
                .prints("served\n143\n");
    }

    @Test
    void fourGibibytesArriveAsTheyWereSent() {
        shell("head -c 64M /dev/urandom >part; many() { for i in $(seq 64); do cat part; done; }; "
                + "many | ipcctl sock connect $S --retry 20s & "
                + "ipcctl sock listen $S --once | cmp - <(many) && echo equal; wait")
                .succeeds().prints("equal\n");
    }

    @Test
    void aSlowReaderMakesNoMemoryGrow() {
        shell("mkfifo fifo; exec 3<>fifo; ipcctl sock listen $S --once </dev/null >fifo & L=$!; await $S; "
                + "head -c 300M /dev/zero | ipcctl sock connect $S --retry 20s & C=$!; "
                + "until [ $(ipcctl sock ls $S --format plain --columns unread_bytes | sort -n | tail -1) -gt 100000 "
                + "]; do sleep 0.02; done; "
                + "rss() { awk '/VmRSS/{print $2}' /proc/$1/status; }; [ $(rss $C) -lt 200000 ] && echo small; "
                + "kill $C $L; wait")
                .prints("small\n");
    }

    @Test
    void aReaderOfStdoutThatLeavesEndsIt() {
        shell("yes | ipcctl sock connect $S --retry 20s & (ipcctl sock listen $S --once </dev/null; "
                + "echo $? >&2) | head -1; wait 2>/dev/null")
                .prints("y\n").complains("141");
    }
}
