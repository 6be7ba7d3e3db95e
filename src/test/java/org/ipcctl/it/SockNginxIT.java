package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The installed tool on either side of an nginx: asking it at {@code $S}, and as what it passes on to, at {@code $T}.
 */
class SockNginxIT {
    /**
     * What nginx passes on to: it reads the head of a request, up to the empty line, and leaves the body to who comes
     * next.
     */
    private static final String HEAD = "while IFS= read -r line && [ ${#line} -gt 1 ]; do :; done; ";
    private static final String ANSWER = "printf 'HTTP/1.0 200 OK\\r\\n\\r\\n'; ";

    private final Scratch scratch = new Scratch();

    @BeforeEach
    void configure() throws IOException {
        Needs.program("nginx", "nginx-light");
        Files.writeString(scratch.directory().resolve("conf"), "daemon off; master_process off; pid pid;\nevents {}\n"
                + "http { access_log off; client_max_body_size 0; client_body_temp_path t1; proxy_temp_path t2; "
                + "fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;\n"
                + "server { listen unix:" + scratch.path("s")
                + "; location / { return 200 'hello\\n'; } location = /file { alias " + scratch.path("file") + "; }\n"
                + "location = /up { proxy_pass http://unix:" + scratch.path("t") + ":/; } } }\n");
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    private Outcome shell(String script) {
        return Installed.shell("cd " + scratch.directory()
                + "; S=$PWD/s; T=$PWD/t; " + Scripts.AWAIT
                + "ask() { printf 'GET %s HTTP/1.0\\r\\n\\r\\n' $1 | ipcctl sock connect $S --timeout 60s $2 | sed "
                + "'1,/^\\r$/d'; echo ${PIPESTATUS[1]}; }; "
                + "nginx -p $PWD -c $PWD/conf -e log 2>&1 & N=$!; await $S; " + script + "; kill $N; wait $N");
    }

    @Test
    void aShortAnswerComesInEitherWay() {
        shell("for i in 1 2 3 4 5; do ask /; ask / --no-half-close; done").prints("hello\n0\n".repeat(10));
    }

    /**
     * nginx takes the end of a request's side for the end of the client, and sends the rest of what it was sending to
     * nobody.
     */
    @Test
    void aLongAnswerComesWholeWhereNothingIsHalfClosed() {
        Outcome outcome = shell(
                "head -c 20M /dev/urandom >file; ask /file --no-half-close >got; head -c 20M got | cmp - file; "
                        + "tail -c 2 got; ask /file | wc -c");
        assertThat(outcome.exits(0).out()).startsWith("0\n");
        assertThat(Integer.parseInt(outcome.out().substring(2).strip())).isLessThan(20 << 20);
    }

    @Test
    void standardInputIsTheAnswerAndStandardOutputTheRequestOfAListenBehindIt() {
        shell("{ " + ANSWER
                + "echo from behind; } >answer; ipcctl sock listen $T --once --timeout 60s <answer >asked & L=$!; "
                + "await $T; "
                + "ask /up --no-half-close; wait $L; echo $?; head -n 1 asked | tr -d '\\r'")
                .prints("from behind\n0\n0\nGET / HTTP/1.0\n");
    }

    @Test
    void eachOfManyRequestsHasACmdOfItsOwnBehindIt() {
        shell("ipcctl sock listen $T -n 8 --max 3 --timeout 60s -- bash -c \""
                + HEAD.replace("$", "\\$").replace("\"", "\\\"") + ANSWER.replace("\\", "\\\\")
                + "echo here\" & L=$!; await $T; for i in 1 2 3 4 5 6 7 8; "
                + "do ask /up --no-half-close >got.$i & P=\"$P $!\"; done; wait $P; cat got.*; wait $L; echo $?")
                .prints("here\n0\n".repeat(8) + "0\n");
    }

    @Test
    void aLongBodyArrivesWholeAtACmdBehindIt() {
        shell("head -c 3M /dev/urandom >body; cat >cmd <<'E'\n" + HEAD + "sum=$(head -c 3M | cksum); " + ANSWER
                + "echo $sum\nE\n"
                + "ipcctl sock listen $T --once --timeout 60s -- bash cmd & L=$!; await $T; "
                + "{ printf 'POST /up HTTP/1.0\\r\\nContent-Length: 3145728\\r\\n\\r\\n'; cat body; "
                + "} | ipcctl sock connect $S --no-half-close --timeout 60s | tail -n 1 | diff - <(cksum <body); "
                + "wait $L; echo $?").prints("0\n");
    }

    /** As the help says: nginx goes away from CMD, which is ended by SIGPIPE, and who asked sees nothing of that. */
    @Test
    void anAnswerThatIsNotThereYetIsLostAfterAHalfClose() {
        shell("ipcctl sock listen $T --once --timeout 60s -- sh -c \"cat >asked; " + ANSWER.replace("\\", "\\\\")
                + "echo late\" & L=$!; await $T; ask /up; wait $L; echo $?; wc -l <asked")
                .prints("0\n141\n4\n");
    }
}
