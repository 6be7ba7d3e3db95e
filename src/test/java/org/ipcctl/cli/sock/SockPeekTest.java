package org.ipcctl.cli.sock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ipcctl sock peek} of sockets that another process, python, has open as a and b. */
@Timeout(120)
class SockPeekTest {
    /** Says what an attempt to receive is told. */
    private static final String TOLD = "def told(s):\n  try: print(s.recv(1))\n  except ConnectionResetError: "
            + "print('reset')\n";

    @BeforeAll
    static void needsPython() {
        Needs.program("python3", "python3");
    }

    /** It runs the lines {@code begin}, says "ready", and does what it is told, a line each. */
    private static Peer python(String begin) {
        return Peer.start("python3", "-u", "-c", "import os,sys\nfrom socket import *\n" + TOLD + begin
                + "\nprint('ready')\nfor line in sys.stdin: exec(line)").says("ready");
    }

    private static Peer pair(String type, String begin) {
        return python("a,b=socketpair(AF_UNIX,SOCK_" + type + "); a.settimeout(20)\n" + begin);
    }

    /** PID:FD of the socket {@code name}. */
    private static String place(Peer peer, String name) {
        peer.tell("print(" + name + ".fileno())");
        return peer.pid() + ":" + peer.line();
    }

    private static Outcome peek(String place, String... options) {
        String[] words = {"sock", "peek", place};
        return Cli.run(
                java.util.stream.Stream.of(words, options).flatMap(java.util.Arrays::stream).toArray(String[]::new));
    }

    @Test
    void takesNothingOfAStream() {
        try (Peer peer = pair("STREAM", "a.send(b'one\\n'); a.send(b'two\\n')")) {
            String b = place(peer, "b");
            peek(b).succeeds().prints("one\ntwo\n");
            peek(b, "--length", "5", "--as", "text").succeeds().prints("one\\nt\n");
            peek(b, "-n", "3", "--as", "hex").succeeds().prints("6f6e65\n");
            peek(b, "-n", "3", "--format", "ndjson").succeeds().prints("{\"place\":\"" + b
                    + "\",\"queued_bytes\":8,\"message_bytes\":null,\"size_bytes\":3,\"encoding\":\"utf-8\","
                    + "\"payload\":\"one\"}\n");
            peek(b, "--layout", "c:u8[3]", "--format", "ndjson").exits(0)
                    .prints("{\"c\":[111,110,101]}\n{\"c\":[10,116,119]}\n")
                    .complains("the last 2 bytes are a part of a record");
            peer.tell("print(b.recv(100), b.getblocking())").says("b'one\\ntwo\\n' True");
            peek(b).succeeds().prints("");
            peek(b, "--as", "hex").succeeds().prints("");
            peek(b, "--format", "plain", "--columns", "queued_bytes,size_bytes").succeeds().prints("0\t0\n");
            peer.tell("a.send(b'rest'); a.close(); print('closed')").says("closed");
            peek(b).succeeds().prints("rest");
            peer.tell("print(b.recv(100), b.recv(100))").says("b'rest' b''");
            peek(b).succeeds().prints("");
        }
    }

    /** More than one buffer of the kernel's. */
    @Test
    void showsAllOfALongStream() {
        try (Peer peer = pair("STREAM",
                "a.setsockopt(SOL_SOCKET,SO_SNDBUF,1<<18); a.setblocking(False); data=os.urandom(1<<20); "
                        + "n=a.send(data)")) {
            String b = place(peer, "b");
            peer.tell("import hashlib; print(n>70000, hashlib.sha256(data[:n]).hexdigest())");
            assertThat(peer.line()).isEqualTo("True " + sha256(peek(b).succeeds().outBytes()));
            peer.tell("print(len(b.recv(1<<20))==n)").says("True");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void showsTheFirstDatagramWhole() {
        try (Peer peer = pair("DGRAM", "a.send(b'x'*30000+b'end'); a.send(b'two'); a.send(b'')")) {
            String b = place(peer, "b");
            assertThat(peek(b).succeeds().out()).hasSize(30_003).endsWith("xend");
            peek(b, "-n", "2", "--format", "plain", "--columns", "queued_bytes,message_bytes,size_bytes,payload")
                    .succeeds().prints("-\t30003\t2\txx\n");
            peer.tell("print(len(b.recv(60000)))").says("30003");
            peek(b).succeeds().prints("two");
            peer.tell("print(b.recv(10))").says("b'two'");
            peek(b).exits(0).prints("").complains("a message without bytes waits");
            peek(b, "--format", "plain", "--columns", "message_bytes,size_bytes").exits(0).prints("0\t0\n");
            peer.tell("print(b.recv(10))").says("b''");
            assertThat(peek(b).succeeds().err()).isEmpty();
            peek(b, "--format", "plain", "--columns", "message_bytes,size_bytes").succeeds().prints("-\t0\n");
        }
    }

    @Test
    void showsTheFirstSeqpacketAndHowMuchWaitsInAll() {
        try (Peer peer = pair("SEQPACKET", "a.send(b'one'); a.send(b'three')")) {
            String b = place(peer, "b");
            peek(b, "--format", "plain", "--columns", "queued_bytes,message_bytes,payload").succeeds()
                    .prints("8\t3\tone\n");
            long inode = OpenFiles.at(peer.pid(), Integer.parseInt(b.substring(b.indexOf(':') + 1))).inode("socket");
            assertThat(Cli.run("sock", "ls", "--format", "plain", "--columns", "inode,unread_bytes").succeeds().out()
                    .lines()).contains(inode + "\t8");
            peer.tell("a.close(); print(b.recv(10), b.recv(10))").says("b'one' b'three'");
            assertThat(peek(b).succeeds().prints("").err()).isEmpty();
        }
    }

    /** They stay with their bytes, and none is opened here. */
    @Test
    void descriptorsThatWaitStayWhereTheyAre() throws IOException {
        try (Scratch scratch = new Scratch();
             Peer peer = pair("STREAM", "a.send(b'before '); send_fds(a,[b'with '],[os.open('" + scratch.path("file")
                     + "',os.O_CREAT|os.O_RDWR)]); a.send(b'behind')")) {
            String b = place(peer, "b");
            peek(b).exits(0).prints("before with ")
                    .complains("only the first 12 of 18 bytes can be seen, because a look ends after descriptors");
            peek(b, "-n", "12").succeeds().prints("before with ");
            assertThat(isOpenHere(scratch.path("file"))).isFalse();
            peer.tell("d,f,g,h=recv_fds(b,100,5); print(d,len(f))").says("b'before with ' 1");
        }
    }

    private static boolean isOpenHere(String path) throws IOException {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path fd : open) {
                if (Files.isSymbolicLink(fd) && Files.readSymbolicLink(fd).toString().equals(path)) {
                    return true;
                }
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"STREAM", "DGRAM", "SEQPACKET"})
    void aProcessThatLooksAheadItselfKeepsItsPlace(String type) {
        try (Peer peer = pair(type, "a.send(b'word'); b.setsockopt(SOL_SOCKET,42,1)")) {
            peek(place(peer, "b")).exits(1).prints("").complains("SO_PEEK_OFF");
            peer.tell("print(b.getsockopt(SOL_SOCKET,42), b.recv(9,MSG_PEEK))").says("1 b'ord'");
        }
    }

    /** An error is told once, to whoever asks first. */
    @ParameterizedTest
    @CsvSource({"STREAM,0", "SEQPACKET,1"})
    void anErrorThatWaitsIsLeftToItsProcess(String type, int status) {
        try (Peer peer = pair(type, "b.send(b'unread'); a.close()")) {
            String b = place(peer, "b");
            Outcome outcome = peek(b).exits(status).prints("");
            if (status != 0) {
                outcome.complains("it has a pending error");
            }
            peer.tell("told(b)").says("reset");
        }
    }

    @Test
    void theSocketsOfANetworkAreLookedIntoToo() {
        try (Peer peer = python(
                "l=create_server(('127.0.0.1',0)); a=create_connection(l.getsockname()); b,_=l.accept()\n"
                        + "u=socket(AF_INET,SOCK_DGRAM); u.bind(('127.0.0.1',0)); n=socket(AF_NETLINK,SOCK_RAW,0)\n"
                        + "a.send(b'by TCP'); v=socket(AF_INET,SOCK_DGRAM); v.sendto(b'by UDP',u.getsockname())\n"
                        + "b.recv(1,MSG_PEEK); u.recv(1,MSG_PEEK)")) {
            peek(place(peer, "b")).succeeds().prints("by TCP");
            peek(place(peer, "u"), "--format", "plain", "--columns", "queued_bytes,message_bytes,payload").succeeds()
                    .prints("-\t6\tby UDP\n");
            peek(place(peer, "l")).exits(1).complains("is a listener", "'ipcctl sock ls --listening'");
            peek(place(peer, "n")).exits(1).complains("neither a UNIX domain socket nor a TCP or UDP socket");
            peer.tell("print(b.recv(9), u.recv(9))").says("b'by TCP' b'by UDP'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STREAM", "SEQPACKET"})
    void aListenerAndASocketWithoutAConnectionHaveNothing(String type) {
        try (Peer peer = python("l=socket(AF_UNIX,SOCK_" + type + "); l.bind('\\0" + Sockets.abstractName()
                + "'); l.listen(); u=socket(AF_UNIX,SOCK_" + type + ")")) {
            peek(place(peer, "l")).exits(1)
                    .complains("is a listener: it contains connections waiting to be accepted, but no bytes");
            assertThat(peek(place(peer, "u")).succeeds().prints("").err()).isEmpty();
        }
    }

    @Test
    void whatIsNoSocketOrNotThereIsSaid() {
        try (Peer peer = python("n=open('/dev/null')")) {
            peek(place(peer, "n")).exits(1).complains("is open on /dev/null, not on a socket",
                    "'ipcctl holders " + peer.pid() + "'");
            peek(peer.pid() + ":99").exits(3).complains("has no such descriptor open");
            peek("4194999:0").exits(3).complains("there is no such process");
            peek("1").exits(2).complains("is not PID:FD");
        }
    }

    @Test
    void aMessageQueueCannotBeLookedInto() {
        Cli.run("mq", "peek", "/jobs").exits(2).complains("there is no command 'peek'", "without removing them",
                "'ipcctl mq stat'");
    }
}
