package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The installed tool with servers that others wrote, and descriptors that pass through it. {@code $S} is a path of the
 * test.
 */
class SockTalkIT extends Scripts {
    /** Sends a descriptor between plain data, ends its side and prints what comes back with how many descriptors. */
    static final String PYTHON_SEND = "import socket,sys,os\n"
            + "s=socket.socket(socket.AF_UNIX,int(sys.argv[2])); s.settimeout(60); s.connect(sys.argv[1])\n"
            + "s.send(b'before ')\n"
            + "socket.send_fds(s,[b'with '],[os.open('file',0),os.open('file',0)])\n"
            + "s.send(b'after'); s.shutdown(1)\n"
            + "data,n=b'',0\n"
            + "while True:\n"
            + "  part,fds,flags,_=socket.recv_fds(s,100,10)\n"
            + "  data,n=data+part,n+len(fds)\n"
            + "  if not part: break\n"
            + "print(data,n)\n";
    /** Accepts, reads to the end, and sends all of it back with the descriptors that came. */
    static final String PYTHON_RETURN = "import socket,sys,os\n"
            + "s=socket.socket(socket.AF_UNIX,int(sys.argv[2])); s.bind(sys.argv[1]); s.listen(); c,_=s.accept()\n"
            + "data,all=b'',[]\n"
            + "while True:\n"
            + "  part,fds,flags,_=socket.recv_fds(c,100,10)\n"
            + "  data,all=data+part,all+list(fds)\n"
            + "  if not part: break\n"
            + "socket.send_fds(c,[data],all)\n";
    /** Echoes a datagram to where it came from. */
    static final String PYTHON_ECHO = "import socket,sys\n"
            + "s=socket.socket(socket.AF_UNIX,2); s.bind(sys.argv[1]); s.settimeout(60)\n"
            + "data,sender=s.recvfrom(100); s.sendto(b'answer to '+data,sender)\n";

    SockTalkIT() {
        super("S=$PWD/s; T=$PWD/t; " + AWAIT);
    }

    @Test
    void redisAnswersACallThatBlocksWhereNothingIsHalfClosed() {
        Needs.program("redis-server", "redis-server");
        shell("redis-server --port 0 --unixsocket $S --save '' --dir $PWD >log & R=$!; await $S; "
                + "printf 'BLPOP l 0.1\\r\\n' | ipcctl sock connect $S --no-half-close --idle-timeout 3s; echo $?; "
                + "printf 'BLPOP l 0\\r\\n' | ipcctl sock connect $S --no-half-close --timeout 2s 2>&1; echo $?; "
                + "kill $R; wait $R")
                .prints("*-1\r\n0\nipcctl sock connect: " + scratch.path("s")
                        + ": timed out after 2s waiting for the other side to send something (poll: "
                        + "ETIMEDOUT).\n124\n");
    }

    /** The thread that sends is held up for longer than that, as a busy host does it. */
    @Test
    void anIdleTimeIsNotOverWhileThereIsSomethingToSendAndRoomForIt() {
        Needs.program("strace", "strace");
        shell("ipcctl sock recv $S --type dgram --count 1 -t 60s >got & await $S; strace -f -qq -o /dev/null "
                + "-e trace=sendto -e inject=sendto:delay_enter=400000 ipcctl sock connect $S --idle-timeout 100ms "
                + "< <(printf hi); echo $?; wait; cat got")
                .exits(0).prints("0\nhi").complains("");
    }

    @Test
    void sshAgentAnswersEachTime() {
        Needs.program("ssh-agent", "openssh-client");
        // SSH_AGENTC_REQUEST_IDENTITIES, answered by nine bytes where there is no key.
        shell("ssh-agent -D -a $S >log & A=$!; await $S; for i in $(seq 25); "
                + "do printf '\\0\\0\\0\\1\\013' | ipcctl sock connect $S | wc -c; done | sort | uniq -c; "
                + "kill $A; wait $A").prints("     25 9\n");
    }

    @Test
    void netcatKeepsItsSideOpenAndSoDoWe() {
        Needs.program("nc", "netcat-openbsd");
        shell("echo hi >in; nc -lU $S >got & await $S; "
                + "ipcctl sock connect $S --no-half-close --idle-timeout 1s <in; echo $?; wait $!; cat got")
                .prints("0\nhi\n");
    }

    /** What the other side sent while ipcctl was stopped is there to be taken, and that is no silence. */
    @Test
    void theTimeThatItIsStoppedIsNotSilence() {
        shell("ipcctl sock listen $S --once -- cat & await $S; mkfifo in; exec 3<>in; "
                + "ipcctl sock connect $S --idle-timeout 3s <in 3>&- >out & P=$!; echo before >&3; "
                + "until [ -s out ]; do sleep 0.02; done; kill -STOP $P; sleep 4; kill -CONT $P; echo after >&3; "
                + "until grep -q after out || ! kill -0 $P; do sleep 0.02; done; exec 3>&-; wait $P; echo $?; cat out")
                .prints("0\nbefore\nafter\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$PWD/own", "@", "@ipcctl-t-$$\\\\x00"})
    void datagramsAreAnsweredAtTheNameOfWhoAsks(String own) {
        Needs.program("python3", "python3");
        shell("python3 -c \"" + PYTHON_ECHO + "\" $S & await $S; echo question | ipcctl sock connect $S --bind \"" + own
                + "\" -t 20s; echo $?; wait; ls")
                .prints("answer to question\n0\ns\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT"})
    void aSignalRemovesTheFileOfWhoAsks(String signal) {
        shell("ipcctl sock recv $S -f >/dev/null & R=$!; await $S; mkfifo in; exec 3<>in; "
                + "env --default-signal=INT,HUP ipcctl sock connect $S --bind $PWD/own <&3 & P=$!; "
                + "await $PWD/own; kill -"
                + signal
                + " $P; wait $P; echo $(($? > 128)); ls; kill $R; wait $R")
                .prints("1\nin\ns\n");
    }

    @ParameterizedTest
    @CsvSource({"1,stream", "5,seqpacket"})
    void descriptorsPassThroughARelayBothWays(int number, String type) {
        Needs.program("python3", "python3");
        shell("echo one >file; python3 -c \"" + PYTHON_RETURN + "\" $T " + number + " & await $T; "
                + "ipcctl sock listen $S --type " + type + " --once -- ipcctl sock connect $T & L=$!; await $S; "
                + "python3 -c \"" + PYTHON_SEND + "\" $S " + number + "; wait $L; echo $?; wait")
                .prints("b'before with after' 2\n0\n");
    }

    @ParameterizedTest
    @CsvSource({"1,stream", "5,seqpacket"})
    void descriptorsThatCannotPassAreSaidToBeClosed(int number, String type) {
        Needs.program("python3", "python3");
        shell("echo one >file; ipcctl sock listen $S --type " + type + " --once >out </dev/null & L=$!; await $S; "
                + "python3 -c \"" + PYTHON_SEND + "\" $S " + number + "; wait $L; echo $?; cat out")
                .prints("b'' 0\n1\nbefore with after")
                .complains("2 descriptors came that cannot be passed on", "recv-fd");
    }

    @Test
    void aMessageThatCameWithDescriptorsIsReceivedAndThatIsSaid() {
        shell("echo one >file; ipcctl sock recv $S -n 2 --lines >out & L=$!; await $S; "
                + "ipcctl sock send-fd $S file -d first; ipcctl sock send $S second; "
                + "wait $L; echo $?; cat out").prints("1\nfirst\nsecond\n")
                .complains("a message came with descriptors, which are closed");
    }

    @Test
    void muchDataPassesBesideDescriptors() {
        Needs.program("python3", "python3");
        shell("echo one >file; head -c 3M /dev/urandom >data; python3 -c \"\n"
                + "import socket,sys,os,threading\n"
                + "l=socket.socket(socket.AF_UNIX); l.bind('$T'); l.listen()\n"
                + "print('up',flush=True)\n"
                + "c,_=l.accept(); c.settimeout(60)\n"
                + "got,n=b'',0\n"
                + "while True:\n"
                + "  part,fds,flags,_=socket.recv_fds(c,65536,64)\n"
                + "  for f in fds: os.close(f)\n"
                + "  got,n=got+part,n+len(fds)\n"
                + "  if not part: break\n"
                + "print(got==open('data','rb').read(),n)\" & await $T; "
                + "ipcctl sock listen $S --once -- ipcctl sock connect $T & L=$!; await $S; python3 -c \"\n"
                + "import socket,os\n"
                + "s=socket.socket(socket.AF_UNIX); s.connect('s'); s.settimeout(60)\n"
                + "data=open('data','rb').read()\n"
                + "for i in range(0,len(data),10000):\n"
                + "  part=data[i:i+10000]\n"
                + "  f=os.open('file',0)\n"
                + "  if i%70000==0: socket.send_fds(s,[part[:1]],[f]); part=part[1:]\n"
                + "  s.sendall(part); os.close(f)\n"
                + "s.shutdown(1); s.recv(1)\"; wait").prints("up\nTrue 45\n");
    }

    @Test
    void whoConnectsForDescriptorsMayAskForThemAndNamesThem() {
        Needs.program("python3", "python3");
        shell("echo one >file; python3 -c \"\n"
                + "import socket,os\n"
                + "s=socket.socket(socket.AF_UNIX); s.bind('$S'); s.listen()\n"
                + "for i in range(2):\n"
                + "  c,_=s.accept(); ask=c.recv(100); socket.send_fds(c,[b'you asked: '+ask],[os.open('file',0)]*3); "
                + "c.close()\" & await $S; "
                + "ipcctl sock recv-fd -c $S --request 'the log' --names log,data -- sh -c 'cat <&3; "
                + "echo \"$LISTEN_FDNAMES; $IPCCTL_DATA\"'; "
                + "ipcctl sock recv-fd -c $S --request x --names a,b,c,d -- true; echo $?; wait; "
                + "ipcctl sock recv-fd $S --names a; echo $?; ipcctl sock recv-fd $S --request a; echo $?")
                .prints("one\nlog:data:unknown; you asked: the log\n1\n2\n2\n")
                .complains("--names has 4 names, and 3 descriptors came");
    }

    @Test
    void listingLeavesOutWhatOnlyItHasOpen() {
        Outcome list = shell("ipcctl sock ls --format plain --columns processes & P=$!; wait $P; echo pid $P");
        String pid = list.succeeds().out().lines().filter(line -> line.startsWith("pid ")).findFirst().orElseThrow()
                .substring(4);
        assertThat(list.out().lines()).noneMatch(line -> line.startsWith(pid + "/"));
    }
}
