package org.ipcctl.cli.pipe;

import java.time.Duration;
import java.util.Locale;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.result.Schema;

/** An experiment on its own: prints its steps, and fails where one deviates. */
abstract class Demo<D> extends Command {
    /** Far beyond what any step takes, also on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Schema<Step<D>> schema;
    private final Arg<Duration> timeout = timeoutOption(this);

    Demo(Schema<Step<D>> schema) {
        this.schema = schema;
    }

    private static Arg<Duration> timeoutOption(Demo<?> demo) {
        return demo.optOr(ValueType.DURATION, PATIENCE,
                "Give up (exit 124) when the kernel or a child has not acted within DUR.",
                "-t", "--timeout");
    }

    /** Runs it; each single wait may last {@code patience}. */
    abstract Findings<D> find(Args args, Duration patience);

    @Override
    protected final Schema<?> schema() {
        return schema;
    }

    @Override
    protected final int run(Args args, Context context) throws Exception {
        Findings<D> findings = find(args, args.get(timeout));
        context.show(schema, findings.steps());
        return findings.asExpected() ? ExitCode.DONE.number() : ExitCode.FAILED.number();
    }

    /** Bytes as people say them where that is exact: {@code 64 KiB}, {@code 100000 bytes}. */
    static String size(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB"};
        int unit = 0;
        long amount = bytes;
        while (amount >= 1024 && amount % 1024 == 0 && unit < units.length - 1) {
            amount /= 1024;
            unit++;
        }
        return amount == 1 && unit == 0 ? "1 byte" : String.format(Locale.ROOT, "%d %s", amount, units[unit]);
    }
}
