package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a machine's files, what of it makes figures doubtful, and that any of it may be missing. */
class EnvironmentTest {
    private static final List<Pinning> APART = List.of(new Pinning(0, 1), new Pinning(0, 0));

    @TempDir
    private Path root;

    @BeforeEach
    void quiet() throws IOException {
        put("proc/loadavg", "0.10 0.20 0.30 1/100 4711");
        put("proc/stat", "cpu  100 0 100 800 0 0 0 0 0 0\ncpu0 1 2 3\ncpu1 1 2 3");
        put("proc/self/stat", "1 (a) b) S 1 1 1 0 -1 4 0 0 0 0 5 5 0 0 20 0");
        put("proc/cpuinfo", "model name\t: X\nflags\t\t: fpu vme");
        put("proc/self/cgroup", "0::/a/b");
        put("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance");
        put("sys/devices/system/cpu/intel_pstate/no_turbo", "1");
        put("sys/devices/system/cpu/smt/active", "0");
    }

    private void put(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content + "\n");
    }

    private Environment environment() {
        return new Environment(root.resolve("proc"), root.resolve("sys"), 2, () -> LongStream.of(77));
    }

    @Test
    void aQuietMachineLeavesNoDoubt() {
        Environment quiet = environment();
        assertThat(quiet.doubts(APART)).isEmpty();
        assertThat(quiet.load()).isEqualTo(0.1);
        assertThat(quiet.stealPercent()).isZero();
        assertThat(quiet.governor()).isEqualTo("performance");
        assertThat(quiet.turbo()).isFalse();
        assertThat(quiet.smt()).isFalse();
        assertThat(quiet.hypervisor()).isNull();
        assertThat(quiet.cpuQuota()).isNull();
        assertThat(quiet.mitigations()).isNull();
    }

    @Test
    void whatOthersTookMeanwhileIsADoubt() throws IOException {
        Environment environment = environment();
        put("proc/stat", "cpu  200 0 150 850 0 0 0 0 0 0\ncpu0 1 2 3\ncpu1 1 2 3");
        assertThat(environment.loadOfOthers()).isEqualTo(1.5);
        assertThat(environment.doubts(APART)).singleElement().asString()
                .startsWith("other processes kept 1.5 of 2 CPUs busy meanwhile").contains("'top'");
        put("proc/stat", "cpu  200 0 150 850 0 0 0 0 0 0\ncpu0 1 2 3");
        assertThat(environment.doubts(APART)).singleElement().asString()
                .startsWith("other processes kept 0.8 of 1 CPU busy meanwhile");
    }

    /**
     * What another benchmark left in loadavg, the kernel's work for what is measured, and the processes of this
     * benchmark.
     */
    @Test
    void whatABenchmarkMakesItselfIsNoDoubt() throws IOException {
        put("proc/loadavg", "3.50 0 0 1/1 1");
        Environment environment = environment();
        put("proc/stat", "cpu  200 0 150 810 0 20 20 0 0 0\ncpu0 1 2 3\ncpu1 1 2 3");
        put("proc/self/stat", "1 (a) b) S 1 1 1 0 -1 4 0 0 0 0 12 3 10 0 20 0");
        put("proc/77/stat", "77 (java) S 1 1 1 0 -1 4 0 0 0 0 95 40 0 0 20 0");
        assertThat(environment.load()).isEqualTo(3.5);
        assertThat(environment.loadOfOthers()).isZero();
        assertThat(environment.doubts(APART)).isEmpty();
    }

    @Test
    void whatTheHypervisorTookMeanwhileIsADoubt() throws IOException {
        put("proc/cpuinfo", "flags\t\t: fpu hypervisor");
        put("sys/class/dmi/id/product_name", "KVM");
        Environment environment = environment();
        assertThat(environment.hypervisor()).isEqualTo("KVM");
        assertThat(environment.doubts(APART)).isEmpty();
        put("proc/stat", "cpu  100 0 100 890 0 0 0 10 0 0");
        assertThat(environment.stealPercent()).isEqualTo(10);
        assertThat(environment.doubts(APART)).singleElement().asString().contains("10.0 %", "vmstat 1");
    }

    @Test
    void aClockThatChangesIsADoubtWithTheCommandThatHoldsIt() throws IOException {
        put("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "powersave");
        put("sys/devices/system/cpu/intel_pstate/no_turbo", "0");
        assertThat(environment().doubts(APART)).hasSize(2).satisfiesExactly(
                governor -> assertThat(governor).contains("performance, powersave",
                        "cpupower frequency-set -g performance"),
                turbo -> assertThat(turbo).contains("echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo"));
        Files.delete(root.resolve("sys/devices/system/cpu/intel_pstate/no_turbo"));
        put("sys/devices/system/cpu/cpufreq/boost", "1");
        assertThat(environment().doubts(APART))
                .anyMatch(doubt -> doubt.contains("echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost"));
    }

    @Test
    void theTightestQuotaOnTheWayUpCounts() throws IOException {
        put("sys/fs/cgroup/a/cpu.max", "150000 100000");
        put("sys/fs/cgroup/a/b/cpu.max", "max 100000");
        assertThat(environment().cpuQuota()).isEqualTo(1.5);
        assertThat(environment().doubts(APART)).singleElement().asString().contains("may use 1.5 CPUs",
                "echo max | sudo tee ", "/fs/cgroup/a/cpu.max");
        put("sys/fs/cgroup/a/cpu.max", "400000 100000");
        assertThat(environment().cpuQuota()).isEqualTo(4);
        assertThat(environment().doubts(APART)).as("both sides may be busy").isEmpty();
    }

    @Test
    void aQuotaOfVersionOneCountsToo() throws IOException {
        put("proc/self/cgroup", "4:cpu,cpuacct:/x\n0::/");
        put("sys/fs/cgroup/cpu,cpuacct/x/cpu.cfs_quota_us", "50000");
        put("sys/fs/cgroup/cpu,cpuacct/x/cpu.cfs_period_us", "100000");
        assertThat(environment().cpuQuota()).isEqualTo(0.5);
        put("sys/fs/cgroup/cpu,cpuacct/x/cpu.cfs_quota_us", "-1");
        assertThat(environment().cpuQuota()).isNull();
    }

    @Test
    void threadsOfOneCoreAreADoubtWhereSidesAreApartOnThem() throws IOException {
        put("sys/devices/system/cpu/cpu0/topology/thread_siblings_list", "0-1");
        put("sys/devices/system/cpu/cpu1/topology/thread_siblings_list", "0-1");
        assertThat(environment().doubts(APART)).singleElement().asString().contains("threads of one core");
        assertThat(environment().doubts(List.of(new Pinning(0, 0), Pinning.NONE))).isEmpty();
    }

    @Test
    void whatTheKernelMitigatesIsTold() throws IOException {
        put("sys/devices/system/cpu/vulnerabilities/meltdown", "Not affected");
        put("sys/devices/system/cpu/vulnerabilities/spectre_v2", "Mitigation: Retpolines");
        put("sys/devices/system/cpu/vulnerabilities/mds", "Vulnerable");
        assertThat(environment().mitigations()).isEqualTo("mds: Vulnerable. spectre_v2: Retpolines");
    }

    @Test
    void aMachineThatTellsNothingIsNoFailure() {
        Environment silent = new Environment(root.resolve("none"), root.resolve("none"), 2, LongStream::empty);
        assertThat(new Object[] {silent.load(), silent.stealPercent(), silent.governor(), silent.turbo(), silent.smt(),
            silent.hypervisor(),
            silent.cpuQuota(), silent.mitigations()}).containsOnlyNulls();
        assertThat(silent.doubts(APART)).isEmpty();
    }

    /** As the JDK has it where /proc cannot be listed; it was a bug, 70. */
    @Test
    void processesThatCannotBeListedAreNoFailure() {
        Environment blind = new Environment(root.resolve("proc"), root.resolve("sys"), 2, () -> {
            throw new RuntimeException("Not a directory (Unable to open /proc)");
        });
        assertThat(blind.load()).isEqualTo(0.1);
        assertThat(blind.loadOfOthers()).isNull();
    }
}
