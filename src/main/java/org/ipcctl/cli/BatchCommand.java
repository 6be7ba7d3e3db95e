package org.ipcctl.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.convert.ShellWords;
import org.ipcctl.format.Payload;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.OsString;
import org.ipcctl.relay.RecordReader;
import org.ipcctl.relay.RecordTooLongException;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl batch}: many commands, one JVM. */
final class BatchCommand extends Leaf {
    private static final int LONGEST_LINE = 1 << 20;
    /** What came of a line; {@code output} is null where it was too much. */
    private record Ended(long number, Line line, int code, byte[] output, String error) {
    }

    private static final Schema<Ended> SCHEMA = Schema.list(
            Column.of("line", Type.INTEGER, "its number, from 1", e -> Value.of(e.number())),
            Column.of("command", Type.TEXT, "the line as it was read", e -> Value.of(e.line().text())),
            Column.of("exit_code", Type.INTEGER, "what ipcctl would have exited with", e -> Value.of(e.code())),
            Column.of("encoding", Type.TEXT, "what output is: utf-8 as it is, or base64",
                    e -> e.output() == null ? Value.MISSING : Value.of(Payload.encoding(e.output()))),
            Column.of("output", Type.TEXT, "what it wrote to standard output", e -> e.output() == null ? Value.MISSING : Value.of(Payload.text(e.output()))),
            Column.of("error", Type.TEXT, "what it wrote to standard error, missing where that was nothing",
                    e -> e.error().isEmpty() ? Value.MISSING : Value.of(e.error())));

    private final Opt<String> file = optionalArg(Kind.PATH.labelled("FILE"), "FILE", "The commands; - or none: standard input.");
    private final Opt<Boolean> keepGoing = flag("Go on after a command that failed.", "-k", "--keep-going");

    private final Models models = Models.kept();
    private Entry root;
    private int status;

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("Each line is a command of ipcctl with its arguments, without the word ipcctl or with it. Words are quoted as in a "
                + "shell ('...', \"...\", $'...' and backslashes), and # begins a comment; nothing is expanded, and what a shell "
                + "would take for a pipe or a variable is refused outside of quotes.",
                "Commands run one after the other in this process, which saves the start of a JVM for each. Their output is written "
                + "before the next line is read, so another program can write a line and read the answer. Standard input is empty for "
                + "commands that come from it, and for what they run; with FILE it is ipcctl's own.",
                "Each line is like a program of its own: what a command does to its process ends with it, and a CMD that it runs is waited for, "
                + "'sock recv-fd -- CMD' too.",
                "It ends at the first command that fails, or goes on with --keep-going; either way the exit status is that of the first "
                + "failure. Failures are told on standard error with the number of their line. With --format ndjson each command is one "
                + "line of JSON that has its status, output and errors, those of a CMD among them; a command that writes more than 16 MiB fails with status 7, "
                + "and what a CMD leaves behind writes to nobody.",
                "Ctrl-C ends the command that waits, which then failed with status 130. Where none waits, and where it is pressed again "
                + "before the command has ended, it ends the batch.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("a few commands in one go", "printf 'mq create jobs\\nmq send jobs \"a b\" -p 3\\nmq recv jobs --lines\\n' | ipcctl batch"),
                new Example("with the result of each", "printf 'mq create jobs\\nmq recv nope\\nmq stat jobs\\n' | ipcctl batch --keep-going --format ndjson")
                        .exits(3));
    }

    @Override
    protected int run(Context context) throws IOException {
        root = Commands.root();
        CtrlC ctrlC = CtrlC.endsWhatWaits();
        try (ctrlC;
             Fd commands = readsStdin() ? context.stdin() : Fd.open(file.get(), Fd.O_RDONLY, 0)) {
            RecordReader lines = new RecordReader(commands, '\n', LONGEST_LINE);
            boolean withoutStdin = readsStdin() || isSameStream(commands, context.stdin());
            return context.isFormatGiven() ? runForRows(lines, withoutStdin, context) : runForPeople(lines, withoutStdin, context);
        }
    }

    private boolean readsStdin() {
        return file.get() == null || file.get().equals("-");
    }

    /** {@code batch /dev/stdin}: a regular file that is opened twice is read twice, and anything else is shared. */
    private static boolean isSameStream(Fd commands, Fd stdin) {
        FileStatus one = commands.status();
        FileStatus other = stdin.status();
        return one.kind() != FileStatus.Kind.REGULAR && one.inode() == other.inode() && one.device() == other.device();
    }

    private int runForPeople(RecordReader lines, boolean withoutStdin, Context context) throws IOException {
        Io io = context.io();
        ErrorReporter errors = new ErrorReporter(io.err(), "ipcctl batch");
        try (BatchIo inner = new BatchIo(io, withoutStdin, null)) {
            long number = 1;
            for (Line line = next(lines); line != null; line = goesOn() ? next(lines) : null) {
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

    private int runForRows(RecordReader lines, boolean withoutStdin, Context context) throws IOException {
        try (RowWriter<Ended> rows = context.stream(SCHEMA);
             Captured captured = new Captured();
             BatchIo inner = new BatchIo(context.io(), withoutStdin, captured)) {
            long number = 1;
            for (Line line = next(lines); line != null; line = goesOn() ? next(lines) : null) {
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
                    "it wrote more than a row takes, which is " + (Captured.MOST >> 20) + " MiB where there is the memory for it", "Run it without --format."));
            error = (error + "\n" + OsString.decode(said.toByteArray())).strip();
        }
        return new Ended(number, line, code, captured.isTooMuch() ? null : captured.outputBytes(), error);
    }

    /** A line as it was read, or why it cannot be one. */
    private record Line(String text, RuntimeException refused) {
    }

    private static Line next(RecordReader lines) {
        // One that came while a command ran that did not wait is meant for the whole.
        Interruption.check();
        ByteBuffer line;
        try {
            line = lines.next();
        } catch (RecordTooLongException e) {
            lines.skip();
            return new Line(null, new CommandFailure(ExitCode.FAILED, "", "the line has more than " + LONGEST_LINE + " bytes", null));
        }
        if (line == null) {
            return null;
        }
        byte[] bytes = new byte[line.remaining()];
        line.get(bytes);
        return new Line(OsString.decode(bytes), null);
    }

    private boolean goesOn() {
        return status == 0 || keepGoing.get();
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
                return errors.report(new UsageException("a word has a NUL byte in it, which no argument of a command can have"));
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
        return Invocation.run(root, words, io, models);
    }
}
