package org.ipcctl.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.convert.ShellWords;
import org.ipcctl.format.Payload;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.OsString;
import org.ipcctl.relay.RecordReader;
import org.ipcctl.relay.RecordTooLongException;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** The lines of a batch, each run as a call of its own in this process. */
final class Batch implements AutoCloseable {
    static final int LONGEST_LINE = 1 << 20;

    /** What came of a line; {@code output} is null where it was too much. */
    record Ended(long number, Line line, int code, byte[] output, String error) {
    }

    static final Schema<Ended> SCHEMA = Schema.list(
            Column.of("line", Type.INTEGER, "its number, from 1", e -> Value.of(e.number())),
            Column.of("command", Type.TEXT, "the line as it was read", e -> Value.of(e.line().text())),
            Column.of("exit_code", Type.INTEGER, "the status that ipcctl would have exited with",
                    e -> Value.of(e.code())),
            Column.of("encoding", Type.TEXT, "the encoding of output: utf-8 (as it is) or base64",
                    e -> e.output() == null ? Value.MISSING : Payload.encodingOf(e.output())),
            Column.of("output", Type.TEXT, "what it wrote to standard output",
                    e -> Value.of(e.output())),
            Column.of("error", Type.TEXT, "what it wrote to standard error; missing if nothing",
                    e -> e.error().isEmpty() ? Value.MISSING : Value.of(e.error())));

    private final CommandNode root;
    private final RecordReader lines;
    private final boolean withoutStdin;
    private final boolean keepGoing;
    private final Context context;
    private final Shortage reserve = new Shortage();
    private int status;

    /** @param withoutStdin whether the commands have none, for it is what they come from */
    Batch(CommandNode root, RecordReader lines, boolean withoutStdin, boolean keepGoing, Context context) {
        this.root = root;
        this.lines = lines;
        this.withoutStdin = withoutStdin;
        this.keepGoing = keepGoing;
        this.context = context;
    }

    @Override
    public void close() {
        reserve.close();
    }

    /** Output and errors go where those of the batch go. Returns the status of the first failure. */
    int runForPeople() throws IOException {
        Io io = context.io();
        ErrorReporter errors = new ErrorReporter(io.err(), "ipcctl batch");
        try (BatchIo inner = new BatchIo(io, withoutStdin, null)) {
            long number = 1;
            for (Line line = next(); line != null; line = goesOn() ? next() : null) {
                int code = call(line, inner, errors);
                io.out().flush();
                // A CMD of the line may have ended like that by itself, with its own standard output.
                if (code == ExitCode.STDOUT_CLOSED && io.readerHasGone(null)) {
                    return code;
                } else if (code != 0) {
                    errors.line("line " + number + " ended with status " + code);
                }
                note(code);
                number++;
            }
        }
        return status;
    }

    /** Output and errors are columns of a row for each line. Returns the status of the first failure. */
    int runForRows() throws IOException {
        try (RowWriter<Ended> rows = context.stream(SCHEMA);
             Captured captured = new Captured();
             BatchIo inner = new BatchIo(context.io(), withoutStdin, captured)) {
            long number = 1;
            for (Line line = next(); line != null; line = goesOn() ? next() : null) {
                int code = call(line, inner, new ErrorReporter(inner.err(), "ipcctl batch"));
                code = captured.isTooMuch() ? ExitCode.LIMIT.number() : code;
                try {
                    rows.write(ended(number, line, code, captured));
                } catch (OutOfMemoryError e) {
                    captured.drop();
                    code = ExitCode.LIMIT.number();
                    rows.write(ended(number, line, code, captured));
                }
                rows.flush();
                captured.forget(inner.cmdRan());
                note(code);
                number++;
            }
        }
        return status;
    }

    private static Ended ended(long number, Line line, int code, Captured captured) {
        String error = OsString.decode(captured.errorBytes()).strip();
        if (captured.isTooMuch()) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            new ErrorReporter(said, "ipcctl batch").report(new CommandFailure(ExitCode.LIMIT, "line " + number,
                    "it wrote more than a row can hold, which is " + (Captured.MOST >> 20)
                            + " MiB if there is enough memory",
                    "Run it without --format."));
            error = (error + "\n" + OsString.decode(said.toByteArray())).strip();
        }
        return new Ended(number, line, code, captured.isTooMuch() ? null : captured.outputBytes(), error);
    }

    /** A line as it was read, or why it cannot be one. */
    record Line(String text, RuntimeException refused) {
    }

    private Line next() {
        // One that came while a command ran that did not wait is meant for the whole.
        Interruption.check();
        ByteBuffer line;
        try {
            line = lines.next();
        } catch (RecordTooLongException e) {
            lines.skip();
            return new Line(null,
                    new CommandFailure(ExitCode.LIMIT, "", "the line has more than " + LONGEST_LINE + " bytes", null));
        }
        if (line == null) {
            return null;
        }
        byte[] bytes = new byte[line.remaining()];
        line.get(bytes);
        return new Line(OsString.decode(bytes), null);
    }

    private boolean goesOn() {
        return status == 0 || keepGoing;
    }

    private void note(int code) {
        status = status == 0 ? code : status;
    }

    private int call(Line line, BatchIo io, ErrorReporter errors) {
        io.begin();
        try {
            return line.refused() != null ? errors.report(line.refused()) : call(line.text(), io, errors);
        } finally {
            io.end();
        }
    }

    private int call(String line, Io io, ErrorReporter errors) {
        List<String> words;
        try {
            words = ShellWords.split(line);
        } catch (IllegalArgumentException e) {
            return errors.report(new UsageException(e.getMessage()));
        }
        for (String word : words) {
            if (word.indexOf(0) >= 0) {
                return errors.report(
                        new UsageException("a word contains a NUL byte, which no argument of a command can contain"));
            }
        }
        if (!words.isEmpty() && words.get(0).equals("ipcctl")) {
            words = words.subList(1, words.size());
        }
        if (words.isEmpty()) {
            return ExitCode.DONE.number();
        } else if (words.get(0).equals("batch")) {
            return errors.report(new UsageException("a batch cannot run another batch"));
        }
        return Invocation.run(root, words, io, reserve);
    }
}
