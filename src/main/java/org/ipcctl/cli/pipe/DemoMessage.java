package org.ipcctl.cli.pipe;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Arg;
import org.ipcctl.format.Payload;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.OsString;
import org.ipcctl.pipe.Capture;
import org.ipcctl.result.Column;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl pipe-demo message}: a child writes, ipcctl reads. */
final class DemoMessage extends Demo<DemoMessage.Exchange> {
    static final String GREETING = "hello from a child process";

    private final Arg<String> text = optionalArg(ValueType.TEXT, "TEXT",
            "The text that the child writes (default: a greeting).");

    /** What the child was to write, and what came. */
    record Exchange(byte[] sent, Capture came) {
    }

    DemoMessage() {
        super(Step.schema(
                Column.of("message", Type.BYTES, "what was read; Base64 where it is not UTF-8",
                        e -> Value.of(e.came().bytes())),
                Column.detail("message_encoding", Type.TEXT, "utf-8, or base64",
                        e -> Payload.encodingOf(e.came().bytes())),
                Column.detail("sent_bytes", Type.SIZE, "length of what the child was told to write",
                        e -> Value.of(e.sent().length)),
                Column.detail("received_bytes", Type.SIZE, "length of what was read",
                        e -> Value.of(e.came().bytes().length)),
                Column.detail("child_pid", Type.INTEGER, "process that wrote it", e -> Value.of(e.came().pid()))));
    }

    @Override
    protected List<String> description() {
        return List.of(
                "The child is started by posix_spawn(3) with the write end of a pipe as its standard output. ipcctl "
                        + "closes its "
                        + "own write end and reads until the end of the file.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("send a word", "ipcctl pipe-demo message hello"),
                new Example("what was read, for a script",
                        "ipcctl pipe-demo message hello --format plain --columns message"));
    }

    @Override
    Findings<Exchange> find(Args args, Duration patience) {
        return find(args.get(text) == null ? GREETING : args.get(text), patience);
    }

    static Findings<Exchange> find(String text, Duration patience) {
        byte[] sent = OsString.encode(text);
        Capture capture = Capture.message(text, Deadline.in(patience));
        boolean same = Arrays.equals(sent, capture.bytes());
        boolean well = same && capture.ending().shellStatus() == 0;
        String expected = "reads the child's " + Demo.size(sent.length);
        String observed = Demo.size(capture.bytes().length) + (same ? ", the same" : ", not the same")
                + (capture.ending().shellStatus() == 0 ? "" : ", child ended with " + capture.ending().shellStatus());
        return new Findings<>(expected, observed,
                List.of(new Step<>("child writes, ipcctl reads", expected, observed, well,
                        new Exchange(sent, capture))));
    }
}
