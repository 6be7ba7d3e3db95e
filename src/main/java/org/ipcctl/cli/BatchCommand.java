package org.ipcctl.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.convert.ShellWords;
import org.ipcctl.format.Payload;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Fd;
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
    private static final Schema SCHEMA = Schema.list(
            Column.of("line", Type.INTEGER, "its number, from 1"),
            Column.of("command", Type.TEXT, "the line as it was read"),
            Column.of("exit_code", Type.INTEGER, "what ipcctl would have exited with"),
            Column.of("encoding", Type.TEXT, "what output is: utf-8 as it is, or base64"),
            Column.of("output", Type.TEXT, "what it wrote to standard output"),
            Column.of("error", Type.TEXT, "what it wrote to standard error, missing where that was nothing"));

    private final Opt<String> file = optionalArg(Kind.PATH.labelled("FILE"), "FILE", "The commands; - or none: standard input.");
    private final Opt<Boolean> keepGoing = flag("Go on after a command that failed.", "-k", "--keep-going");

    private final Models models = Models.kept();
    private Entry root;
    private int status;

    @Override
    protected Schema schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("Each line is a command of ipcctl with its arguments, without the word ipcctl or with it. Words are quoted as in a "
                + "shell ('...', \"...\", $'...' and backslashes), and # begins a comment; nothing is expanded, and what a shell "
                + "would take for a pipe or a variable is refused outside of quotes.",
                "Commands run one after the other in this process, which saves the start of a JVM for each. Their output is written "
                + "before the next line is read, so another program can write a line and read the answer. Standard input is empty for "
                + "commands that come from it; with FILE they have ipcctl's own.",
                "It ends at the first command that fails, or goes on with --keep-going; either way the exit status is that of the first "
                + "failure. Failures are told on standard error with the number of their line. With --format ndjson each command is one "
                + "line of JSON that has its status, output and errors.",
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
        boolean fromStdin = file.get() == null || file.get().equals("-");
        CtrlC ctrlC = CtrlC.endsWhatWaits();
        try (ctrlC;
             Fd commands = fromStdin ? context.stdin() : Fd.open(file.get(), Fd.O_RDONLY, 0);
             Fd nothing = Fd.open("/dev/null", Fd.O_RDONLY, 0)) {
            RecordReader lines = new RecordReader(commands, '\n', LONGEST_LINE);
            Fd stdin = fromStdin ? nothing : context.stdin();
            return context.isFormatGiven() ? runForRows(lines, stdin, context) : runForPeople(lines, stdin, context);
        } catch (RecordTooLongException e) {
            throw new CommandFailure(ExitCode.FAILED, "", "a line has more than " + LONGEST_LINE + " bytes", null);
        }
    }

    private int runForPeople(RecordReader lines, Fd stdin, Context context) throws IOException {
        Io io = context.io();
        ErrorReporter errors = new ErrorReporter(io.err(), "ipcctl batch");
        Io inner = new Streams(stdin, io.stdout(), io.out(), io.err(), io);
        long number = 1;
        for (String line = next(lines); line != null; line = goesOn() ? next(lines) : null) {
            int code = call(line, inner, errors);
            io.out().flush();
            if (code == ExitCode.STDOUT_CLOSED) {
                return code;
            } else if (code != 0) {
                errors.line("line " + number + " ended with status " + code);
            }
            note(code);
            number++;
        }
        return status;
    }

    private int runForRows(RecordReader lines, Fd stdin, Context context) throws IOException {
        try (RowWriter rows = context.stream(SCHEMA);
             Fd captured = Fd.inMemory("output")) {
            long number = 1;
            for (String line = next(lines); line != null; line = goesOn() ? next(lines) : null) {
                captured.truncate(0);
                captured.rewind();
                ByteArrayOutputStream err = new ByteArrayOutputStream();
                Io inner = new Streams(stdin, captured, new FdStream(captured), err, context.io());
                int code = call(line, inner, new ErrorReporter(err, "ipcctl batch"));
                byte[] output = content(captured);
                rows.write(SCHEMA.row(Value.of(number), Value.of(line), Value.of(code), Value.of(Payload.encoding(output)),
                        Value.of(Payload.text(output)), err.size() == 0 ? Value.MISSING : Value.of(OsString.decode(err.toByteArray()).strip())));
                rows.flush();
                note(code);
                number++;
            }
        }
        return status;
    }

    private static String next(RecordReader lines) {
        // One that came while a command ran that did not wait is meant for the whole.
        Interruption.check();
        ByteBuffer line = lines.next();
        if (line == null) {
            return null;
        }
        byte[] bytes = new byte[line.remaining()];
        line.get(bytes);
        return OsString.decode(bytes);
    }

    private boolean goesOn() {
        return status == 0 || keepGoing.get();
    }

    private void note(int code) {
        status = status == 0 ? code : status;
    }

    private int call(String line, Io io, ErrorReporter errors) {
        List<String> words;
        try {
            words = ShellWords.split(line);
        } catch (IllegalArgumentException e) {
            return errors.report(new UsageException(e.getMessage()));
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

    private static byte[] content(Fd captured) {
        ByteBuffer all = ByteBuffer.allocateDirect(Math.toIntExact(captured.status().size()));
        while (all.hasRemaining() && captured.readAt(all, all.position()) >= 0) {
            // One read gives it all, unless it is very much.
        }
        byte[] bytes = new byte[all.flip().remaining()];
        all.get(bytes);
        return bytes;
    }

    /** The streams of a command within the batch. */
    private record Streams(Fd stdin, Fd stdout, OutputStream out, OutputStream err, Io outer) implements Io {
        @Override
        public boolean errIsTerminal() {
            return false;
        }

        @Override
        public boolean readerHasGone(Exception failure) {
            return outer.readerHasGone(failure);
        }
    }

    /** Text that goes to a descriptor at once, in its place among the payload. */
    private static final class FdStream extends OutputStream {
        private final Fd fd;

        FdStream(Fd fd) {
            this.fd = fd;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            fd.writeFully(ByteBuffer.allocateDirect(length).put(bytes, offset, length).flip());
        }
    }
}
