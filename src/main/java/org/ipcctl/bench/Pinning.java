package org.ipcctl.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The CPUs that the measuring threads of the two peers are bound to; -1 leaves one to the scheduler.
 *
 * @param sending   of the side that sends, or asks
 * @param receiving of the side that receives, or answers
 */
public record Pinning(int sending, int receiving) {
    private static final int ANY = -1;

    /** Both run wherever the scheduler puts them. */
    public static final Pinning NONE = new Pinning(ANY, ANY);

    /** Both on the first of the {@code allowed} CPUs. */
    public static Pinning same(List<Integer> allowed) {
        return new Pinning(allowed.get(0), allowed.get(0));
    }

    /**
     * Each on a CPU of its own: of different cores if there are such, for two CPUs of one core share its units; and of
     * those two with one last-level cache, for else what is measured is the way between two sockets.
     *
     * @param core  what is equal for CPUs of one core
     * @param cache what is equal for CPUs with the same last-level cache
     * @return null where only one CPU is allowed
     */
    public static Pinning apart(List<Integer> allowed, IntFunction<String> core, IntFunction<String> cache) {
        Map<String, List<Integer>> neighbours = new LinkedHashMap<>();
        allowed.forEach(cpu -> neighbours.computeIfAbsent(cache.apply(cpu), key -> new ArrayList<>()).add(cpu));
        for (List<Integer> some : neighbours.values()) {
            Pinning found = ofTwoCores(some, core);
            if (found != null) {
                return found;
            }
        }
        Pinning farther = ofTwoCores(allowed, core);
        return farther != null ? farther : allowed.size() < 2 ? null : new Pinning(allowed.get(0), allowed.get(1));
    }

    private static Pinning ofTwoCores(List<Integer> cpus, IntFunction<String> core) {
        int first = cpus.get(0);
        String taken = core.apply(first);
        for (int cpu : cpus) {
            if (!core.apply(cpu).equals(taken)) {
                return new Pinning(first, cpu);
            }
        }
        return null;
    }

    /** How the two sides share CPUs here. */
    public Placement placement() {
        return isNone() ? Placement.NONE : sending == receiving ? Placement.SAME : Placement.APART;
    }

    public boolean isNone() {
        return sending == ANY;
    }

    int of(Side side) {
        return side == Side.SENDING ? sending : receiving;
    }

    /** What {@link #toString} wrote; null for anything else. */
    public static Pinning of(String text) {
        if (text.equals("none")) {
            return NONE;
        } else if (!text.matches("\\d{1,4},\\d{1,4}")) {
            return null;
        }
        int comma = text.indexOf(',');
        return new Pinning(Integer.parseInt(text.substring(0, comma)), Integer.parseInt(text.substring(comma + 1)));
    }

    /** In results: {@code 0,1}, sending side first, or {@code none}. */
    @Override
    public String toString() {
        return isNone() ? "none" : sending + "," + receiving;
    }
}
