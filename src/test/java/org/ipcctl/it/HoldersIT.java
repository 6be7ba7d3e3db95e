package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An ordinary user sees less than root, and is told so: never that there is nobody. {@code $D/f} is a FIFO that all may
 * look at.
 */
class HoldersIT {
    private static final String NOT_ALL = "not all processes can be seen; root sees all";
    private final Scratch scratch = new Scratch();

    @BeforeEach
    void create() {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        shell("mkfifo -m 666 $D/f; chmod 755 $D").succeeds();
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    private Outcome shell(String script) {
        return Installed.shell("D=" + scratch.directory()
                + "; ordinary() { setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"; }; " + script);
    }

    @Test
    void rootSeesAHolderThatAnOrdinaryUserDoesNot() {
        shell("exec 7<>$D/f; ipcctl holders fifo:$D/f --format plain --columns how,fd >$D/seen; "
                + "grep -c 'read+write.7' $D/seen")
                .prints("1\n");
        Outcome outcome = shell(
                "exec 7<>$D/f; ordinary " + Installed.COMMAND + " holders fifo:$D/f --format plain --columns how 7<&-");
        outcome.exits(5).prints("").complains("fifo:" + scratch.path("f") + ": no holder is found, and " + NOT_ALL);
        assertThat(outcome.err().lines()).hasSize(1);
    }

    @Test
    void anOrdinaryUserSeesItsOwnAndThatThereMayBeMore() {
        Outcome outcome = shell("ordinary env IPCCTL=" + Installed.COMMAND
                + " D=$D bash -c 'exec 7<>$D/f; $IPCCTL holders fifo:$D/f --format plain --columns user_name,fd 7<&-'");
        outcome.exits(0).prints("nobody\t7\n").complains(NOT_ALL);
        assertThat(outcome.err().lines()).hasSize(1);
        shell("ordinary env IPCCTL=" + Installed.COMMAND
                + " D=$D bash -c 'exec 7<>$D/f; $IPCCTL holders fifo:$D/f --format plain --columns fd --quiet 7<&-'")
                .succeeds();
    }

    @Test
    void aStrangersProcessIsRefusedAndOnesOwnIsShown() {
        shell("ordinary " + Installed.COMMAND + " holders 1").exits(5).prints("")
                .complains("1: this user may not see what the process has open", "Its own user and root may.");
        shell("setpriv --reuid=65534 --clear-groups sleep 60 & setpriv --bounding-set=-sys_ptrace " + Installed.COMMAND
                + " holders $!; s=$?; "
                + "kill $!; exit $s").exits(5).prints("").complains("Root needs the capability CAP_SYS_PTRACE for it");
        shell("ordinary env IPCCTL=" + Installed.COMMAND
                + " bash -c '$IPCCTL holders $$ --format plain --columns kind | sort -u'").exits(0).prints("pipe\n")
                .complains(NOT_ALL);
    }
}
