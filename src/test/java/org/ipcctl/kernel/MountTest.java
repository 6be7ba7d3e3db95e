package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Peer;
import org.junit.jupiter.api.Test;

class MountTest {
    private static Mount mount(String point, String type) {
        return new Mount(1, point, type, List.of("rw"));
    }

    @Test
    void theLastOneAboveAPathHoldsIt() {
        List<Mount> mounts = List.of(mount("/", "ext4"), mount("/tmp", "tmpfs"), mount("/tmp/a", "nfs4"),
                mount("/tmp", "fuse.sshfs"));
        assertThat(Mount.holding("/tmp", mounts).type()).isEqualTo("fuse.sshfs");
        assertThat(Mount.holding("/tmp/ab", mounts).isRemote()).isTrue();
        assertThat(Mount.holding("/tmp/a/b", mounts).type()).isEqualTo("nfs4");
        assertThat(Mount.holding("/tmpx", mounts).isRemote()).isFalse();
        assertThat(Mount.holding("/", mounts).type()).isEqualTo("ext4");
        assertThat(Mount.holding("/x", List.of())).isNull();
    }

    @Test
    void namesAndOptionsAreThoseThatItWasMountedWith() {
        Needs.root();
        String script = "mount -t tmpfs none /mnt; mkdir $'/mnt/a \\n\\\\b\\xff'; "
                + "mount -t tmpfs -o size=1M,nosuid none $'/mnt/a \\n\\\\b\\xff'; echo ready; read";
        try (Peer peer = Peer.start("unshare", "-m", "bash", "-c", script)) {
            peer.says("ready");
            List<Mount> mounts = Mount.seenBy(Long.toString(peer.pid()));
            Mount last = mounts.get(mounts.size() - 1);
            assertThat(last.point()).isEqualTo("/mnt/a \n\\b\udcff");
            assertThat(last.type()).isEqualTo("tmpfs");
            assertThat(last.option("size")).isEqualTo("1024k");
            assertThat(last.option("siz")).isNull();
            assertThat(last.options()).contains("nosuid");
        }
        assertThat(Mount.seenBy("0")).isNull();
    }
}
