package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * All objects of a host, in an IPC name space and directories of its own, where nothing of other tests is found and
 * removed.
 */
class HostIT {
    /** A program that ends without cleaning up. */
    private static final String LEFTOVERS = "python3 -c 'import ctypes, os; f = os.open(\"/dev/shm/left\", os.O_CREAT "
            + "| os.O_RDWR, 0o600); os.ftruncate(f, 4096); "
            + "c = ctypes.CDLL(None); c.mq_open(b\"/left\", os.O_CREAT | os.O_RDWR, 0o600, None); "
            + "c.sem_open(b\"/left\", os.O_CREAT, 0o600, 1)'; ";

    @BeforeEach
    void need() {
        assumeTrue(Needs.isRoot() && Installed.shell("unshare --mount --ipc true").exitCode() == 0,
                "mounts of one's own are not allowed here");
        Needs.program("setpriv", "util-linux");
        Needs.program("python3", "python3");
    }

    private static Outcome host(String script) {
        String ordinary = "ordinary() { setpriv --reuid=65534 --regid=65534 --clear-groups " + Installed.COMMAND
                + " \"$@\"; }; ";
        return Installed.shell(
                "cat >/tmp/ipcctl-t-host-$$ <<'EOF'\nmount -t tmpfs -o mode=1777 none /dev/shm; "
                        + "mount -t mqueue none /dev/mqueue; chmod 1777 /dev/mqueue; "
                        + ordinary + script
                        + "\nEOF\nunshare --mount --ipc bash /tmp/ipcctl-t-host-$$; s=$?; rm /tmp/ipcctl-t-host-$$; "
                        + "exit $s");
    }

    @Test
    void whatACrashedProgramLeftIsListedAndRemovedAndNothingOfARunningOne() {
        Outcome outcome = host(LEFTOVERS + "ipcctl shm create used --size 4K; exec 9</dev/shm/used; "
                + "ipcctl rm --orphans --dry-run --format plain --columns object 9<&- | sort; echo --; "
                + "ipcctl ls --orphans --format plain --columns object -q | sort; echo --; "
                + "ipcctl rm --orphans; echo $?; ls /dev/shm /dev/mqueue");
        outcome.exits(0).prints(
                "mq:/left\nsem:/left\nshm:/left\n--\nmq:/left\nsem:/left\nshm:/left\n--\n0\n/dev/mqueue:\n\n/dev/shm:\n"
                        + "used\n");
        assertThat(outcome.err()).isEmpty();
    }

    /** Its name says nothing here, and must not be taken for one that does. */
    @Test
    void aQueueOfAnotherNameSpaceIsForeign() {
        Outcome outcome = host(
                "ipcctl mq create here; exec 8</dev/mqueue/here; ipcctl ls --kind mq --format plain --columns "
                        + "object,state -q | grep /here; "
                        + "unshare --mount --ipc bash -c 'mount -t mqueue none /dev/mqueue; "
                        + "ipcctl ls --kind mq --format plain --columns object,state -q | grep /here'");
        outcome.exits(0).prints("mq:/here\t-\nmq:/here\tforeign\n");
    }

    /** The kernel tells an ordinary user of its own objects, and of them only. */
    @Test
    void anOrdinaryUserRemovesItsOwnThatNobodyHasNotEvenRoot() {
        Outcome outcome = host(
                "ipcctl shm create roots --size 4K; ordinary shm create idle --size 4K; "
                        + "ordinary shm create held --size 4K; exec 9</dev/shm/held; "
                        + "ordinary ls --orphans --format plain --columns object 9<&-; ordinary rm shm:held 9<&-; "
                        + "echo $?; "
                        + "ordinary rm --orphans 9<&-; echo $?; ls /dev/shm");
        outcome.exits(0).prints("shm:/idle\n1\n1\nheld\nroots\n").complains(
                "shm:/held: it is in use by a process that cannot be seen",
                "one object is left out, because a process may have it: not all processes can be seen; root sees all");
    }

    @Test
    void anOrdinaryUserSeesFewerHoldersAndIsToldOnce() {
        Outcome outcome = host(
                "ipcctl shm create held -m 644 --size 4K; exec 9</dev/shm/held; "
                        + "ordinary ls --holders shm:held --format ndjson; "
                        + "ipcctl ls --holders shm:held --format plain --columns fd -q");
        outcome.exits(0);
        assertThat(outcome.out().lines().toList().get(0)).contains("\"pid\":null");
        assertThat(outcome.out().lines().skip(1)).contains("9");
        assertThat(outcome.err().lines()).containsExactly("ipcctl ls: not all processes can be seen; root sees all");
    }

    @Test
    void asksOnATerminalBeforeMoreThanOne() {
        Needs.program("script", "bsdutils");
        Outcome outcome = host("ipcctl shm create a1 --size 1; ipcctl shm create a2 --size 1; "
                + "echo n | script -qec 'ipcctl rm \"shm:a?\"' /dev/null; ls /dev/shm; "
                + "echo y | script -qec 'ipcctl shm rm \"a?\"' /dev/null; ls /dev/shm");
        outcome.exits(0);
        assertThat(outcome.out()).contains("Remove these 2 objects? [y/N]")
                .containsPattern("(?s)a1\na2\n.*Remove these 2 objects.*$").doesNotEndWith("a2\n");
    }

    @Test
    void aKindThatCannotBeListedKeepsNoOther() {
        Installed.shell(
                "unshare --mount --ipc bash -c 'mount -t tmpfs -o mode=1777 none /dev/shm; umount -q /dev/mqueue; "
                        + "umount -q /dev/mqueue; "
                        + "ipcctl shm create there --size 1; ipcctl rm \"mq:x*\" shm:there; s=$?; ls /dev/shm; "
                        + "exit $s'")
                .exits(8).prints("").complains("is not mounted");
    }

    @Test
    void withoutTheMountQueuesThatAreOpenAreListedAndTheRestIsSaidToBeMissing() {
        Outcome outcome = Installed.shell(
                "unshare --mount --ipc bash -c 'mount -t tmpfs -o mode=1777 none /dev/shm; umount -q /dev/mqueue; "
                        + "umount -q /dev/mqueue; "
                        + "ipcctl shm create there --size 1; ipcctl ls --kind shm --format plain --columns object -q; "
                        + "ipcctl ls --format plain --columns object | grep shm; ipcctl ls --kind mq >/dev/null'");
        outcome.prints("shm:/there\nshm:/there\n").exits(8).complains("the mqueue file system is not mounted");
    }
}
