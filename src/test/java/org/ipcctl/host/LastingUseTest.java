package org.ipcctl.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.shm.SharedMemoryKind;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who looks at an object does not use it: seen in the first look, gone in a later one. */
class LastingUseTest {
    private final Scratch scratch = new Scratch();
    private final String name = Scratch.name("lasting");
    private final List<Peer> peers = new ArrayList<>();

    @AfterEach
    void end() {
        peers.forEach(Peer::close);
        scratch.close();
    }

    private Sought object() {
        Cli.run("shm", "create", name, "--size", "4K").succeeds();
        scratch.atEnd(() -> Cli.run("shm", "rm", "-f", name));
        return Sought.of(SharedMemoryKind.KIND, name);
    }

    private Peer holder(String how) {
        Peer peer = Peer.start(CPrograms.path("holder"), how, name);
        peers.add(peer);
        return peer.says("ready");
    }

    private static List<Long> users(LastingUse use) {
        return use.holders().stream().map(Holding::pid).toList();
    }

    @Test
    void whoHasItInTheFirstLookAloneDoesNotUseIt() {
        Sought object = object();
        Peer passing = holder("open");
        List<Duration> pauses = new ArrayList<>();
        LastingUse use = LastingUse.of(List.of(object), pause -> {
            pauses.add(pause);
            passing.close();
        }).get(object);
        assertThat(use).isEqualTo(new LastingUse(List.of(), Use.NONE));
        assertThat(pauses).hasSize(1);
    }

    @Test
    void oneAfterTheOtherIsNoUseEither() {
        Sought object = object();
        holder("map");
        LastingUse use = LastingUse.of(List.of(object), pause -> {
            holder("map");
            peers.get(peers.size() - 2).close();
        }).get(object);
        assertThat(users(use)).isEmpty();
    }

    @Test
    void whoKeepsItUsesIt() {
        Sought object = object();
        Peer passing = holder("map");
        Peer keeper = holder("map");
        LastingUse use = LastingUse.of(List.of(object), pause -> passing.close()).get(object);
        assertThat(users(use)).containsExactly(keeper.pid());
    }

    @Test
    void whatNobodyHasNeedsNoSecondLook() {
        Sought object = object();
        LastingUse use = LastingUse.of(List.of(object), pause -> {
            throw new AssertionError("looked again");
        }).get(object);
        assertThat(use).isEqualTo(new LastingUse(List.of(), Use.NONE));
    }
}
