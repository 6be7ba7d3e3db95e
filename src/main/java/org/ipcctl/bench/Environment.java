package org.ipcctl.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ipcctl.kernel.CpuTopology;

/**
 * What of the machine makes figures what they are, and may be another thing tomorrow. Each is null where the machine
 * does not tell it.
 */
public final class Environment {
    private static final double MUCH_STEAL_PERCENT = 1;
    /** Of all CPUs, that others take on the average meanwhile. */
    private static final double MUCH_LOAD = 0.25;
    private static final int BOTH_SIDES = 2;
    private static final int STEAL = 8;
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int INTERRUPTS = 6;
    private static final int SOFT_INTERRUPTS = 7;
    /** No process's own: idle, or the kernel's for whoever caused it, or the hypervisor's. */
    private static final Set<Integer> OF_NO_PROCESS = Set.of(IDLE, WAITING, INTERRUPTS, SOFT_INTERRUPTS, STEAL);
    /**
     * The fields of /proc/PID/stat behind the command's name that tell the CPU time of a process and of its children
     * that ended.
     */
    private static final int FIRST_OWN = 11;
    private static final int LAST_OWN = 14;

    private final EnvironmentFiles files;
    private final CpuTopology cpus;
    private final int usable;
    private final Supplier<LongStream> children;
    private final Double load;
    private final long[] before;
    private final long ownBefore;

    /**
     * As it is now, when nothing is measured yet.
     *
     * @param proc   where procfs is
     * @param sys    where sysfs is
     * @param usable how many CPUs this process may use
     * @param children of this process that run
     */
    Environment(Path proc, Path sys, int usable, Supplier<LongStream> children) {
        this.children = children;
        this.files = new EnvironmentFiles(proc, sys);
        this.cpus = new CpuTopology(sys.resolve("devices/system/cpu"));
        this.usable = usable;
        String loads = files.proc("loadavg");
        this.load = loads == null ? null : EnvironmentFiles.number(loads.split(" ")[0]);
        this.before = times();
        this.ownBefore = own();
    }

    /** That of this machine. */
    public static Environment now() {
        return new Environment(Path.of("/proc"), Path.of("/sys"), Runtime.getRuntime().availableProcessors(),
                () -> ProcessHandle.current().children().mapToLong(ProcessHandle::pid));
    }

    /** Those that run; null where nobody can tell, which the JDK says with an exception of no particular kind. */
    private LongStream runningChildren() {
        try {
            return children.get();
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    /** How many processes ran or wanted to in the last minute before, on the average. */
    public Double load() {
        return load;
    }

    /** What of the CPUs' time since then the hypervisor gave to others, in percent. */
    public Double stealPercent() {
        long[] now = times();
        if (before == null || now == null) {
            return null;
        }
        long all = now[1] - before[1];
        return all <= 0 ? 0 : (now[0] - before[0]) * 100.0 / all;
    }

    /** How many CPUs other processes kept busy since then, on the average: all but this one and its children. */
    public Double loadOfOthers() {
        long own = own();
        long[] now = times();
        if (before == null || now == null || own < 0 || ownBefore < 0) {
            return null;
        }
        long all = now[1] - before[1];
        double others = now[2] - before[2] - (own - ownBefore);
        return all <= 0 ? 0 : Math.max(0, others) / all * online();
    }

    private long online() {
        String stat = files.proc("stat");
        return stat == null ? 0 : stat.lines().filter(line -> line.matches("cpu\\d.*")).count();
    }

    /**
     * In the ticks of {@link #times}; -1 where it is not told. A child that ends meanwhile may count twice, which makes
     * no other busy.
     */
    private long own() {
        LongStream running = runningChildren();
        long own = running == null ? -1 : ticks("self");
        return own < 0 ? own : own + running.map(pid -> Math.max(0, ticks(Long.toString(pid)))).sum();
    }

    /** Of the process that {@code directory} of procfs is about, and of its children that ended. */
    private long ticks(String directory) {
        String stat = files.proc(directory + "/stat");
        String[] fields = stat == null ? new String[0] : stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        long all = fields.length > LAST_OWN ? 0 : -1;
        for (int i = FIRST_OWN; all >= 0 && i <= LAST_OWN; i++) {
            Double ticks = EnvironmentFiles.number(fields[i]);
            all = ticks == null ? -1 : all + ticks.longValue();
        }
        return all;
    }

    /** What chooses the clock's frequency, of all CPUs. */
    public String governor() {
        TreeSet<String> all = new TreeSet<>();
        for (int cpu = 0; cpu < usable; cpu++) {
            String one = cpus.of(cpu, "cpufreq/scaling_governor");
            if (one != null) {
                all.add(one);
            }
        }
        return all.isEmpty() ? null : String.join(", ", all);
    }

    /** Whether the clock may be faster than its nominal frequency for a while. */
    public Boolean turbo() {
        String off = cpus.told("intel_pstate/no_turbo");
        String on = cpus.told("cpufreq/boost");
        return off != null ? (Boolean) off.equals("0") : on != null ? (Boolean) on.equals("1") : null;
    }

    /** Whether cores have more than one thread. */
    public Boolean smt() {
        String active = cpus.told("smt/active");
        return active == null ? null : (Boolean) active.equals("1");
    }

    /** Which, or "unknown" where only that there is one is known. */
    public String hypervisor() {
        String kind = files.sys("hypervisor/type");
        if (kind != null) {
            return kind;
        }
        String info = files.proc("cpuinfo");
        if (info == null
                || info.lines().noneMatch(line -> line.startsWith("flags") && (line + " ").contains(" hypervisor "))) {
            return null;
        }
        String product = files.sys("class/dmi/id/product_name");
        return product == null ? "unknown" : product;
    }

    /** As many CPUs this process may use at a time by its cgroup's quota; null where there is none. */
    public Double cpuQuota() {
        EnvironmentFiles.Quota quota = files.quota();
        return quota == null ? null : quota.cpus();
    }

    /** What the kernel does against faults of the processor, by their names; null where it knows of none. */
    public String mitigations() {
        List<String> all = new ArrayList<>();
        for (String fault : files.faults()) {
            String state = cpus.told("vulnerabilities/" + fault);
            if (state != null && !state.equals("Not affected")) {
                all.add(fault + ": " + state.replaceFirst("^Mitigation: ", ""));
            }
        }
        return all.isEmpty() ? null : String.join(". ", all);
    }

    /** What makes the figures of {@code some} doubtful, each with what changes it. */
    public List<String> doubts(List<Pinning> some) {
        List<String> doubts = new ArrayList<>();
        Double others = loadOfOthers();
        if (others != null && others > MUCH_LOAD * online()) {
            doubts.add(String.format(Locale.ROOT,
                    "other processes kept %.1f of %d %s busy meanwhile, so they compete with what is measured; find "
                            + "them with 'top', and end them",
                    others, online(), online() == 1 ? "CPU" : "CPUs"));
        }
        Double steal = stealPercent();
        if (steal != null && steal > MUCH_STEAL_PERCENT) {
            doubts.add(String.format(Locale.ROOT,
                    "the hypervisor gave %.1f %% of the CPUs' time to others; 'vmstat 1' shows it (st); only "
                            + "measuring at another time or on another host helps",
                    steal));
        }
        String governor = governor();
        if (governor != null && !governor.equals("performance")) {
            doubts.add("the clock's frequency follows the load (governor " + governor
                    + "); 'sudo cpupower frequency-set -g performance' holds it");
        }
        if (Boolean.TRUE.equals(turbo())) {
            boolean intel = cpus.told("intel_pstate/no_turbo") != null;
            doubts.add("the clock is faster while the processor is cool (turbo); 'echo "
                    + (intel ? "1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo"
                            : "0 | sudo tee /sys/devices/system/cpu/cpufreq/boost")
                    + "' ends that");
        }
        EnvironmentFiles.Quota quota = files.quota();
        if (quota != null && quota.cpus() < BOTH_SIDES) {
            doubts.add(String.format(Locale.ROOT,
                    "the cgroup may use %.1f CPUs at a time, so two busy sides are stopped now and then; '%s' lifts "
                            + "the limit",
                    quota.cpus(), quota.lift()));
        }
        Stream<Pinning> apart = some.stream().filter(one -> one.placement() == Placement.APART);
        if (apart.anyMatch(one -> cpus.core(one.sending()).equals(cpus.core(one.receiving())))) {
            doubts.add(
                    "both CPUs are threads of one core and share its units; "
                            + "let this process use another core (taskset(1)), or measure with --pin same");
        }
        return doubts;
    }

    /** Stolen, all, and those of processes; null where it is not told. */
    private long[] times() {
        String stat = files.proc("stat");
        String[] words = stat == null ? new String[0] : stat.lines().findFirst().orElse("").split(" +");
        if (words.length <= STEAL || !words[0].equals("cpu")) {
            return null;
        }
        long all = 0;
        long busy = 0;
        for (int i = 1; i <= STEAL; i++) {
            Double ticks = EnvironmentFiles.number(words[i]);
            if (ticks == null) {
                return null;
            }
            all += ticks.longValue();
            busy += OF_NO_PROCESS.contains(i) ? 0 : ticks.longValue();
        }
        return new long[] {EnvironmentFiles.number(words[STEAL]).longValue(), all, busy};
    }
}
