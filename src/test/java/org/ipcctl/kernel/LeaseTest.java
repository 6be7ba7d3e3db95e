package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether somebody has a file, as the kernel itself says. */
class LeaseTest {
    @ParameterizedTest
    @ValueSource(strings = {"open", "map"})
    void tellsOfADescriptorAndOfAMappingAlone(String way) {
        try (Scratch scratch = new Scratch()) {
            String name = Scratch.name("lease");
            Cli.run("shm", "create", name, "--size", "4K").succeeds();
            scratch.atEnd(() -> Cli.run("shm", "rm", "-f", name));
            assertThat(Lease.isOpen(DevShm.PATH + name)).isFalse();
            try (Peer peer = Peer.start(CPrograms.path("holder"), way, name)) {
                peer.says("ready");
                assertThat(Lease.isOpen(DevShm.PATH + name)).isTrue();
            }
            assertThat(Lease.isOpen(DevShm.PATH + name)).isFalse();
        }
    }

    /**
     * The kernel tells who has a lease that somebody else opens the file, by a signal that must not end the process.
     */
    @Test
    void whoOpensItMeanwhileDoesNotEndTheProcess() {
        try (Scratch scratch = new Scratch()) {
            String name = Scratch.name("lease");
            Cli.run("shm", "create", name, "--size", "4K").succeeds();
            scratch.atEnd(() -> Cli.run("shm", "rm", "-f", name));
            try (Peer opener = Peer.start("sh", "-c", "echo ready; while :; do exec 3<\"$1\" 3<&-; done", "sh",
                    DevShm.PATH + name)) {
                opener.says("ready");
                for (int i = 0; i < 3000; i++) {
                    assertThat(Lease.isOpen(DevShm.PATH + name)).isNotNull();
                }
            }
        }
    }
}
