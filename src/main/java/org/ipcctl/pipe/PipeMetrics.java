package org.ipcctl.pipe;

import java.util.List;
import java.util.function.Function;
import org.ipcctl.inspect.Metric;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.inspect.MetricSource.Look;
import org.ipcctl.kernel.OpenFiles;

/** What is measured of anonymous pipes: of all together, for none of them has a name that it would keep. */
public final class PipeMetrics {
    private static final MetricSet<List<OpenPipe>> ALL = MetricSet.of(
            new Metric<>("pipe_pipes", "Anonymous pipes known to be open.", List::size),
            new Metric<>("pipe_measured", "Those of them whose content could be measured.",
                    pipes -> measured(pipes).size()),
            new Metric<>("pipe_queued_bytes", "Bytes in the pipes that were measured.",
                    pipes -> sum(pipes, OpenPipe::queued)),
            new Metric<>("pipe_capacity_bytes", "Bytes that the pipes that were measured can hold.",
                    pipes -> sum(pipes, OpenPipe::capacity)),
            new Metric<>("pipe_blocked_writers",
                    "Pipes on which a process is known to sleep in write(2), because they are full.",
                    pipes -> count(pipes, OpenPipe.State.FULL)),
            new Metric<>("pipe_waiting_readers",
                    "Pipes on which a process is known to sleep in read(2), because they are empty.",
                    pipes -> count(pipes, OpenPipe.State.EMPTY)));
    public static final MetricSource SOURCE = new MetricSource("pipe", List.of(ALL), PipeMetrics::look);

    private PipeMetrics() {}

    private static List<OpenPipe> measured(List<OpenPipe> pipes) {
        return pipes.stream().filter(pipe -> pipe.queued() != null).toList();
    }

    private static Number sum(List<OpenPipe> pipes, Function<OpenPipe, Long> amount) {
        List<OpenPipe> measured = measured(pipes);
        return measured.isEmpty() && !pipes.isEmpty() ? null
                : Long.valueOf(measured.stream().mapToLong(amount::apply).sum());
    }

    private static Number count(List<OpenPipe> pipes, OpenPipe.State state) {
        return pipes.stream().filter(pipe -> pipe.state() == state).count();
    }

    private static Look look() {
        PipeTable table = PipeTable.read();
        boolean refused = table.pipes().stream().anyMatch(OpenPipe::isRefused);
        return new Look(List.of(ALL.measure(List.of(table.pipes()))),
                !table.isComplete() ? List.of(OpenFiles.notAll()) : refused ? List.of(MetricSource.TRACED) : List.of());
    }
}
