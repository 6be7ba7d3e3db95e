package org.ipcctl.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ipcctl.bench.Pinning;
import org.ipcctl.bench.Places;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.CpuAffinity;

/** What {@code --pin} takes: a word, or two numbers of CPUs. Which of them there are is asked only when it is needed. */
record PinOption(String word, int sending, int receiving) {
    static final Kind<PinOption> KIND = Kind.custom("CPUS", PinOption.class, PinOption::parse).offering(List.of("none", "same", "apart"));

    private static PinOption parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (List.of("none", "same", "apart").contains(word)) {
            return new PinOption(word, 0, 0);
        } else if (!text.matches("\\d{1,4},\\d{1,4}")) {
            throw new IllegalArgumentException("is neither none, same, apart nor two CPUs as 0,1");
        }
        String[] numbers = text.split(",");
        return new PinOption("", Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    /** Where cases are measured if nobody says otherwise, on this machine and by this process. */
    static Places usual() {
        return Places.usual(CpuAffinity.allowed(), CpuAffinity::core, CpuAffinity::lastCache);
    }

    /** The CPUs meant, on this machine and for this process. */
    Places places() {
        return Places.of(word.equals("none") ? Pinning.NONE : pinning(CpuAffinity.allowed()));
    }

    Pinning pinning(List<Integer> allowed) {
        if (word.equals("same")) {
            return Pinning.same(allowed);
        } else if (word.equals("apart")) {
            Pinning apart = Pinning.apart(allowed, CpuAffinity::core, CpuAffinity::lastCache);
            if (apart == null) {
                throw new UsageException("--pin apart needs two CPUs, and this process may use only CPU " + allowed.get(0)
                        + "; use --pin same");
            }
            return apart;
        }
        for (int cpu : new int[] {sending, receiving}) {
            if (!allowed.contains(cpu)) {
                throw new UsageException("--pin: CPU " + cpu + " is not one that this process may use; it may use " + text(allowed));
            }
        }
        return new Pinning(sending, receiving);
    }

    private static String text(List<Integer> cpus) {
        return cpus.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
