package org.ipcctl.cli.pipe;

import java.time.Duration;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.pipe.Blocked;
import org.ipcctl.pipe.EndOfFile;
import org.ipcctl.result.Column;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl pipe-demo eof}: the end of the file is the close of the last write end. */
final class DemoEof extends Demo<DemoEof.Reader> {
    /**
     * The reader at a moment.
     *
     * @param writeEnds that were open then
     * @param blocked   null where it did not sleep
     * @param status    null where it had not ended
     */
    record Reader(int writeEnds, Blocked blocked, Integer status) {
    }

    DemoEof() {
        super(Step.schema(
                Column.detail("write_ends", Type.INTEGER, "processes that hold the write end",
                        r -> Value.of(r.writeEnds())),
                Column.detail("process_state", Type.TEXT, "the reader's state in /proc/PID/stat; S is asleep",
                        r -> r.blocked() == null ? Value.MISSING : Value.of(String.valueOf(r.blocked().state()))),
                Column.detail("proof", Type.TEXT, "the file in /proc/PID that showed the call in which it sleeps",
                        r -> r.blocked() == null ? Value.MISSING : Value.of(r.blocked().proof())),
                Column.detail("exit_status", Type.INTEGER, "the reader's, once it has ended",
                        r -> r.status() == null ? Value.MISSING : Value.of(r.status()))));
    }

    @Override
    protected List<String> description() {
        return List.of(
                "The reader is a cat(1) that sleeps in read(2), as /proc shows. ipcctl and another process hold the "
                        + "write end. ipcctl closes its own; a byte from the other process still arrives, which "
                        + "shows that the reader was not released. Then the other process ends, the read returns 0, "
                        + "and cat ends with status 0.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("a reader released by the last writer, step by step", "ipcctl pipe-demo eof"));
    }

    @Override
    Findings<Reader> find(Args args, Duration patience) {
        return findAll(patience);
    }

    static Findings<Reader> findAll(Duration patience) {
        EndOfFile seen = EndOfFile.observe(patience);
        boolean goesOn = seen.oneOpen() != null && seen.passedOn() == 1;
        boolean ends = seen.leftover() == 0 && seen.ending().shellStatus() == 0;
        List<Step<Reader>> steps = List.of(
                new Step<>("two write ends open", "read blocks",
                        seen.bothOpen() == null ? "reader has ended" : seen.bothOpen().toString(),
                        seen.bothOpen() != null, new Reader(2, seen.bothOpen(), null)),
                new Step<>("one of two closed", "reads on",
                        (goesOn ? "got a byte, " : "got " + seen.passedOn() + " bytes, ")
                                + (seen.oneOpen() == null ? "reader has ended" : seen.oneOpen()),
                        goesOn, new Reader(1, seen.oneOpen(), null)),
                new Step<>("the last closed", "read returns 0", ends ? "read returned 0, reader ended with 0"
                        : seen.leftover() + " bytes, reader ended with " + seen.ending().shellStatus(), ends,
                        new Reader(0, null, seen.ending().shellStatus())));
        return new Findings<>("blocks while a write end is open, then 0",
                steps.get(0).asExpected() && goesOn
                        ? "blocked twice, " + (ends ? "then read returned 0" : "then went wrong")
                        : "was not blocked",
                steps);
    }
}
