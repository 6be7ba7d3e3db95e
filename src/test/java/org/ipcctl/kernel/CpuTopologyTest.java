package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which CPUs share a core and a cache, in trees as sysfs has them. */
class CpuTopologyTest {
    @TempDir
    private Path tree;

    private void put(String file, String content) throws IOException {
        Path path = tree.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content + "\n");
    }

    @Test
    void theLastLevelOfCacheCountsAndNotTheFirst() throws IOException {
        for (int cpu = 0; cpu < 4; cpu++) {
            put("cpu" + cpu + "/topology/thread_siblings_list", cpu % 2 == 0 ? "0,2" : "1,3");
            put("cpu" + cpu + "/cache/index0/shared_cpu_list", Integer.toString(cpu));
            put("cpu" + cpu + "/cache/index3/shared_cpu_list", cpu < 3 ? "0-2" : "3");
        }
        CpuTopology topology = new CpuTopology(tree);
        assertThat(topology.core(0)).isEqualTo(topology.core(2)).isNotEqualTo(topology.core(1));
        assertThat(topology.lastCache(0)).isEqualTo(topology.lastCache(2)).isNotEqualTo(topology.lastCache(3));
    }

    @Test
    void withoutCachesThePackageCounts() throws IOException {
        put("cpu0/topology/physical_package_id", "0");
        put("cpu1/topology/physical_package_id", "1");
        put("cpu2/topology/physical_package_id", "0");
        CpuTopology topology = new CpuTopology(tree);
        assertThat(topology.lastCache(0)).isEqualTo(topology.lastCache(2)).isNotEqualTo(topology.lastCache(1));
    }

    @Test
    void withoutSysfsEachIsACoreAndAllShareACache() {
        CpuTopology topology = new CpuTopology(tree.resolve("nowhere"));
        assertThat(topology.core(0)).isNotEqualTo(topology.core(1));
        assertThat(topology.lastCache(0)).isEqualTo(topology.lastCache(1));
        assertThat(topology.told("smt/active")).isNull();
    }
}
