package org.ipcctl.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.ipcctl.format.Format;
import org.ipcctl.format.Payload;
import org.ipcctl.format.TableStyle;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Spawn;
import org.ipcctl.result.Schema;

/** What a command may use while it runs: the streams, the way to print results, the way to complain. */
public final class Context {
    private final Io io;
    private final ResultOptions options;
    private final Args args;
    private final ErrorReporter errors;
    private final Predicate<String> isNews;

    Context(Io io, ResultOptions options, Args args, ErrorReporter errors) {
        this(io, options, args, errors, message -> true);
    }

    private Context(Io io, ResultOptions options, Args args, ErrorReporter errors, Predicate<String> isNews) {
        this.io = io;
        this.options = options;
        this.args = args;
        this.errors = errors;
        this.isNews = isNews;
    }

    /** The same for something that is done again and again, whose warnings are said where {@code isNews} says so. */
    Context saying(Predicate<String> news) {
        return new Context(io, options, args, errors, news);
    }

    /** All streams, for what runs other commands. */
    Io io() {
        return io;
    }

    /** Where payload comes from. */
    public Fd stdin() {
        return io.stdin();
    }

    /** Where payload goes, byte for byte. */
    public Fd stdout() {
        return io.stdout();
    }

    /** Where complaints go, for a CMD whose output is not to come between rows. */
    public Fd stderr() {
        return io.stderr();
    }

    /**
     * A CMD, to be started as ipcctl itself was: with its descriptors, ignored signals and environment, and with the
     * standard streams that this command has. What was printed before is flushed first.
     */
    public Spawn cmd(List<String> words) {
        Spawn spawn = new Spawn(words).asCaller();
        Fd[] streams = {io.stdin(), io.stdout(), io.stderr()};
        for (int i = 0; i < streams.length; i++) {
            // Also what has its number already, where that is not how the caller left it.
            if (streams[i].number() != i || !io.isWholeProcess()) {
                spawn.put(streams[i], i);
            }
        }
        io.runsCmd();
        return spawn;
    }

    /** The same for one that ends with ipcctl, kill -9 included, for what ipcctl holds is not held any more then. */
    public Spawn tetheredCmd(List<String> words) {
        return cmd(words).tethered(refused -> warn(
                "kill -9 of ipcctl would leave CMD running, because this system does not run programs from memory ("
                        + Errno.name(refused.errno()) + ")"));
    }

    /** Whether a CMD may take the place of this process: not where there are further commands to run. */
    public boolean isWholeProcess() {
        return io.isWholeProcess();
    }

    /** Text for people on stdout. */
    public OutputStream out() {
        return io.out();
    }

    /** Whether progress on stderr is welcome: it is a terminal and nobody said {@code --quiet}. */
    public boolean wantsProgress() {
        return io.errIsTerminal() && !options.quiet(args);
    }

    /**
     * Whether there is somebody who can be asked: both sides of a terminal, and no further commands behind this one.
     */
    public boolean canAsk() {
        return io.isWholeProcess() && io.errIsTerminal() && io.stdin().isTerminal();
    }

    /** {@code text} without what a terminal would obey. */
    public String printable(String text) {
        return Payload.printable(text);
    }

    /** Whether the user chose a format, for commands that print payload as it is otherwise. */
    public boolean isFormatGiven() {
        return options.isFormatGiven(args);
    }

    /**
     * A stream of rows for which nobody chose a format: a line of JSON each, for a table is complete only at the end.
     */
    public <T> RowWriter<T> stream(Schema<T> schema) {
        if (options.isFormatNamed(args) && options.format(args) == Format.TABLE) {
            throw new UsageException(
                    "a table is printed only when it is complete, and this one never is; use --format plain or "
                            + "ndjson");
        }
        return options.isFormatNamed(args) ? options.open(args, schema, io)
                : Format.NDJSON.open(options.selectForMachines(args, schema), TableStyle.DEFAULT, io.out());
    }

    /**
     * Whether the result can be a table on a screen that is drawn again and again, and nothing else is written there.
     */
    boolean hasScreen() {
        String terminal = System.getenv("TERM");
        return !(options.verbose(args) && io.errIsTerminal()) && options.format(args) == Format.TABLE
                && terminal != null && !terminal.equals("dumb") && io.stdout().isTerminal();
    }

    /** Whether a terminal may be told to show things otherwise than the rest. */
    boolean mayUseAttributes() {
        return options.mayUseAttributes(args);
    }

    /** The columns that are shown of {@code schema}. */
    <T> Schema<T> select(Schema<T> schema) {
        return options.select(args, schema);
    }

    /** How a table looks. */
    TableStyle look() {
        return options.look(args, io);
    }

    /** The form of results. */
    public Format format() {
        return options.format(args);
    }

    /** The word of a form that only this command has; null where one of all commands' was chosen, or none. */
    public String ownFormat() {
        return options.ownFormat(args);
    }

    /** Whether the user wants rows in an order of his own. */
    public boolean isSorted() {
        return options.isSorted(args);
    }

    /** Whether the result is a table whose columns the user left to the command. */
    public boolean wantsDefaultTable() {
        return options.isDefaultTable(args);
    }

    /** How wide a line of a text may be, in characters; 0 where nothing says so. */
    public int width() {
        return io.width();
    }

    /** Whether a size in a text is to be a number of bytes: not in a table, unless the user said so. */
    public boolean wantsExactBytes() {
        return options.exactBytes(args);
    }

    /** Prints the one object that was found in the format the user chose. */
    public <T> void show(Schema<T> schema, T record) throws IOException {
        show(schema, List.of(record));
    }

    /** Prints all that was found, likewise. */
    public <T> void show(Schema<T> schema, List<T> records) throws IOException {
        show(schema, records, options.listed());
    }

    /** The same where, on a terminal, it is said that there are none of {@code what}; null where nothing is. */
    public <T> void show(Schema<T> schema, List<T> records, String what) throws IOException {
        if (records.isEmpty() && what != null) {
            tellNothing(what);
        }
        try (RowWriter<T> rows = rows(schema)) {
            for (T record : options.sorted(args, schema, records)) {
                rows.write(record);
            }
        }
    }

    /** To who sees nothing: a program that reads nothing knows. */
    private void tellNothing(String what) {
        if (wantsProgress() && !options.format(args).isForMachines()) {
            progress("no " + what + "\n");
        }
    }

    /** {@code rows} as the user wants them sorted. */
    <T> List<T> sorted(Schema<T> schema, List<T> rows) {
        return options.sorted(args, schema, rows);
    }

    /** Opens a stream of rows of {@code schema}; each is printed when it is known, as far as the format can. */
    public <T> RowWriter<T> rows(Schema<T> schema) {
        return options.open(args, schema, io);
    }

    /** A warning on stderr, unless {@code --quiet}. */
    public void warn(String message) {
        if (isNews.test(message) && !options.quiet(args)) {
            errors.line(message);
        }
    }

    /** Reports a failure that does not end the command (one path of several) and returns the exit code it has. */
    public int failed(RuntimeException failure) {
        return isNews.test(errors.told(failure)) ? errors.report(failure) : ExitCode.of(failure).number();
    }

    /** What would be said of {@code failure}, in short. */
    public String told(RuntimeException failure) {
        return errors.told(failure);
    }

    /**
     * Draws on stderr what nobody misses who does not look: nothing where it takes no more for so long, as a terminal
     * that was stopped with Ctrl-S. Who waits there could not be ended.
     *
     * @return whether it was drawn
     */
    public boolean draw(String text, Duration patience) {
        boolean isDrawn = errTakesMore(patience);
        if (isDrawn) {
            progress(text);
        }
        return isDrawn;
    }

    private boolean errTakesMore(Duration patience) {
        return (Poll.await(io.stderr(), Poll.OUT, Deadline.in(patience)) & Poll.OUT) != 0;
    }

    /** As {@link #warn}, where stderr takes it within so long: a signal has told to end, and nobody may be there. */
    public void warnAtEnd(String message, Duration patience) {
        if (errTakesMore(patience)) {
            warn(message);
        }
    }

    /** Writes to stderr as it is. */
    public void progress(String text) {
        try {
            io.err().write(OsString.encode(text));
            io.err().flush();
        } catch (IOException nobodyListens) {
            // Progress is a courtesy; without a stderr there is nobody to tell.
        }
    }
}
