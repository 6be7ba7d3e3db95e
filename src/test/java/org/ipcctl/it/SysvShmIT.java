package org.ipcctl.it;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.SysvScratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** System V shared memory with the installed tool, beside Python and ipcs(1). {@code $K} is the key of the test. */
class SysvShmIT {
    private final String key = SysvScratch.key();

    @AfterEach
    void remove() {
        shell("ipcctl sysv shm rm -f $K").succeeds();
    }

    private Outcome shell(String script) {
        return Installed.shell("K=" + key + "; " + script);
    }

    @Test
    void pythonSpeaksTheSameAndIpcsShowsIt() {
        Needs.that(Installed.shell("/usr/bin/python3 -c 'import sysv_ipc'").exitCode() == 0,
                "no sysv_ipc on this machine (Debian: apt install python3-sysv-ipc)");
        Needs.program("ipcs", "util-linux");
        shell("ipcctl sysv shm create $K --size 64 -m 640; ipcctl sysv shm write $K --layout id:i32,value:f32 id=7 "
                + "value=23.5; "
                + "/usr/bin/python3 -c \"import sysv_ipc, struct; m = sysv_ipc.SharedMemory($K); "
                + "print(struct.unpack('if', m.read(8))); m.write(b'from python', 8)\"; "
                + "ipcctl sysv shm read $K --offset 8 --length 11; echo; "
                + "ipcs -m | awk -v k=$K '$1 == k { print $4, $5, $6 }'")
                .succeeds()
                .prints("(7, 23.5)\nfrom python\n640 64 0\n");
    }

    @Test
    void ordinaryUsersAreToldWhatTheyMayNotDo() {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        shell("ordinary() { setpriv --reuid=65534 --regid=65534 --clear-groups " + Installed.COMMAND
                + " sysv shm \"$@\" </dev/null; echo $?; }; ipcctl sysv shm create $K -s 4 -m 644; "
                + "ipcctl sysv shm write $K kept; ordinary write $K x; ordinary read $K; ordinary rm $K; "
                + "ordinary stat $K --format plain --columns mode,attached")
                .exits(0)
                .prints("5\nkept0\n5\n0644\t0\n0\n")
                .complains("permission denied (shmat: EACCES)", "ipcctl sysv shm stat " + key + "' shows its mode");
    }

    @Test
    void limitsThatAreHitAreNamed() {
        Needs.that(Installed.shell("unshare -i true").exitCode() == 0 || !Needs.isRoot(), "unshare -i");
        Needs.root();
        shell("unshare -i sh -c 'echo 1 >/proc/sys/kernel/shmmni; " + Installed.COMMAND + " sysv shm create 1 -s 1; "
                + Installed.COMMAND + " sysv shm create 2 -s 1'").exits(7)
                .complains("kernel.shmmni", "ipcctl limits sysv");
        shell("unshare -i sh -c 'echo 4096 >/proc/sys/kernel/shmmax; " + Installed.COMMAND
                + " sysv shm create 1 -s 4097'").exits(7)
                .complains("kernel.shmmax allows, which is 4096");
    }
}
