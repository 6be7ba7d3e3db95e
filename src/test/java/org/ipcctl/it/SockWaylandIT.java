package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The installed tool between a Wayland compositor without a screen, at {@code $T}, and its clients, which connect to
 * {@code $S}. What is drawn, and what keys mean, are descriptors of memory.
 */
class SockWaylandIT extends Scripts {
    private static RealServer server;

    SockWaylandIT() {
        super("export XDG_RUNTIME_DIR=$PWD; D=" + server.directory() + "; T=$D/wayland-1; S=$PWD/s; "
                + "through() { WAYLAND_DISPLAY=$S timeout 60 \"$@\"; }; "
                + "direct() { WAYLAND_DISPLAY=$T timeout 60 \"$@\"; }; "
                + RealServer.PROXY
                // Draws until it is ended, and says on stderr what is sent and received.
                + "draw() { : >said; WAYLAND_DEBUG=1 WAYLAND_DISPLAY=$1 timeout 60 weston-simple-shm 2>said & W=$!; "
                + "until [ \"$(grep -c 'wl_callback@[0-9]*.done' said)\" -ge 20 ]; do "
                + "kill -0 $W 2>/dev/null || { echo gone; break; }; done; }; ");
    }

    @BeforeAll
    static void start() throws IOException {
        Needs.program("weston", "weston");
        Needs.program("weston-simple-shm", "weston");
        Needs.program("wayland-info", "wayland-utils");
        server = compositor("weston --backend=headless-backend.so --socket=wayland-1 --idle-time=0 --no-config");
    }

    private static RealServer compositor(String command) throws IOException {
        return new RealServer("chmod 700 .; unset DISPLAY WAYLAND_DISPLAY; export XDG_RUNTIME_DIR=$PWD; "
                + "exec timeout 300 " + command,
                "WAYLAND_DISPLAY=$PWD/wayland-1 XDG_RUNTIME_DIR=$PWD wayland-info >/dev/null 2>&1",
                "TERM");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--as=text", "--as=hex", "--format=ndjson", "--silent", "--silent --record=r"})
    void aClientSeesTheSame(String options) {
        shell("proxy -n 3 " + options + "; direct wayland-info >direct; for i in 1 2 3; do "
                + "through wayland-info | cmp - direct; done; wait $P; echo $?; grep -c wl_compositor direct")
                .succeeds().prints("0\n1\n");
    }

    @Test
    void theMemoryOfAPictureIsNamed() {
        Outcome outcome = shell("proxy -n 2 --format ndjson; draw $S; kill -INT $W; wait $W; draw $S; kill -INT $W; "
                + "wait $W; wait $P; echo $?; jq -r 'select(.event == \"open\") | .command' out; "
                + "jq -r 'select(.descriptors) | \"\\(.conversation) \\(.sender) \\(.descriptors)\"' out").succeeds();
        assertThat(outcome.out()).isEqualTo("0\nweston-simple-s\nweston-simple-s\n"
                + "1 client [\"memfd:weston-shared\"]\n2 client [\"memfd:weston-shared\"]\n");
    }

    @Test
    void aPictureIsDrawnWhereNobodyLooks() {
        shell("proxy --once --silent; draw $S; kill -INT $W; wait $W; wait $P; echo $?; wc -c <out")
                .succeeds().prints("0\n0\n");
    }

    /**
     * A client that types gives the compositor a keymap, and the compositor gives one to each that has the keyboard.
     * Only a compositor with input devices does; sway has those of its clients.
     */
    @Test
    void keymapsPassBothWays() throws IOException {
        Needs.program("sway", "sway");
        Needs.program("wtype", "wtype");
        try (RealServer sway = compositor("env WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 "
                + "sway -c /dev/null")) {
            shell("T=" + sway.directory() + "/wayland-1; proxy -n 2; mkfifo in; through wtype - <in & W=$!; exec 3>in; "
                    + "until grep -q '#1 > .*descriptors' out; do sleep 0.02; done; "
                    + "until direct wayland-info | grep -q 'capabilities: keyboard'; do sleep 0.02; done; "
                    + "direct wayland-info >direct; through wayland-info | cmp - direct; grep -c 'repeat rate' direct; "
                    + "printf x >&3; exec 3>&-; wait $W; echo $?; wait $P; echo $?; "
                    + "grep -E '^[^ ]+ #' out | grep descriptors | "
                    + "sed -E 's/^[^ ]+ //; s/[0-9]+ bytes/N bytes/; s/-[^- ]+ \\(/-X (/' | sort -u")
                    .succeeds().prints("1\n0\n0\n"
                            + "#1 > N bytes, descriptors: /tmp/wtype-X (deleted)\n"
                            + "#2 < N bytes, descriptors: /dev/shm/wlroots-X (deleted)\n");
        }
    }

    /** Who draws by it goes with it, and the next one draws at the compositor itself. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "KILL"})
    void theCompositorKeepsItsNameWhereASpyEnds(String signal) {
        shell("A=$D/.wayland-1.ipcctl-spy; spy() { env --default-signal ipcctl sock spy $T --as none >out & P=$!; "
                + "until [ \"$(stat -c %i $A 2>/dev/null)\" = $I ]; do sleep 0.02; done; }; I=$(stat -c %i $T); "
                + "direct wayland-info >direct; spy; direct wayland-info | cmp - direct; draw $T; kill -" + signal
                + " $P; wait $P; wait $W; "
                + ("KILL".equals(signal) ? "ipcctl sock spy $T --timeout 0 2>/dev/null; " : "")
                + "[ $(stat -c %i $T) = $I ] && echo same; ls -A $D | grep -c spy; direct wayland-info | cmp - direct; "
                + "draw $T; kill -INT $W; wait $W; grep -c 'descriptors: memfd:weston-shared' out")
                .prints("same\n0\n1\n");
    }
}
