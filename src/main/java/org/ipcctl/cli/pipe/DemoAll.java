package org.ipcctl.cli.pipe;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.result.Schema;

/** {@code ipcctl pipe-demo} alone: every experiment, a row each. */
final class DemoAll extends Command {
    private static final Schema<Step<Void>> SCHEMA = Step.named("experiment",
            "its name, which is also the command that runs it alone");

    private final Arg<Duration> timeout = optOr(ValueType.DURATION, Demo.PATIENCE,
            "Give up an experiment, as deviating, when the kernel or a child has not acted within DUR.", "-t",
            "--timeout");

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Without COMMAND, all experiments are run, each with its own pipes and child processes, and each is "
                        + "one row: what pipe(7) says, what the kernel did, and the verdict. The exit status is 1 if "
                        + "one deviates. With COMMAND, only that one is run, and shows each of its steps.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("all experiments", "ipcctl pipe-demo"),
                new Example("those that deviate",
                        "ipcctl pipe-demo --format json | jq '.[] | select(.verdict != \"ok\")'"));
    }

    private static Map<String, Function<Duration, Findings<?>>> experiments() {
        Map<String, Function<Duration, Findings<?>>> all = new LinkedHashMap<>();
        all.put("message", patience -> DemoMessage.find(DemoMessage.GREETING, patience));
        all.put("exec", DemoExec::find);
        all.put("capacity", patience -> DemoCapacity.find());
        all.put("atomicity", DemoAtomicity::findAll);
        all.put("eof", DemoEof::findAll);
        all.put("sigpipe", DemoSigpipe::findAll);
        return all;
    }

    @Override
    protected int run(Args args, Context context) throws Exception {
        boolean allWell = true;
        try (RowWriter<Step<Void>> rows = context.rows(SCHEMA)) {
            for (var experiment : experiments().entrySet()) {
                Step<Void> step = step(args, experiment.getKey(), experiment.getValue(), context);
                allWell &= step.asExpected();
                rows.write(step);
            }
        }
        return allWell ? ExitCode.DONE.number() : ExitCode.FAILED.number();
    }

    /** One that cannot be carried out (no dd(1), no descriptors left) does not keep the others from running. */
    private Step<Void> step(Args args, String name, Function<Duration, Findings<?>> experiment, Context context) {
        try {
            Findings<?> findings = experiment.apply(args.get(timeout));
            return new Step<>(name, findings.expected(), findings.observed(), findings.asExpected(), null);
        } catch (KernelException e) {
            context.failed(e.about(name + ": " + e.subject()));
            return new Step<>(name, null, "not carried out: " + e.reason(), false, null);
        }
    }
}
