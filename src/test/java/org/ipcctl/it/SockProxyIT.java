package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The installed tool between clients and servers that others wrote. The server is at {@code $T}, and clients connect to
 * {@code $S}.
 */
class SockProxyIT extends Scripts {
    /** Without what is another one each time. */
    private static final String SHOW = "show() { sed -E 's/^[0-9:.]{15} //; s/process [0-9]+/process N/; "
            + "s/user .*/user U/; s/\\[[0-9]+\\]/[I]/g' out; }; ";
    private static final String NGINX = "printf 'daemon off; master_process off; "
            + "pid pid;\\nevents {}\\nhttp { access_log off; client_body_temp_path t1; proxy_temp_path t2; "
            + "fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5; server { listen unix:%s; "
            + "location / { return 200 hello; } location = /file { alias %s/file; } } }' "
            + "$T $PWD >conf; nginx -p $PWD -c $PWD/conf -e log 2>&1 & N=$!; await $T; ";

    SockProxyIT() {
        super("S=$PWD/s; T=$PWD/t; " + AWAIT + SHOW);
    }

    @Test
    void curlSeesNoDifference() {
        Needs.program("curl", "curl");
        Needs.program("nginx", "nginx-light");
        Outcome outcome = shell(
                NGINX + "ipcctl sock proxy $S $T --once >out & P=$!; await $S; curl -s --unix-socket $S http://x/; "
                        + "wait $P; echo \" $?\"; kill $N; wait $N; show; ls s")
                .complains("ls: cannot access 's'");
        assertThat(outcome.out()).startsWith("hello 0\n#1 open: process N (curl), user U\n#1 > ")
                .contains(" bytes\n    GET / HTTP/1.1\\r\\n\n    Host: x\\r\\n\n",
                        "\n#1 < ", "    \\r\\n\n    hello\n", "\n#1 > end\n")
                .endsWith("#1 close\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--silent", "--as=none", "--as=hex", "--silent --record r"})
    void muchPassesWhole(String options) {
        Needs.program("curl", "curl");
        Needs.program("nginx", "nginx-light");
        shell("head -c 20M /dev/urandom >file; " + NGINX + "ipcctl sock proxy $S $T -n 3 " + options
                + " >out & P=$!; await $S; "
                + "for i in 1 2 3; do curl -s --unix-socket $S http://x/file | cmp - file & C=\"$C $!\"; done; "
                + "wait $C; echo $?; wait $P; echo $?; kill $N; wait $N")
                .prints("0\n0\n");
    }

    @Test
    void eachDirectionHasItsOwnEnd() {
        shell("ipcctl sock listen $T --once -- sort >/dev/null & L=$!; await $T; "
                + "ipcctl sock proxy $S $T --once >out & P=$!; await $S; "
                + "printf 'b\\na\\n' | ipcctl sock connect $S; wait $P; echo $?; wait $L; show")
                .prints("a\nb\n0\n#1 open: process N (ipcctl), user U\n#1 > 4 bytes\n    b\\n\n    a\\n\n#1 > end\n#1 "
                        + "< 4 bytes\n    a\\n\n    b\\n\n#1 < end\n#1 close\n");
    }

    @ParameterizedTest
    @CsvSource({"1,stream", "5,seqpacket"})
    void descriptorsPassAndAreNamed(int number, String type) {
        Needs.program("python3", "python3");
        Outcome outcome = shell("echo one >file; python3 -c \"" + SockTalkIT.PYTHON_RETURN + "\" $T " + number
                + " & await $T; ipcctl sock proxy $S $T --type " + type
                + " --once --format ndjson >out & P=$!; await $S; python3 -c \"" + SockTalkIT.PYTHON_SEND + "\" $S "
                + number + "; wait $P; echo $?; wait; "
                + "jq -r 'select(.descriptors) | \"\\(.sender) \\(.descriptors)\"' out; "
                + "jq -j 'select(.sender==\"client\" and .payload) | .payload' out; "
                + "jq -r 'select(.event==\"open\") | .type' out")
                .succeeds();
        String file = scratch.path("file");
        assertThat(outcome.out()).isEqualTo("b'before with after' 2\n0\nclient [\"" + file + "\",\"" + file
                + "\"]\nserver [\"" + file + "\",\"" + file
                + "\"]\nbefore with after" + type + "\n");
    }

    @Test
    void descriptorsWithoutANameAreNamedByWhatTheyAre() {
        Needs.program("python3", "python3");
        shell("ipcctl sock recv-fd @$T >/dev/null & R=$!; await @$T; "
                + "ipcctl sock proxy $S @$T --once >out & P=$!; await $S; python3 -c \"\n"
                + "import socket,os\n"
                + "s=socket.socket(socket.AF_UNIX); s.connect('s')\n"
                + "socket.send_fds(s,[b'x'],[os.memfd_create('mine'),os.pipe()[0],s.fileno()])\"; wait $P; wait $R; "
                + "show | grep descriptors")
                .prints("#1 > 1 byte, descriptors: memfd:mine, pipe:[I], socket:[I]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$PWD/own", "@"})
    void answersToDatagramsFindTheirWayBack(String own) {
        Needs.program("python3", "python3");
        shell("python3 -c \"" + SockTalkIT.PYTHON_ECHO
                + "\" $T & await $T; ipcctl sock proxy $S $T --type dgram >out & P=$!; await $S; "
                + "echo question | ipcctl sock connect $S --type dgram --bind \"" + own
                + "\" -t 20s; kill $P; wait $P; echo $?; show | sed 's/, from .*/, from X/'; ls s")
                .prints("answer to question\n143\n#1 open: process N (ipcctl), user U\n#1 > 9 bytes\n    "
                        + "question\\n\n#1 < 19 bytes\n    answer to question\\n\n")
                .complains("ls: cannot access 's'");
    }

    @Test
    void datagramsGoToAServerThatWasStartedAnew() {
        shell("ipcctl sock proxy $S $T --type dgram --silent & P=$!; await $S; for i in 1 2; "
                + "do ipcctl sock recv $T >got & R=$!; await $T; echo $i | ipcctl sock connect $S --type dgram --bind "
                + "own -t 20s & C=$!; "
                + "wait $R; cat got; kill $C; wait $C; done; kill $P; wait $P").prints("1\n2\n");
    }

    @Test
    void aBusIsSpokenTo() {
        Needs.program("dbus-daemon", "dbus-daemon");
        Needs.program("dbus-send", "dbus-bin");
        Outcome outcome = shell(
                "dbus-daemon --session --nofork --address=unix:path=$T 2>log & D=$!; await $T; "
                        + "ipcctl sock proxy $S $T --once >out & P=$!; await $S; "
                        + "dbus-send --bus=unix:path=$S --dest=org.freedesktop.DBus --print-reply=literal / "
                        + "org.freedesktop.DBus.NameHasOwner string:org.freedesktop.DBus; wait $P; echo $?; "
                        + "kill $D; wait $D; show")
                .succeeds();
        assertThat(outcome.out()).startsWith("   boolean true\n0\n").contains("NEGOTIATE_UNIX_FD", "AGREE_UNIX_FD",
                "NameHasOwner");
    }

    @Test
    void anAgentAnswers() {
        Needs.program("ssh-agent", "openssh-client");
        shell("ssh-agent -D -a $T >log & A=$!; await $T; ipcctl sock proxy $S $T -n 2 --as hex >out & P=$!; await $S; "
                + "for i in 1 2; do SSH_AUTH_SOCK=$S ssh-add -l; done; "
                + "wait $P; echo $?; kill $A; wait $A; grep -c '00 00 00 01 0b' out")
                .prints("The agent has no identities.\nThe agent has no identities.\n0\n2\n");
    }

    /**
     * Nobody reads what is shown until all has passed. How often something had to be left out is a matter of when the
     * thread that writes had its turn; but each byte is shown or told as missing.
     */
    @Test
    void aSlowReaderHoldsUpNothingAndIsToldWhatIsMissing() {
        shell("head -c 40M /dev/zero >file; mkfifo out; ipcctl sock listen $T --once >got </dev/null & L=$!; await $T; "
                + "{ ipcctl sock proxy $S $T --once --format ndjson >out; echo $? >status; } & P=$!; "
                + "exec 3<out; await $S; ipcctl sock connect $S <file; wait $L; cmp got file && echo whole; "
                + "jq -sc '[([.[] | select(.event == \"data\").size_bytes] | add) + ([.[] | select(.event == "
                + "\"omitted\").note | capture(\" with (?<n>[0-9]+) bytes\").n | tonumber] | add), "
                + "any(.event == \"omitted\")]' <&3; exec 3<&-; wait $P; cat status")
                .prints("whole\n[" + (40 << 20) + ",true]\n0\n");
    }

    @Test
    void aReaderThatGoesEndsIt() {
        shell("ipcctl sock listen $T -- cat & L=$!; await $T; { ipcctl sock proxy $S $T; echo $? >status; "
                + "} | head -n 1 | cut -d' ' -f2 & P=$!; await $S; "
                + "mkfifo in; exec 3<>in; ipcctl sock connect $S <&3 & C=$!; wait $P; wait $C; kill $L; wait $L; "
                + "until [ -s status ]; do sleep 0.02; done; cat status")
                .prints("#1\n141\n");
    }

    @Test
    void aServerThatIsNotThereIsToldAndTheNextClientMayFareBetter() {
        shell("ipcctl sock proxy $S $T -n 2 >out 2>err & P=$!; await $S; ipcctl sock connect $S </dev/null; echo $?; "
                + "ipcctl sock listen $T --once -- echo hi & L=$!; await $T; "
                + "ipcctl sock connect $S </dev/null; wait $P; echo $?; wait $L; grep -c 'no such socket' err; "
                + "show | head -n 3")
                .prints("0\nhi\n1\n1\n#1 open: process N (ipcctl), user U\n#1 failed: " + scratch.path("t")
                        + ": no such socket\n#1 close\n");
    }

    @Test
    void aBlockedConversationEndsByASignal() {
        shell("mkfifo in; exec 3<>in; ipcctl sock listen $T --once -- sleep 60 & L=$!; await $T; "
                + "env --default-signal ipcctl sock proxy $S $T >out & P=$!; await $S; "
                + "head -c 5M /dev/zero | ipcctl sock connect $S >/dev/null 2>&1 & C=$!; until grep -q '>' out; do "
                + "sleep 0.02; "
                + "done; kill -INT $P; wait $P; echo $?; wait $C; kill $L; wait $L; ls s")
                .prints("130\n").complains("ls: cannot access 's'");
    }
}
