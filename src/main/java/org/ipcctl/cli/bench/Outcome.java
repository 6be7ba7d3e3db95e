package org.ipcctl.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ipcctl.bench.Controls;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.saved.BenchFile;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.bench.saved.GuideFile;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.OutputFile;
import org.ipcctl.cli.Version;
import org.ipcctl.kernel.KernelException;

/**
 * What a benchmark leaves beside what it prints: the file of {@code --save}, charts, reports and histograms, and where
 * all mechanisms were measured to the end, the figures for {@code ipcctl guide}. Ctrl-C makes another thread write what
 * there is.
 */
final class Outcome {
    private final Plan plan;
    private final Context context;
    private final OutputFile save;
    private final BenchOutputs outputs;
    private final boolean forGuide;
    private final List<Measurement> all = new ArrayList<>();
    /** Of the benchmark that runs, when they are written. */
    private Supplier<Controls> controls = () -> Controls.NONE;
    private boolean complete;
    private boolean written;

    /**
     * Looks first whether what is to be written can be.
     *
     * @param save     where to save, or null
     * @param outputs  what to draw and to report
     * @param forGuide whether every mechanism is measured as it usually is
     */
    Outcome(Plan plan, Context context, String save, BenchOutputs outputs, boolean forGuide) {
        this.plan = plan;
        this.context = context;
        this.save = save == null ? null : new OutputFile(Path.of(save));
        this.outputs = outputs;
        this.forGuide = forGuide;
        if (this.save != null) {
            this.save.check();
        }
    }

    synchronized void controlledBy(Supplier<Controls> figures) {
        controls = figures;
    }

    Controls controls() {
        return controls.get();
    }

    synchronized void add(Measurement measurement) {
        all.add(measurement);
    }

    synchronized int count() {
        return all.size();
    }

    /** The rounds of the case that was measured least often. */
    synchronized int leastRounds() {
        return all.stream().filter(Measurement::isMeasured).mapToInt(Measurement::repeats).min().orElse(0);
    }

    /** Whether there is any figure at all. */
    synchronized boolean isAnyMeasured() {
        return all.stream().anyMatch(Measurement::isMeasured);
    }

    synchronized List<SavedCase> figures() {
        return all.stream().map(SavedCase::of).toList();
    }

    /** All cases are done. */
    synchronized void complete() {
        complete = true;
        write();
        if (forGuide) {
            keepForGuide();
        }
    }

    /** A signal or a failure ends it; what is done is kept, and that it cannot be hides nothing else. */
    synchronized void brokenOff() {
        if (written || all.isEmpty()) {
            return;
        }
        try {
            write();
        } catch (RuntimeException e) {
            context.failed(e);
        }
    }

    private void write() {
        written = true;
        if (save == null && outputs.isEmpty()) {
            return;
        }
        byte[] content = content();
        // They are shown as somebody else would read it, so that a saved benchmark looks the same. Where the end of the
        // process has begun, who ends it writes them.
        written = (save == null || save.write(content))
                && (outputs.isEmpty() || outputs.write(new BenchFile(Path.of("")).read(content)));
    }

    private byte[] content() {
        return BenchFile.content(plan, all, controls.get(), !complete, BenchColumns.SCHEMA, Version.current());
    }

    /** A convenience, for which no benchmark may fail. */
    private void keepForGuide() {
        Path file = GuideFile.path();
        if (plan.brief() && Files.exists(file)) {
            // A first impression is better than nothing, and than nothing else.
            return;
        }
        try {
            Files.createDirectories(file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            new OutputFile(file).write(content());
        } catch (IOException | CommandFailure | KernelException e) {
            context.warn("the figures could not be saved for 'ipcctl guide' ("
                    + (e instanceof KernelException ? "" : file + ": ") + e.getMessage() + ")");
        }
    }
}
