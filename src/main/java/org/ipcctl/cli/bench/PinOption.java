package org.ipcctl.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ipcctl.bench.Pinning;
import org.ipcctl.bench.Places;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.CpuAffinity;
import org.ipcctl.kernel.CpuTopology;

/**
 * What {@code --pin} takes. Which CPUs there are is asked only when it is needed.
 *
 * @param word same, apart, or else empty
 * @param cpus two CPUs, or none; null where the word tells
 */
record PinOption(String word, Pinning cpus) {
    static final ValueType<PinOption> KIND = ValueType.custom("CPUS", PinOption.class, PinOption::parse)
            .offering(List.of("none", "same", "apart"));

    private static PinOption parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (List.of("same", "apart").contains(word)) {
            return new PinOption(word, null);
        }
        Pinning cpus = Pinning.of(word);
        if (cpus == null) {
            throw new IllegalArgumentException("is not none, same, apart or two CPUs as 0,1");
        }
        return new PinOption("", cpus);
    }

    /** The CPUs meant, on this machine and for this process. */
    Places places() {
        return Places.of(cpus != null && cpus.isNone() ? cpus : pinning(CpuAffinity.allowed()));
    }

    Pinning pinning(List<Integer> allowed) {
        if (word.equals("same")) {
            return Pinning.same(allowed);
        } else if (word.equals("apart")) {
            Pinning apart = Pinning.apart(allowed, CpuTopology.here()::core, CpuTopology.here()::lastCache);
            if (apart == null) {
                throw new UsageException(
                        "--pin apart needs two CPUs, and this process may use only CPU " + allowed.get(0)
                                + "; use --pin same");
            }
            return apart;
        }
        for (int cpu : new int[] {cpus.sending(), cpus.receiving()}) {
            if (!allowed.contains(cpu)) {
                throw new UsageException(
                        "--pin: CPU " + cpu + " is not available to this process, which may use " + text(allowed));
            }
        }
        return cpus;
    }

    private static String text(List<Integer> cpus) {
        return cpus.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
