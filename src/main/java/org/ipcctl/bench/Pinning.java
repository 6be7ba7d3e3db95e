package org.ipcctl.bench;

import java.util.List;
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
     * Each on a CPU of its own: of different cores if there are such, for two CPUs of one core share its caches and units.
     *
     * @param core what is equal for CPUs of one core
     * @return null where only one CPU is allowed
     */
    public static Pinning apart(List<Integer> allowed, IntFunction<String> core) {
        int first = allowed.get(0);
        String firstCore = core.apply(first);
        List<Integer> others = allowed.subList(1, allowed.size());
        return others.stream().filter(cpu -> !core.apply(cpu).equals(firstCore)).findFirst()
                .or(() -> others.stream().findFirst()).map(cpu -> new Pinning(first, cpu)).orElse(null);
    }

    boolean isNone() {
        return equals(NONE);
    }

    int of(Side side) {
        return side == Side.SENDING ? sending : receiving;
    }

    /** What {@link #toString} wrote. */
    public static Pinning of(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        String[] cpus = text.split(",", 2);
        return new Pinning(Integer.parseInt(cpus[0]), Integer.parseInt(cpus[1]));
    }

    /** In results: {@code 0,1}, sending side first, or {@code none}. */
    @Override
    public String toString() {
        return isNone() ? "none" : sending + "," + receiving;
    }
}
