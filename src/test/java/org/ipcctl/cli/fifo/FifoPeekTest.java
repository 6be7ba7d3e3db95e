package org.ipcctl.cli.fifo;

import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.Sight;
import org.junit.jupiter.api.Test;

class FifoPeekTest {
    private static String fifo(Scratch scratch) {
        String path = scratch.path("f");
        Cli.run("mkfifo", path).succeeds();
        return path;
    }

    @Test
    void showsWhatIsQueuedAndTakesNothing() {
        try (Scratch scratch = new Scratch()) {
            String path = fifo(scratch);
            try (Peer holder = Peer.start("sh", "-c",
                    "exec 3<>\"$1\" 4>\"$1\"; echo one >&3; echo ready; read -r line; head -n 1 <&3", "sh", path)) {
                holder.says("ready");
                Cli.run("fifo", "peek", path).succeeds().prints("one\n");
                Cli.run("fifo", "peek", path, "--length", "2", "--as", "hex").succeeds().prints("6f6e\n");
                Cli.run("fifo", "peek", path, "--layout", "c:u8[2]", "--format", "ndjson").succeeds()
                        .prints("{\"c\":[111,110]}\n{\"c\":[101,10]}\n");
                Cli.run("pipe", "peek", holder.pid() + ":4").succeeds().prints("one\n");
                Cli.run("pipe", "resize", holder.pid() + ":4", "128K").succeeds();
                Cli.run("fifo", "stat", path, "--format", "plain", "--columns", "queued_bytes,capacity_bytes")
                        .succeeds().prints("4\t131072\n");
                holder.tell("read it").says("one");
            }
        }
    }

    @Test
    void ofOneThatNobodyHasOpenSaysSo() {
        try (Scratch scratch = new Scratch()) {
            Cli.run("fifo", "peek", fifo(scratch)).exits(Sight.orUnknown(0)).prints("")
                    .complains(Sight.isWhole() ? "no process has it open, so it contains nothing"
                            : "no process that can be seen has it open");
        }
    }

    @Test
    void doesNotReleaseAProcessThatWaitsForItsOtherSide() {
        try (Scratch scratch = new Scratch()) {
            String path = fifo(scratch);
            try (Peer reader = Peer.start("sh", "-c", "echo ready; exec 3<\"$1\"; echo opened; cat <&3", "sh", path)) {
                reader.says("ready");
                Cli.run("fifo", "peek", path).exits(Sight.orUnknown(0)).prints("");
                Cli.run("fifo", "write", path, "word", "--timeout", "20s").succeeds();
                reader.says("opened").says("word");
            }
        }
    }

    @Test
    void whereOnlyWritersAreLeftNothingCanBeCopied() {
        try (Scratch scratch = new Scratch()) {
            String path = fifo(scratch);
            try (Peer holder = Peer.start("sh", "-c", "exec 3<>\"$1\" 4>\"$1\" 3<&-; echo ready; read -r line", "sh",
                    path)) {
                holder.says("ready");
                Cli.run("fifo", "peek", path).exits(Sight.orUnknown(1)).prints("").complains("has it open for reading");
            }
        }
    }

    @Test
    void refusesWhatIsNoFifo() {
        try (Scratch scratch = new Scratch()) {
            Cli.run("fifo", "peek", scratch.directory().toString()).exits(1).complains("is a directory, not a FIFO");
            Cli.run("fifo", "peek", scratch.path("none")).exits(3)
                    .complains("Create it with 'ipcctl mkfifo " + scratch.path("none"));
        }
    }
}
