package org.ipcctl.it;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;

/**
 * A /dev/shm that refuses: the directory is what is named then, and not an object's mode. In a mount namespace, as
 * root.
 */
class DevShmIT {
    private static final String ORDINARY = "ordinary() { setpriv --reuid=65534 --regid=65534 --clear-groups env "
            + "PATH=\"$PATH\" \"$@\"; }; ";

    /** Each line of {@code commands} is run, and its status printed. */
    private static Outcome with(String setUp, String commands) {
        Needs.root();
        Needs.program("unshare", "util-linux");
        StringBuilder script = new StringBuilder("mount -t tmpfs -o mode=1777 none /dev/shm; ").append(ORDINARY)
                .append(setUp).append("; ");
        commands.lines().forEach(line -> script.append(line).append("; echo $?; "));
        return Installed.shell("exec unshare -m bash -c '" + script + "'");
    }

    @Test
    void aDirectoryThatTakesNoNewFile() {
        with("ipcctl sem create a -m 666; ipcctl shm create b --size 8 -m 666; chmod 755 /dev/shm", """
                ordinary ipcctl sem create n
                ordinary ipcctl shm create n --size 8
                ordinary ipcctl sem get a
                ordinary ipcctl sem post a
                ordinary ipcctl sem rm a
                ordinary ipcctl shm rm b""").prints("5\n5\n1\n0\n0\n5\n5\n")
                .complains("sem create: /n: the directory /dev/shm does not let you create a file in it",
                        "usually 1777",
                        "shm create: /n: the directory /dev/shm does not let you create a file in it",
                        "sem rm: /a: the directory /dev/shm does not let you remove files from it",
                        "shm rm: /b: the directory /dev/shm does not let you remove files from it");
    }

    @Test
    void aDirectoryThatMayNotBeSearched() {
        with("ipcctl sem create a -m 666; ipcctl shm create b --size 8 -m 666; chmod 700 /dev/shm", """
                ordinary ipcctl sem post a
                ordinary ipcctl shm read b
                ordinary ipcctl sem ls""").prints("5\n5\n5\n")
                .complains("sem post: /a: the directory /dev/shm does not let you reach files in it",
                        "shm read: /b: the directory /dev/shm does not let you reach files in it",
                        "sem ls: /dev/shm: ");
    }

    @Test
    void aReadOnlyOneIsStillListed() {
        with("ipcctl sem create a -n 4; mount -o remount,ro /dev/shm", """
                ipcctl sem ls --format plain --columns name,value
                ipcctl sem post a
                ipcctl sem create n
                ipcctl sem rm a
                ipcctl shm create n --size 8""").prints("/a\t4\n0\n5\n5\n5\n5\n")
                .complains("sem post: /a: /dev/shm is mounted read-only",
                        "sem create: /n: /dev/shm is mounted read-only",
                        "sem rm: /a: /dev/shm is mounted read-only", "shm create: /n: /dev/shm is mounted read-only");
    }

    @Test
    void aFileThatMayOnlyBeReadHasItsValue() {
        with("ipcctl sem create a -n 4 -m 644; ipcctl sem create b -n 4 -m 600", """
                ordinary ipcctl sem ls --format plain --columns name,value
                ordinary ipcctl sem get a
                ordinary ipcctl sem post a
                ordinary ipcctl sem get b""").prints("/a\t4\n/b\t-\n0\n4\n0\n5\n5\n")
                .complains("The semaphore's mode does not allow it");
    }
}
