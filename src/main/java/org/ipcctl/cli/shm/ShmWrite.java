package org.ipcctl.cli.shm;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.ProgressOption;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.convert.DataFrom;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.cli.sync.LockOption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.layout.Assignment;
import org.ipcctl.shm.OutOfRangeException;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.ShmInput;
import org.ipcctl.shm.ShmWriter;

/** {@code ipcctl shm write}. */
final class ShmWrite extends ShmCommand {
    private final Arg<List<String>> words = args(ValueType.TEXT.labelled("DATA"), "DATA",
            "The bytes to write, as typed, without a newline; standard input if - or missing. With --layout, any "
                    + "number of FIELD=VALUE.",
            0);
    private final Arg<Long> offset = optOr(ValueType.OFFSET, 0L,
            "Begin at byte OFFSET of the object, decimal or as 0x40.",
            "--offset").formerly("-o");
    private final Arg<DataFrom> from = optOr(ValueType.choice("FORM", DataFrom.class), DataFrom.TEXT,
            "Read DATA or standard input as text (unchanged), hex or base64.", "--from").rare();
    private final Arg<Boolean> create = flag("Create the object if there is none.", "-c", "--create");
    private final Arg<Boolean> exclusive;
    private final Arg<Boolean> truncate = flag(
            "Make an existing object longer or shorter, so that it ends with what is written.",
            "--truncate").rare();
    private final LayoutOptions layout = LayoutOptions.writing(this);
    private final ProgressOption progress = new ProgressOption(this);
    private final LockGuard guard = new LockGuard(this);
    private final LockOption lock;

    ShmWrite() {
        creationOptions(false);
        exclusive = flag("With --create, exit 4 if the object exists already.", "-x", "--exclusive").rare();
        lock = new LockOption(this, "the lock is not free");
    }

    @Override
    protected List<String> description() {
        return List.of(
                "An existing object keeps its size and its other bytes, unless --truncate is given. Data that do not "
                        + "fit are refused with exit status 7: before anything is written if the amount is known "
                        + "(DATA, a file, or up to 1 MiB); otherwise the error says how much was written.",
                "A new object gets its name only when all of it has been written, and does not appear if that fails. "
                        + "Memory is reserved before it is written, so a full /dev/shm is an error with exit status "
                        + "7.",
                ProgressOption.HELP,
                "With --layout only the bytes of the named fields are written, and a new object is as long as the "
                        + "layout; the other fields keep their values, or are zero in a new object. A value that "
                        + "does not fit its field is refused before anything is written.",
                "A process that reads at the same time may see a mix of old and new bytes, unless both sides take the "
                        + "same --lock. The lock is held until all of "
                        + "standard input is written.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("a file of any size", "ipcctl shm write photo --create <photo.jpg")
                        .after("head -c 100000 /dev/urandom >photo.jpg"),
                new Example("replace it with a shorter or longer text",
                        "date | ipcctl shm write now --create --truncate"),
                new Example("two fields of a C struct, while no process reads", "ipcctl shm write sensor --create "
                        + "--layout 'struct { float temperature; int updated; "
                        + "}' --lock sem:sensor --init 1 temperature=23.5 updated=1"),
                new Example("four bytes at offset 8", "ipcctl shm write samples --offset 8 --from hex 0000bc41")
                        .after("ipcctl shm create samples --size 64"));
    }

    @Override
    protected int run(Args args, Context context) throws Exception {
        check(args);
        guard.check(args, args.get(name));
        ShmInput input = layout.in(args).isGiven() ? null
                : ShmData.of(args.get(words), args.get(from), context.stdin());
        return lock.around(args, context,
                () -> layout.in(args).isGiven() ? setFields(args) : progressing(args, context, input));
    }

    private int progressing(Args args, Context context, ShmInput input) {
        progress.during(() -> write(args, input), args, context, input::written, input.expected(), context.stdin());
        return 0;
    }

    private void write(Args args, ShmInput input) {
        try {
            if (args.get(create)) {
                createAndWrite(args, input);
            } else {
                try (SharedMemory memory = SharedMemory.open(args.get(name), SharedMemory.Access.WRITE)) {
                    fill(args, memory, args.get(truncate), input);
                }
            }
        } catch (OutOfRangeException e) {
            String room = input.length() < 0 ? "" : "Make room with "
                    + ShellWord.shown("ipcctl shm resize " + ShellWord.object(e.name()) + " " + e.needed()) + ", or ";
            throw new CommandFailure(ExitCode.LIMIT, e.name(), e.getMessage() + soFar(input),
                    (room.isEmpty() ? "Add" : room + "add") + " --truncate, which makes the size follow what is "
                            + "written.");
        }
    }

    private void check(Args args) {
        lock.check(args);
        if (layout.in(args).isGiven() && (args.get(truncate) || args.has(from))) {
            throw new UsageException(
                    "--layout defines what is written and where, so it cannot be combined with --from and "
                            + "--truncate");
        } else if (layout.in(args).isGiven() && progress.isGiven(args)) {
            throw new UsageException("--layout sets fields, and shows no --progress");
        } else if (layout.in(args).isGiven()) {
            layout.in(args).assignment(args.get(words));
        } else if (args.get(words).size() > 1) {
            throw new UsageException(
                    "unexpected argument '" + args.get(words).get(1) + "'; FIELD=VALUE needs --layout");
        }
        if (!args.get(create) && (saysHowToCreate(args) || args.get(exclusive))) {
            throw new UsageException("--size, --mode and --exclusive are for a new object; add --create");
        } else if (args.get(truncate) && hasFixedSize(args)) {
            throw new UsageException("--truncate makes the size follow the data, so it cannot be combined with "
                    + "--size");
        }
    }

    private static String soFar(ShmInput input) {
        return input.writtenBefore() > 0 ? "; " + input.writtenBefore() + " bytes went in before" : "";
    }

    private int setFields(Args args) {
        try (SharedMemory there = args.get(create) ? existing(args, SharedMemory.Access.WRITE)
                : SharedMemory.open(args.get(name), SharedMemory.Access.WRITE)) {
            if (there != null && args.get(exclusive)) {
                throw exists(args);
            } else if (there != null) {
                setFields(args, there);
                return 0;
            }
        }
        try (SharedMemory draft = draft(args)) {
            if (!hasFixedSize(args)) {
                draft.resize(args.get(offset) + layout.in(args).layout().size());
            }
            setFields(args, draft);
            if (draft.publish()) {
                return 0;
            } else if (args.get(exclusive)) {
                throw exists(args);
            }
        }
        // Somebody else was quicker: the fields go into that one.
        return setFields(args);
    }

    private void setFields(Args args, SharedMemory memory) {
        layout.in(args).check(args.get(name), Math.max(0, memory.size() - args.get(offset)));
        for (Assignment.Piece piece : layout.in(args).assignment(args.get(words)).pieces()) {
            memory.write(ByteBuffer.allocateDirect(piece.bytes().length).put(piece.bytes()).flip(),
                    args.get(offset) + piece.offset());
        }
    }

    private void createAndWrite(Args args, ShmInput input) {
        try (SharedMemory there = existing(args, SharedMemory.Access.WRITE)) {
            if (there != null && args.get(exclusive)) {
                throw exists(args);
            } else if (there != null) {
                fill(args, there, args.get(truncate), input);
                return;
            }
        }
        try (SharedMemory draft = draft(args)) {
            fill(args, draft, !hasFixedSize(args), input);
            if (!draft.publish()) {
                writeToTheQuicker(args, draft, input.written());
            }
        }
    }

    /** Somebody else has created the object since: the data are in the draft, and go where they were to go anyway. */
    private void writeToTheQuicker(Args args, SharedMemory draft, long length) {
        if (args.get(exclusive)) {
            throw exists(args);
        }
        try (SharedMemory there = existing(args, SharedMemory.Access.WRITE)) {
            if (there == null) {
                throw exists(args).because("it was created and removed again meanwhile, so nothing was written");
            }
            fill(args, there, args.get(truncate), new ShmInput(draft, args.get(offset), length));
        }
    }

    private void fill(Args args, SharedMemory memory, boolean grows, ShmInput input) {
        ShmWriter writer = new ShmWriter(memory, args.get(offset), grows);
        try {
            if (input.length() >= 0) {
                writer.expect(input.length());
            }
            ByteBuffer block = input.next();
            while (block != null) {
                writer.put(block);
                if (input.rest() != null) {
                    writer.take(input.rest(), input::passed);
                }
                block = input.next();
            }
            writer.finish();
        } catch (KernelException e) {
            writer.abandon();
            throw e.because(
                    e.reason() + (writer.written() > 0 ? "; " + writer.written() + " bytes went in before" : ""));
        } catch (OutOfRangeException e) {
            writer.abandon();
            throw e;
        }
    }
}
