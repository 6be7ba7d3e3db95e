package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code ipcctl doctor} on hosts that lack something: name spaces of its own, as root. Each mending command is run, and
 * mends.
 */
class DoctorIT {
    /**
     * {@code said CHECK} prints what is found and the status, {@code mend CHECK} does what it advises, {@code ordinary}
     * is a user whom nobody else is.
     */
    private static final String WORDS = String.join("\n",
            "said() { ipcctl doctor \"$@\" --format plain --columns severity,object,by; echo $?; }",
            "advice() { ipcctl doctor \"$1\" --json | jq -r --arg of \"${2-mend}\" '.[][$of] // empty'; }",
            "mend() { eval \"$(advice \"$1\")\"; }",
            "ordinary() { setpriv --reuid=65531 --regid=65531 --clear-groups env PATH=\"$PATH\" \"$@\"; }",
            "mount -t tmpfs none /dev/shm", "umount -a -t mqueue", "mount -t mqueue none /dev/mqueue",
            "mount -t tmpfs -o mode=755 none /mnt && cd /mnt", "");

    @BeforeAll
    static void needs() {
        Needs.root();
        Needs.program("unshare", "util-linux");
        Needs.program("setpriv", "util-linux");
        Needs.program("jq", "jq");
        Needs.program("python3", "python3");
    }

    private static Outcome apart(String... lines) {
        return within("", lines);
    }

    private static Outcome within(String options, String... lines) {
        return Installed.shell("exec unshare -m -i " + options + " bash",
                (WORDS + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What {@code breaking} breaks is {@code found}, mended by what is said, and fine then. */
    private static void mends(String check, String found, String... breaking) {
        int status = found.startsWith("note") ? 0 : 1;
        apart(String.join("\n", breaking), "said " + check, "mend " + check, "said " + check + " --all").exits(0)
                .prints(found.replaceFirst(" ", "\t").replaceFirst(" by ", "\t") + "\n" + status + "\nok\t-\t-\n0\n");
    }

    @Test
    void aQueueFileSystemThatIsMissingElsewhereOrOfAnother() {
        mends("mqueue", "warning /dev/mqueue by root", "umount /dev/mqueue");
        mends("mqueue", "note /mnt/q by root", "umount /dev/mqueue; mkdir q; mount -t mqueue none q");
        mends("mqueue", "note /mnt/q\\n\\x1b[31m $(x) by root",
                "umount /dev/mqueue; mkdir $'q\\n\\e[31m $(x)'; mount -t mqueue none $'q\\n\\e[31m $(x)'");
        mends("mqueue", "warning /dev/mqueue by root", "export -f said advice mend; exec unshare -i bash");
    }

    @Test
    void aModeThatKeepsUsersOutOrLetsThemRemove() {
        mends("mqueue", "fault /dev/mqueue by root", "chmod 755 /dev/mqueue",
                "ordinary ipcctl mq create q -q 2>/dev/null; [ $? = 5 ] || echo works");
        mends("mqueue", "warning /dev/mqueue by root", "chmod 777 /dev/mqueue");
        mends("shm", "fault /dev/shm by root", "chmod 1770 /dev/shm",
                "ordinary ipcctl sem create s -q 2>/dev/null; [ $? = 5 ] || echo works");
        mends("shm", "warning /dev/shm by root", "chmod 777 /dev/shm");
    }

    @Test
    void aDevShmThatIsMissingReadOnlySmallOrOnADisk() {
        mends("shm", "fault /dev/shm by root", "mount -o remount,ro /dev/shm");
        mends("shm", "warning /dev/shm by root", "mount -o remount,size=64M /dev/shm");
        mends("shm", "warning /dev/shm by root",
                "d=$(mktemp -d /var/tmp/ipcctl-t-XXXXXX); chmod 1777 $d; mount --bind $d /dev/shm; "
                        + "trap 'umount -l /dev/shm /dev/shm; rmdir $d' EXIT");
        mends("shm", "fault /dev/shm by root",
                "exec 9</dev/null; mount -t tmpfs none /dev; touch /dev/null; mount --bind /proc/self/fd/9 /dev/null");
        mends("limits", "warning /dev/shm size by root",
                "mount -o remount,size=1M /dev/shm; head -c 943718 /dev/zero >/dev/shm/f");
    }

    /** The line that is appended to fstab is one by which mount(8) finds everything. */
    @Test
    void whatLastsIsALineOfFstab() {
        apart("touch fstab; mount --bind fstab /etc/fstab; umount /dev/mqueue /dev/shm; "
                + "mount -t tmpfs -o size=1M,mode=1777 none /dev/shm",
                "for check in mqueue shm; do eval \"$(advice $check lasting)\"; done; umount /dev/shm; "
                        + "mount /dev/mqueue; mount /dev/shm; said mqueue shm --all")
                .prints("ok\t-\t-\nok\t-\t-\n0\n");
    }

    @Test
    void whatIsNoObjectIsANoteAndWhatIsNoSemaphoreIsBroken() {
        apart("mkfifo /dev/shm/fifo; ln -s x $'/dev/shm/l\\nk'; said files")
                .prints("note\t/dev/shm/fifo\troot\nnote\t/dev/shm/l\\nk\troot\n0\n");
        apart("ipcctl sem create good; printf abc >/dev/shm/sem.bad; mkfifo \"/dev/shm/sem.it's \\$(x)\"; "
                + "mkdir /dev/shm/sem.d; chown 65531 /dev/shm/sem.bad",
                "said sem; mend sem; said sem --all; ls /dev/shm")
                .prints("warning\t/dev/shm/sem.bad\t65531\nwarning\t/dev/shm/sem.d\troot\nwarning\t/dev/shm/sem.it's "
                        + "$(x)\troot\n1\nok\t-\t-\n0\nsem.good\n");
        apart("ipcctl sem create mine; ordinary ipcctl doctor sem --json | jq -r '.[] | .severity, .what, .by'")
                .succeeds()
                .prints("note\n1 semaphores of other users may not be read\nroot\n");
    }

    /** One that was copied while it was locked is a lock that nobody can give back. */
    @Test
    void aMutexWhoseOwnerIsDead() {
        String locked = "mkfifo ready; coproc ipcctl mutex run -q m -- sh -c 'echo >ready; exec sleep 3599'; "
                + "read <ready; ";
        String killed = "kill -9 $COPROC_PID; wait $COPROC_PID; ";
        mends("mutex", "warning mutex:/m by root", locked + "[ \"$(said mutex)\" = 0 ] || echo early", killed);
        mends("mutex", "fault mutex:/copy by 65531",
                locked + "cp /dev/shm/m /dev/shm/copy; chown 65531 /dev/shm/copy; chmod 660 /dev/shm/copy",
                killed + "rm /dev/shm/m");
        Outcome strange = apart(locked + "cp /dev/shm/m /dev/shm/copy", killed + "rm /dev/shm/m",
                "unshare -pf --mount-proc ipcctl doctor mutex --all --format plain --columns severity");
        assertThat(strange.out()).as("of another PID namespace nobody knows").isEqualTo("ok\n");
        apart(locked + "cp /dev/shm/m /dev/shm/copy; chmod 660 /dev/shm/copy",
                killed + "mend mutex; stat -c %a /dev/shm/copy; ipcctl mutex stat copy --format plain --columns state")
                .exits(0).prints("660\nfree\n");
        apart("ipcctl mutex create m; ordinary ipcctl doctor mutex --format plain --columns severity,what").succeeds()
                .prints("note\t1 objects of the size of a mutex may not be inspected\n");
    }

    private static final String BIND = "import socket, sys\ns = socket.socket(socket.AF_UNIX, int(sys.argv[1])); "
            + "s.bind(sys.argv[2])\n"
            + "if len(sys.argv) > 3: print(flush=True); sys.stdin.read()\n";

    private static Outcome withSockets(String... lines) {
        return apart("cat >bind.py <<'END'", BIND + "END", "left() { python3 /mnt/bind.py $1 \"$2\" </dev/null; }",
                "mount -t tmpfs none /run; mount -t tmpfs none /var/tmp; export XDG_RUNTIME_DIR=/mnt/xdg TMPDIR=/mnt; "
                        + "mkdir xdg",
                String.join("\n", lines));
    }

    @Test
    void aFileThatNoSocketIsBoundTo() {
        String deep = "d=/mnt/xdg/$(printf 'long%.0s' {1..30}); mkdir $d; cd $d; left 1 s; cd /mnt";
        withSockets("left 1 xdg/stream; left 2 \"xdg/it's \\$(x)\"; left 5 $'xdg/new\\nline'", deep,
                "ln -s stream xdg/link; chown 65531 xdg/stream; chmod 1777 xdg",
                "ipcctl doctor sockets --json | jq -r '.[] | select(.object | startswith(\"/mnt\")) | .severity, "
                        + ".object, .by'",
                "mend sockets; ls xdg | sed 's/long.*/long/'; ls $d")
                .exits(0)
                .prints("warning\n/mnt/xdg/it's "
                        + "$(x)\nroot\nwarning\n/mnt/xdg/new\nline\nroot\nwarning\n/mnt/xdg/stream\n65531\nwarning\n"
                        + "/mnt/xdg/" + "long".repeat(30) + "/s\nroot\nlink\nlong\n");
    }

    /** Neither of this network name space nor of another. */
    @Test
    void aSocketThatIsBoundHearsNothingAndIsNoFinding() {
        withSockets("for type in 1 2 5; do for net in '' 'unshare -n'; do",
                "coproc $net python3 bind.py $type \"xdg/$type$net\" wait; read -u ${COPROC[0]}; "
                        + "pids=\"$pids $COPROC_PID\"",
                "eval \"exec {keep}>&${COPROC[1]}\"; done; done 2>/dev/null",
                "ipcctl doctor sockets --json | jq -c '[.[].object | select(startswith(\"/mnt\"))]'; ls xdg | wc -l; "
                        + "kill $pids")
                .prints("[]\n6\n");
    }

    @Test
    void whatAnUserMayNotAskIsANoteWhereItIsNotInTheTable() {
        withSockets(
                "left 1 xdg/left; chmod 600 xdg/left; chmod 755 xdg; coproc python3 bind.py 1 xdg/bound wait; "
                        + "read -u ${COPROC[0]}; chmod 600 xdg/bound; mkdir -m 700 xdg/closed",
                "ordinary ipcctl doctor sockets --json | jq -r '.[] | select(.object | contains(\"/mnt\")) | "
                        + ".severity, (.what | sub(\"^[0-9]+\"; \"N\")), .mend, .by'")
                .prints("note\nno socket of this network namespace is bound to this file; "
                        + "one of another namespace may be, which this user may not check\nipcctl doctor sockets\n"
                        + "root\nnote\nN directories below it may not be read, and may contain sockets\nipcctl doctor "
                        + "sockets\nroot\n");
    }

    /** It would wait for ever for what is mounted below. */
    @Test
    void whatIsMountedBelowIsNotAsked() {
        withSockets(
                "mkdir xdg/m; mount -t tmpfs none xdg/m; left 1 xdg/m/s; "
                        + "ipcctl doctor sockets --verbose --json 2>trace | jq -c '[.[].object | "
                        + "select(startswith(\"/mnt\"))]'; grep -c xdg/m trace")
                .prints("[]\n0\n");
    }

    @Test
    void objectsThatVanishAtLogout() {
        String host = "coproc { echo systemd-logind >/proc/$BASHPID/comm; echo; read x; }; read -u ${COPROC[0]}; "
                + "[ -d /etc/systemd ] || { mkdir /etc/systemd; trap 'umount /etc/systemd; rmdir /etc/systemd' EXIT; "
                + "}; mount -t tmpfs none /etc/systemd; systemctl() { echo systemctl \"$@\"; }";
        apart(host,
                "ordinary ipcctl doctor logout --format plain --columns severity,object,by; echo $?; said logout; "
                        + "mend logout; ordinary ipcctl doctor logout --format plain; echo $?")
                .prints("warning\tRemoveIPC=yes\troot\n1\nnote\tRemoveIPC=yes\troot\n0\nsystemctl "
                        + "try-reload-or-restart systemd-logind\n0\n");
    }

    @Test
    void aProcThatIsMissingOrHidesProcesses() {
        within("-pf --mount-proc",
                "umount -l /proc; umount -l /proc; ipcctl doctor proc --format plain --columns severity,mend; echo $?; "
                        + "mount -t proc proc /proc; said proc --all")
                .prints("fault\tmount -t proc proc /proc\n1\nok\t-\t-\n0\n");
        within("-pf --mount-proc",
                "mount -o remount,hidepid=2 /proc; said proc --all; "
                        + "ordinary ipcctl doctor proc --format plain --columns severity,object,what; "
                        + "mend=$(ordinary ipcctl doctor proc --format plain --columns mend)",
                "eval \"$mend\"; ordinary ipcctl doctor proc --all --format plain --columns severity")
                .exits(0)
                .prints("ok\t-\t-\n0\nnote\t/proc\thidepid=invisible hides the processes of other users: holders, ls "
                        + "and pipe ls see fewer\nok\n");
        apart("exec unshare -pf bash -c 'ipcctl doctor proc --format plain --columns severity,mend; "
                + "mount -t proc proc /proc; ipcctl doctor proc --all --format plain --columns severity'")
                .prints("warning\tmount -t proc proc /proc\nok\n");
    }

    @Test
    void whoseIpcThisIs() {
        Outcome outcome = within("-pf --mount-proc",
                "ipcctl doctor namespaces --json | jq -r '.[] | select(.object | test(\"^(ipc|pid):\")) | .severity, "
                        + ".object'; echo $(readlink /proc/self/ns/ipc /proc/self/ns/pid)",
                "unshare -i ipcctl doctor namespaces --format plain --columns mend");
        String[] lines = outcome.exits(0).out().split("\n");
        assertThat(lines[0] + lines[2]).isEqualTo("notenote");
        assertThat(lines[4]).isEqualTo(lines[1] + " " + lines[3]);
        assertThat(lines[lines.length - 1]).isEqualTo("nsenter --target 1 --mount --ipc ipcctl mq ls");
        within("-pf --mount-proc",
                "ipcctl mq create there; unshare -i bash -c 'eval \"$(ipcctl doctor namespaces --format plain "
                        + "--columns mend | tail -n 1) --format plain --columns name\"'")
                .succeeds().prints("/there\n");
    }

    @Test
    void anArchiveThatIsMissingOrDoesNotFit() {
        apart("cp -r " + Installed.TREE
                + " tree; rm -f tree/lib/ipcctl/ipcctl.jsa; "
                + "mount -t tmpfs none /tmp; PATH=/mnt/tree/bin:$PATH; said ipcctl; mend ipcctl; "
                + "said ipcctl --all; echo >/mnt/tree/lib/ipcctl/ipcctl.jsa; said ipcctl")
                .exits(0)
                .prints("note\t/mnt/tree/bin/../lib/ipcctl/ipcctl.jsa\troot\n0\nok\t-\t-\n0\n"
                        + "note\t/mnt/tree/bin/../lib/ipcctl/ipcctl.jsa\troot\n0\n");
    }
}
