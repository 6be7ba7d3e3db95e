package org.ipcctl.it;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Another user has put something where root is about to do something: what takes no race and no long time of the storm
 * {@code intruder}. {@code $D} is a directory like /tmp, {@code $M} one of the other user's, and {@code mallory} runs a
 * command as that user.
 */
class IntruderIT {
    private final Scratch scratch = new Scratch();

    @BeforeEach
    void create() {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        shell("chmod 755 $S; mkdir -m 1777 $D; mkdir $M; chmod 777 $M; chown 65534 $M; umask 077; "
                + "echo secret >$S/secret")
                .succeeds();
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    private Outcome shell(String script) {
        String set = "S=" + scratch.directory() + "; D=$S/public; M=$S/mallory; "
                + "mallory() { setpriv --reuid=65534 --regid=65534 --clear-groups sh -c \"umask 0; cd $S && $1\"; }; ";
        return Installed.shell(set + script);
    }

    /** With a /dev/shm of its own, for what is there others would stumble over, too. */
    private Outcome apart(String script) {
        return shell("export S D M; export -f mallory; unshare --mount bash -c "
                + ExamplesIT.quoted("mount -t tmpfs -o mode=1777 none /dev/shm; " + script));
    }

    private void untouched() {
        shell("cat $S/secret; stat -c '%a %u' $S/secret").prints("secret\n600 0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$M", "$M/jobs", "$D/planted", "$D/link", "$S/own-link", "$S/open/state"})
    void claimsAreNotBelievedWhereAnotherUserLeadsTheWay(String state) {
        String queue = Scratch.name("intruder");
        shell("mkdir -m 700 $S/own; mkdir $S/open; chmod 777 $S/open; ln -s $M $S/own-link; "
                + "mallory 'mkdir -p mallory/jobs; mkdir public/planted; ln -s $PWD/own public/link'; "
                + "ipcctl mq create " + queue + "; ipcctl mq send " + queue + " kept; ipcctl mq work " + queue
                + " --state " + state + " --drain -- cat; s=$?; "
                + "ipcctl mq recv " + queue + "; ipcctl mq rm " + queue + "; exit $s").exits(5).prints("kept")
                .complains("--state DIR");
    }

    @Test
    void nobodyElsesSocketIsMovedToWhereOneWas() {
        shell("""
                cat >$S/plant.py <<'END'
                import os, socket, sys
                held = []
                for name in ('stale', 'secret'):
                    held.append(socket.socket(socket.AF_UNIX))
                    held[-1].bind('public/.' + name + '.ipcctl-spy')
                    held[-1].listen()
                with open('public/pid', 'w') as file:
                    file.write(str(os.getpid()))
                print(flush=True)
                sys.stdin.read()
                END
                python3 -c "import socket; socket.socket(socket.AF_UNIX).bind('$D/stale')"; cp -p $S/secret $D/secret; \
                chmod 644 $S/plant.py
                before=$(stat -c %i $D/stale $D/secret); mkfifo $S/fifo; exec 8<>$S/fifo; chmod 666 $S/fifo
                mallory 'python3 plant.py <fifo' | { read -r x
                  timeout 30 ipcctl sock spy $D/stale --timeout 1s; echo $?
                  timeout 30 ipcctl sock spy $D/secret --timeout 1s; echo $?
                  [ "$before" = "$(stat -c %i $D/stale $D/secret)" ] && echo same
                  timeout 60 env TMPDIR=$D ipcctl doctor sockets | grep -c 'mv -fT'
                  kill $(cat $D/pid); }
                """)
                .prints("3\n1\nsame\n0\n").complains("no process listens there", "it is a regular file, not a socket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics --kind mq --output $D/link", "sock proxy $D/l $D/t --record $D/link -t 1s",
        "bench pipe --quick --save $D/link"})
    void aLinkOfAnotherUserIsNotWrittenThrough(String command) {
        shell("mallory 'ln -s $PWD/secret public/link'; timeout 60 ipcctl " + command).exits(5)
                .complains("a symbolic link of nobody's, which is not followed");
        untouched();
    }

    @Test
    void aRecordingDoesNotGoIntoAFileThatAnotherUserCanRead() {
        shell("mallory ': >public/mine'; timeout 60 ipcctl sock proxy $D/l $D/t --record $D/mine -t 1s").exits(5)
                .complains("belongs to nobody, who could read the recording");
    }

    @Test
    void objectsOfAnotherUserAreListedWithoutBeingOpened() {
        String name = Scratch.name("intruder").substring(1);
        apart("mallory 'mkfifo -m 666 /dev/shm/" + name + "; mkfifo -m 666 /dev/shm/sem." + name + "'; "
                + "for c in 'shm ls' 'sem ls' 'mutex ls' ls metrics; do timeout 60 ipcctl $c >/dev/null || echo $c $?; "
                + "done; "
                + "timeout 60 ipcctl shm read " + name + "; echo $?; timeout 60 ipcctl sem wait " + name
                + "; echo $?; timeout 60 ipcctl mutex run " + name
                + " -- echo no; echo $?; "
                + "rm /dev/shm/" + name + " /dev/shm/sem." + name).prints("1\n1\n1\n").complains("it is a FIFO");
    }

    @Test
    void aLongLineTakesNoMemory() {
        shell("{ head -c 300000000 /dev/zero | tr '\\\\0' x; echo; echo sem get -- -; } | (ulimit -v 3000000; "
                + "ipcctl batch -k); echo $?")
                .prints("7\n")
                .complains("the line has more than 1048576 bytes", "line 2 ended with status");
    }
}
