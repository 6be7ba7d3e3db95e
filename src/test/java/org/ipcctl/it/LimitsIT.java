package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code ipcctl limits} where limits are near, changed, or not to be seen: in name spaces of its own, as root. */
class LimitsIT {
    /** A user whom nobody else of this machine is. */
    private static final String ORDINARY = "ordinary() { setpriv --reuid=65531 --regid=65531 --clear-groups env "
            + "PATH=\"$PATH\" \"$@\"; }; ";

    @BeforeAll
    static void needs() {
        Needs.root();
        Needs.program("unshare", "util-linux");
        Needs.program("jq", "jq");
    }

    private static Outcome apart(String script) {
        return Installed
                .shell("exec unshare -m -i bash -c '" + ORDINARY + "mount -t mqueue none /dev/mqueue; " + script + "'");
    }

    @Test
    void aFullDevShmIsWarnedOfAndChecked() {
        String full = "mount -t tmpfs -o size=1M,nr_inodes=50 none /dev/shm; head -c 943718 /dev/zero >/dev/shm/f; ";
        Outcome warned = apart(full
                + "ipcctl limits shm --format plain --columns limit,value,value_bytes,used,used_bytes,used_percent; "
                + "ipcctl limits shm -q --check 91")
                .exits(0);
        assertThat(warned.out())
                .startsWith("/dev/shm size\t-\t1048576\t-\t946176\t90.2\n/dev/shm nr_inodes\t50\t-\t2\t-\t4.0\n");
        assertThat(warned.err()).isEqualTo(
                "ipcctl limits: 90.2 percent of /dev/shm size (shm) are in use, 946176 bytes of 1048576 bytes; "
                        + "raise it: mount -o remount,size=2097152 /dev/shm\n");
        Outcome checked = apart(full + "ipcctl limits sem --check 90 --quiet >/dev/null").exits(1).prints("");
        assertThat(checked.err()).isEqualTo(
                "ipcctl limits: above 90 percent: 90.2 percent of /dev/shm size (shm) are in use, 924 KiB of 1 MiB.\n"
                        + "Raise it: mount -o remount,size=2097152 /dev/shm\n");
        apart(full + "ipcctl limits --check 90 --format json >/dev/null").exits(1).complains("\"exit_code\":1");
    }

    @Test
    void aTmpfsWithoutLimitsIsUnlimited() {
        apart("mount -t tmpfs -o size=0,nr_inodes=0 none /dev/shm; "
                + "ipcctl limits shm --format plain --columns allows,value,value_bytes,in_use,used_percent,raise")
                .succeeds()
                .prints("unlimited\t-\t-\t-\t-\t-\nunlimited\t-\t-\t-\t-\t-\n");
    }

    @Test
    void whatIsNotThereIsMissingAndNotZero() {
        Outcome unmounted = apart(
                "umount -a -t mqueue; ipcctl limits mq --format plain --columns limit,in_use,used_percent").exits(0);
        assertThat(unmounted.out()).contains("mqueue/queues_max\t-\t-\n", "RLIMIT_MSGQUEUE\t-\t-\n");
        assertThat(unmounted.err()).hasLineCount(1)
                .contains("mqueue/queues_max, RLIMIT_MSGQUEUE: the mqueue file system is not mounted");
        apart("mount -t tmpfs none /proc/sys; ipcctl limits pipe sock --format csv --no-header --columns "
                + "allows,value,value_bytes,raise,sysctl_d")
                .succeeds()
                .prints(",,,,\n".repeat(7));
        assertThat(apart(
                "mount --bind /proc/sys /proc/sys; mount -o remount,ro,bind /proc/sys; "
                        + "cat /proc/sys/fs/mqueue/msg_max; "
                        + "ipcctl limits mq --format plain --columns value | head -n 1")
                .succeeds().out().lines().distinct()).hasSize(1);
        apart("exec 9</dev/null; mount -t tmpfs none /dev; touch /dev/null; mount --bind /proc/self/fd/9 /dev/null; "
                + "ipcctl limits shm --format plain --columns allows,in_use,raise")
                .succeeds().prints("-\t-\t-\n-\t-\t-\n");
    }

    /** The command is one that works, and has twice as much then. */
    @Test
    void whatItSaysRaisesThem() {
        Outcome outcome = apart("mount -t tmpfs -o size=1M,nr_inodes=50 none /dev/shm; ulimit -S -q 100000; "
                + "ipcctl limits mq shm -q --format json >/tmp/ipcctl-t-limits-$$; "
                + "eval \"$(jq -r \".[].raise\" /tmp/ipcctl-t-limits-$$)\" >/dev/null || exit 9; "
                + "ipcctl limits mq shm -q --format json | jq -c --slurpfile before /tmp/ipcctl-t-limits-$$ "
                + "\"[to_entries[] | (.value.value // .value.value_bytes) / (\\$before[0][.key] | .value // "
                + ".value_bytes)]\"; rm /tmp/ipcctl-t-limits-$$")
                .succeeds();
        assertThat(outcome.out()).isEqualTo("[2,2,2,2,2,2]\n");
    }

    /**
     * The kernel counts the same bytes: exactly one more than is left is too much. It counts those of a user in all IPC
     * name spaces, and in one that has ended until it is taken apart, so that this user is nobody else's.
     */
    @Test
    void theBytesOfQueuesAreThoseThatTheKernelCounts() {
        apart("ordinary() { setpriv --reuid=65530 --regid=65530 --clear-groups env PATH=\"$PATH\" \"$@\"; }; "
                + "ordinary ipcctl mq create a --max-messages 10 --message-size 128 -q; "
                + "ordinary ipcctl mq create b --max-messages 3 --message-size 77 -q; "
                + "used=$(ordinary ipcctl limits mq --format json | jq \".[] | select(.limit == "
                + "\\\"RLIMIT_MSGQUEUE\\\").used_bytes\"); "
                + "for room in 2239 2240; do ordinary prlimit --msgqueue=$((used + room)) ipcctl mq create c "
                + "--max-messages 10 --message-size 128; echo $?; done")
                .prints("7\n0\n").complains("'ipcctl limits mq' shows what is in use. Ask for less");
    }

    @Test
    void whatMayNotBeSeenIsSaidOnce() {
        Outcome outcome = apart(
                "ordinary ipcctl mq create a -q; chmod 0 /dev/mqueue/a; "
                        + "ordinary ipcctl limits mq --format plain --columns limit,used,unseen")
                .exits(0);
        assertThat(outcome.err()).isEqualTo(
                "ipcctl limits: RLIMIT_MSGQUEUE: not all queues of this user may be opened, so their bytes are not "
                        + "counted\n");
        assertThat(outcome.out()).contains("mqueue/queues_max\t1\t-\n", "not all queues of this user may be opened");
    }

    @Test
    void theDescriptorsOfTheProcessThatHasMostCount() {
        apart("ordinary bash -c \"ulimit -n 1000; for i in {1..850}; do exec {fd}</dev/null; done; "
                + "ipcctl limits process --check 84 >/dev/null\"")
                .exits(1)
                .complains(" percent of RLIMIT_NOFILE (process) are in use, 8", "of 1000 descriptors");
    }

    @Test
    void anErrorSaysTheSameCommand() {
        Outcome outcome = apart(
                "sysctl -q -w fs.mqueue.queues_max=1; ipcctl mq create a -q; "
                        + "ipcctl limits mq -q --format plain --columns limit,raise | grep queues_max | cut -f 2; "
                        + "ordinary ipcctl mq create b")
                .exits(7).prints("sysctl -w fs.mqueue.queues_max=2\n");
        assertThat(outcome.err()).contains("as root: sysctl -w fs.mqueue.queues_max=2\n");
    }
}
