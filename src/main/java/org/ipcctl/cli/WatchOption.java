package org.ipcctl.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.result.Changes;
import org.ipcctl.result.Schema;

/**
 * {@code --watch}, of a command that lists or describes: what it shows once, it can show again whenever that has
 * changed.
 */
public final class WatchOption {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LEAST = Duration.ofMillis(100);

    private final Arg<Duration> watch;
    private final Arg<Duration> timeout;

    WatchOption(Arg<Duration> watch, Arg<Duration> timeout) {
        this.watch = watch;
        this.timeout = timeout;
    }

    /** What {@code command} has for it. */
    static WatchOption of(Command command) {
        return new WatchOption(
                command.flagOrOpt(ValueType.DURATION, EVERY,
                        "Look again every DUR (default 1s, at least 100ms; written with =) until Ctrl-C; on a "
                                + "terminal the screen shows what has changed, elsewhere each change prints a row. "
                                + "See WATCHING in ipcctl(1).",
                        "-w", "--watch"),
                command.opt(ValueType.DURATION, "With --watch, give up (exit 124) when nothing has changed for DUR.",
                        "-t", "--timeout").rare());
    }

    /** What a look finds; its warnings go to the context that it is given. */
    public interface Look<T> {
        List<T> at(Context context) throws IOException;
    }

    List<Arg<?>> all() {
        return List.of(watch, timeout);
    }

    /** Whether the call {@code args} looks again and again. */
    public boolean isGiven(Args args) {
        return args.has(watch) || args.has(timeout);
    }

    /** The columns of what the call {@code args} prints. */
    Schema<?> schema(Args args, Schema<?> once) {
        return args.has(watch) ? Changes.rows(once, true) : once;
    }

    /**
     * As the other, of what may be the pipe or socket that the output goes to: each row in it would be a change to tell
     * in a row, and so on for ever.
     *
     * @param isOutput whether a record is of the pipe or socket that has this status, or of a socket that is connected
     * to it
     */
    public <T> int show(Args args, Context context, Schema<T> schema, Look<T> look, BiPredicate<T, FileStatus> isOutput)
            throws IOException {
        FileStatus output = context.stdout().status();
        boolean mayBeSeen = args.has(watch)
                && (output.kind() == FileStatus.Kind.FIFO || output.kind() == FileStatus.Kind.SOCKET);
        return show(args, context, schema, mayBeSeen
                ? looking -> look.at(looking).stream().filter(one -> !isOutput.test(one, output)).toList() : look);
    }

    /** Shows what {@code look} finds, once; or with {@code --watch} again and again, which ends by failing only. */
    public <T> int show(Args args, Context context, Schema<T> schema, Look<T> look) throws IOException {
        if (!args.has(watch)) {
            if (args.has(timeout)) {
                throw new UsageException("--timeout is for --watch");
            }
            context.show(schema, look.at(context));
            return ExitCode.DONE.number();
        }
        if (args.get(watch).compareTo(LEAST) < 0) {
            throw new UsageException("--watch looks every 100ms at most");
        }
        Watch<T> running = new Watch<>(context, schema, look);
        return running.run(new Pause(context, args.get(watch)), Deadline.inOrNever(args.get(timeout)));
    }
}
