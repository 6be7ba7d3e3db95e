package org.ipcctl.cli.sock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How addresses are written, and what {@code sock ls} says of them. */
@Timeout(120)
class SockNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"\\x00\\x00\\x00", "\\x00inside", "\\xff\\x80", "a\\\\b", "a\\\\x00", "\\x1b[31m",
        "two words", "é", "\\xe2\\x80\\x8b"})
    void anyAbstractNameIsShownAsItIsTyped(String rest) {
        String name = Sockets.abstractName() + rest;
        var listener = Cli.reading("").start("sock", "listen", name, "--once", "--timeout", "20s");
        Cli.reading("hi").execute("sock", "connect", name, "--retry", "20s").succeeds();
        listener.join().succeeds().prints("hi");
        try (Listener bound = Listener.open(new SocketAddress(name), SocketType.STREAM, -1)) {
            for (String format : new String[] {"plain", "csv"}) {
                assertThat(Cli.run("sock", "ls", name, "--format", format, "--no-header", "--columns", "addr")
                        .succeeds().out().strip()).isEqualTo(name);
            }
            assertThat(Cli.run("sock", "ls", "--no-header", "--columns", "addr").succeeds().out())
                    .contains(name + "\n");
            Map<String, Object> row = Json.row(Cli.run("sock", "ls", name, "--format", "ndjson").succeeds().out());
            assertThat(row).containsEntry("addr", name);
            assertThat(Cli.run("sock", "connect", (String) row.get("addr"), "-t", "50ms").exits(124)).isNotNull();
            assertThat(bound.acceptIfThere()).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"@\\x41,@A", "@\\x4a\\x4A,@JJ", "@\\xc3\\xa9,@é", "/a\\x41,/a\\x41"})
    void aByteHasOneSpelling(String written, String shown) {
        assertThat(new SocketAddress(written)).isEqualTo(new SocketAddress(shown)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@a\\", "@a\\n", "@a\\x", "@a\\x1", "@a\\xg0"})
    void aBackslashThatBeginsNothingIsWrongUsage(String name) {
        Cli.run("sock", "connect", name).exits(2).complains("backslash");
    }

    @Test
    void aNameHasRoomFor107BytesHoweverTheyAreWritten() {
        String most = "@" + "\\x01".repeat(107);
        Cli.run("sock", "connect", most).exits(3);
        Cli.run("sock", "connect", most + "\\x01").exits(7).complains("the name has 108 bytes");
    }

    @Test
    void aPathThatWasBoundRelativelyIsFoundByItsFile() {
        // Relative to the working directory of this process.
        String relative = "target/s" + Scratch.name("").substring(1);
        String absolute = java.nio.file.Path.of(relative).toAbsolutePath().toString();
        try (Listener bound = Listener.open(new SocketAddress(relative), SocketType.STREAM, -1)) {
            for (String address : new String[] {relative, absolute, "./" + relative, "target/../" + relative}) {
                assertThat(Cli.run("sock", "ls", address, "--format", "plain", "--no-header", "--columns", "addr")
                        .succeeds().out()).isEqualTo(relative + "\n");
            }
            Cli.run("sock", "send", absolute, "hi").exits(1).complains("another type than dgram or seqpacket: stream");
            assertThat(bound.acceptIfThere()).isNull();
        }
        Cli.run("sock", "ls", absolute).exits(3);
    }

    @Test
    void theLengthOfOneDatagramIsNotCalledThatOfAll() {
        String name = Sockets.abstractName();
        try (Listener dgram = Listener.open(new SocketAddress(name), SocketType.DGRAM, -1)) {
            assertThat(figures(name)).isEqualTo("0\t0\n");
            Cli.run("sock", "send", name, "four").succeeds();
            Cli.run("sock", "send", name, "sixsix").succeeds();
            assertThat(figures(name)).isEqualTo("-\t4\n");
            assertThat(dgram.socket().type()).isEqualTo(SocketType.DGRAM);
        }
    }

    private static String figures(String name) {
        return Cli.run("sock", "ls", name, "--format", "plain", "--columns", "unread_bytes,next_bytes").succeeds()
                .out();
    }
}
