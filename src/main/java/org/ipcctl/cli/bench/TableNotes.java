package org.ipcctl.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.Tunable;
import org.ipcctl.format.Texts;

/**
 * What stands below the tables of a benchmark: what its columns mean for the rows above, and which of these say little.
 */
final class TableNotes {
    private static final int WIDTH = 80;
    private static final String INDENT = "  ";
    /** One block in the buffer and one on its way: with fewer the sides cannot work at the same time. */
    private static final int BLOCKS_FOR_BOTH = 2;

    /** So many times as many rounds are worth the wait. */
    private static final int MORE = 2;

    private TableNotes() {}

    static String about(List<Measurement> all) {
        List<Measurement> measured = all.stream().filter(Measurement::isMeasured).toList();
        List<String> notes = new ArrayList<>();
        for (Placement placement : Placement.values()) {
            measured.stream().filter(m -> m.what().pinning().placement() == placement).findFirst()
                    .ifPresent(m -> notes.add("PIN " + meaning(m)));
        }
        notes.addAll(LoadColumns.notes(measured));
        addBuffers(measured, notes);
        if (measured.stream().anyMatch(BenchColumns::isUnstable)) {
            notes.add(BenchColumns.MARK + " The rounds differ by more than " + Measurement.UNSTABLE_PERCENT
                    + " %, so the median says little. "
                    + (has(measured, Placement.NONE) ? "Bind both sides (without --pin none), make" : "Make")
                    + " more rounds (--repeat " + MORE * rounds(measured) + "), or keep the machine otherwise idle.");
        }
        doubts(measured).forEach(doubt -> notes.add("DOUBTFUL: " + doubt + "."));
        return notes.isEmpty() ? "" : "\n" + notes.stream().map(TableNotes::wrapped).collect(Collectors.joining());
    }

    private static int rounds(List<Measurement> measured) {
        return measured.stream().mapToInt(Measurement::repeats).max().orElse(1);
    }

    /** What of the machine makes the figures of {@code measured} doubtful. */
    static List<String> doubts(List<Measurement> measured) {
        return measured.isEmpty() ? List.of()
                : measured.get(0).conditions().environment()
                        .doubts(measured.stream().map(m -> m.what().pinning()).distinct().toList());
    }

    private static boolean has(List<Measurement> some, Placement placement) {
        return some.stream().anyMatch(m -> m.what().pinning().placement() == placement);
    }

    private static String meaning(Measurement one) {
        String cpus = one.what().pinning().toString();
        return switch (one.what().pinning().placement()) {
            case APART -> "apart: each side has a CPU of its own (" + cpus.replace(",", " and ")
                    + "), as for two busy programs; a waiting side is woken across CPUs.";
            case SAME -> "same: both share CPU " + cpus.substring(0, cpus.indexOf(',')) + ", and take turns on it.";
            case NONE -> "none: the scheduler places both sides and moves them, so one mechanism may have two "
                    + "speeds, and figures of two runs, or of two mechanisms, may differ for that reason alone.";
        };
    }

    private static void addBuffers(List<Measurement> measured, List<String> notes) {
        Predicate<Measurement> fills = m -> m.what().metric() == Metric.THROUGHPUT
                && m.what().transport().knobs().contains(Tunable.BUFFER)
                && m.conditions().bufferBytes() < (long) BLOCKS_FOR_BOTH * m.what().size();
        String which = measured.stream().filter(fills)
                .map(m -> m.what().transport().name() + " " + Texts.size(m.what().size())).distinct()
                .collect(Collectors.joining(", "));
        if (!which.isEmpty()) {
            notes.add("BUFFER holds less than two blocks (" + which
                    + "): both sides take turns instead of working at the same time. Try a larger one, for example "
                    + "--buffer 1M.");
        }
    }

    /** Lines of at most 80 columns, those after the first indented. */
    static String wrapped(String note) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String word : note.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                text.append('\n').append(INDENT);
                column = INDENT.length();
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.append('\n').toString();
    }
}
