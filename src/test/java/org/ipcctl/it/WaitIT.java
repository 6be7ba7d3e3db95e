package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.ipcctl.testing.Asleep;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The installed tool waits for what C programs, shells and other users do. */
class WaitIT {
    private final Scratch scratch = new Scratch();
    private final String name = Scratch.name("wait");

    @AfterEach
    void remove() {
        Installed.run("mq", "rm", "-f", name);
        Installed.run("shm", "rm", "-f", name);
        scratch.close();
    }

    private Outcome shell(String script) {
        return Installed.shell("N=" + name + " D=" + scratch.directory()
                + "; ordinary() { setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"; }; " + script);
    }

    private Peer waiting(String... words) {
        String[] command = new String[words.length + 2];
        command[0] = Installed.COMMAND;
        command[1] = "wait";
        System.arraycopy(words, 0, command, 2, words.length);
        Peer peer = Peer.start(command);
        Asleep.POLL.await(peer.pid());
        return peer;
    }

    @Test
    void aCProgramsQueueAndItsFirstMessage() {
        try (Peer exists = waiting("mq:" + name)) {
            Installed.run("mq", "create", name, "--message-size", "128").succeeds();
            assertThat(exists.end()).isZero();
        }
        try (Peer data = waiting("mq:" + name, "--for", "data", "-t", "60s");
             Peer sender = Peer.start(CPrograms.path("mq_sender"), name)) {
            sender.says("sent");
            assertThat(data.end()).isZero();
        }
        shell("ipcctl mq stat $N --format plain --columns messages").prints("10\n");
    }

    @Test
    void whoWaitsToBeNotifiedIsNotifiedAndWhoReceivesGetsTheMessage() {
        shell("ipcctl mq create $N; ipcctl mq notify $N -t 60s >/dev/null & n=$!; "
                + "while [ \"$(ipcctl mq stat $N --format plain --columns notify_pid)\" = 0 ]; do sleep 0.02; kill "
                + "-0 $n || exit; "
                + "done; "
                + "ipcctl wait mq:$N --for data -t 60s & w=$!; until grep -qs '^\\(7\\|73\\) ' "
                + "/proc/$w/task/*/syscall; do sleep 0.02; kill -0 $w || exit; done; "
                + "ipcctl mq send $N x; wait $n && wait $w && ipcctl mq recv $N").exits(0).prints("x");
    }

    @Test
    void ctrlCEndsItWith130() {
        shell("ipcctl mq create $N").succeeds();
        for (String[] words : new String[][] {{"mq:" + name, "--for", "data"}, {"mq:" + name, "--for", "gone"},
            {"sock:" + scratch.path("none"), "--for", "peer"}}) {
            try (Peer wait = waiting(words)) {
                assertThat(wait.signal("INT").end()).isEqualTo(130);
            }
        }
    }

    @Test
    void whereTheFileSystemOfQueuesIsNotMountedItAsksAgain() {
        assumeTrue(Needs.isRoot() && Installed.shell("unshare --mount --ipc true").exitCode() == 0,
                "name spaces of one's own are not allowed here");
        for (String prepared : new String[] {"umount -l /dev/mqueue 2>/dev/null", "true"}) {
            // Without the umount, what is mounted shows the queues of another name space.
            shell("export N; unshare --mount --ipc bash -c '" + prepared
                    + "; { ipcctl wait mq:$N -t 60s; echo $?; } & ipcctl mq create $N; wait; "
                    + "ipcctl wait mq:$N --for gone -t 0 2>/dev/null; echo $?; ipcctl mq rm $N; "
                    + "ipcctl wait mq:$N --for gone -t 0; echo $?'")
                    .prints("0\n124\n0\n");
        }
    }

    @Test
    void anOrdinaryUserWhoMayNotReadOrSeeAll() {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        shell("chmod 711 $D; mkfifo -m 622 $D/f; ordinary $(command -v ipcctl) wait fifo:$D/f; echo $?").prints("0\n");
        // A directory that may not be read cannot be watched.
        shell("chmod 711 $D; { ordinary $(command -v ipcctl) wait fifo:$D/g -t 60s; echo $?; } & mkfifo $D/g; wait")
                .prints("0\n");
        shell("ordinary $(command -v ipcctl) wait fifo:$D/f --for peer -t 0").exits(124)
                .complains("Not all processes can be seen; root sees all.");
        // Root's own descriptors are not seen, and what is queued is not told by a stranger's process.
        shell("exec 7<>$D/f; echo x >&7; ordinary $(command -v ipcctl) wait fifo:$D/f --for data -t 100ms").exits(124);
        shell("ipcctl mq create $N -m 622; { ordinary $(command -v ipcctl) wait mq:$N --for data -t 60s; echo $?; "
                + "} & ipcctl mq send $N x; wait")
                .prints("0\n");
        shell("ordinary $(command -v ipcctl) wait mutex:$N --for unlocked").exits(3);
        shell("ipcctl mutex create $N; ordinary $(command -v ipcctl) wait mutex:$N --for unlocked -t 0").exits(5);
        shell("chmod 700 $D; ordinary $(command -v ipcctl) wait fifo:$D/f -t 0").exits(5);
    }
}
