package org.ipcctl.cli.shm;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.shm.AtomicCell;
import org.ipcctl.shm.OutOfRangeException;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.SharedMemoryKind;

/** {@code ipcctl shm atomic}. */
final class ShmAtomic extends Command {
    private record Change(Width width, long before, long after, boolean done) {
    }

    private static final Schema<Change> SCHEMA = Schema.single(
            Column.of("old_value", Type.INTEGER, "the number before", c -> c.width().value(c.before())),
            Column.of("new_value", Type.INTEGER, "the number after", c -> c.width().value(c.after())),
            Column.of("done", Type.BOOLEAN, "false if cas found a number other than the expected one",
                    c -> Value.of(c.done())));

    /** What can be done, and how many numbers it takes. */
    enum Operation {
        GET(0), SET(1), ADD(1), SUB(1), CAS(2);

        private final int values;

        Operation(int values) {
            this.values = values;
        }
    }

    /** The kinds of numbers. */
    enum Width {
        I32(Integer.BYTES, true), U32(Integer.BYTES, false), I64(Long.BYTES, true), U64(Long.BYTES, false);

        private final int size;
        private final boolean signed;

        Width(int size, boolean signed) {
            this.size = size;
            this.signed = signed;
        }

        private long parse(String text) {
            BigInteger low = signed ? BigInteger.ONE.shiftLeft(8 * size - 1).negate() : BigInteger.ZERO;
            BigInteger high = BigInteger.ONE.shiftLeft(signed ? 8 * size - 1 : 8 * size);
            BigInteger number;
            try {
                number = text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
            } catch (NumberFormatException e) {
                throw new UsageException("invalid value for VALUE: '" + text + "' is not a whole number");
            }
            if (number.compareTo(low) < 0 || number.compareTo(high) >= 0) {
                throw new UsageException(
                        "invalid value for VALUE: '" + text + "' does not fit into " + name().toLowerCase(Locale.ROOT)
                                + ", which holds " + low + " to " + high.subtract(BigInteger.ONE));
            }
            return number.longValue();
        }

        private Value value(long bits) {
            return this == U32 ? Value.of(bits & 0xFFFFFFFFL)
                    : this == U64 ? Value.of(new BigInteger(Long.toUnsignedString(bits)))
                            : Value.of(bits);
        }
    }

    private final Arg<String> name = arg(ObjectName.of(SharedMemoryKind.KIND), "NAME",
            "The object, with or without its leading slash.");
    private final Arg<Long> offset = arg(ValueType.OFFSET, "OFFSET",
            "The position of the number in bytes, decimal or as 0x40; a multiple of its size.");
    private final Arg<Operation> operation = arg(ValueType.choice("OPERATION", Operation.class), "OPERATION",
            "One of get, set, add, sub, cas.");
    private final Arg<List<String>> values = args(ValueType.TEXT, "VALUE",
            "The number to set, add or subtract; for cas the expected number, then the new one.", 0);
    private final Arg<Width> type = optOr(ValueType.choice("TYPE", Width.class), Width.I64,
            "The type of the number: i32, u32, i64 or u64.", "--type");
    private final Arg<Long> repeat = optOr(ValueType.integer("N", 1, Long.MAX_VALUE), 1L,
            "Add or subtract N times, one instruction each.",
            "-r", "--repeat");
    private final LockGuard guard = new LockGuard(this);

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "The number is changed by one atomic instruction, so concurrent changes by other processes, "
                        + "including C programs with stdatomic.h, are not lost, and no lock is needed. Addition and "
                        + "subtraction wrap around. A VALUE may be negative.",
                "The exit status is 1 if cas found a number other than the expected one and changed nothing. It is "
                        + "also 1 if another process shortened the object meanwhile: a message says so, and the "
                        + "change is lost with the memory. It is 7 if the number was never written and /dev/shm has "
                        + "no memory left for it.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("a ticket number that no other process gets",
                        "ticket=$(ipcctl shm atomic counters 0 add 1 --format plain --columns old_value)")
                        .after("ipcctl shm create counters --size 64"),
                new Example("change 1 to 2, unless another process has done so",
                        "ipcctl shm atomic counters 8 cas 1 2 --type u32")
                        .after("ipcctl shm create counters --size 64",
                                "ipcctl shm atomic counters 8 set 1 --type u32"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        Operation what = args.get(operation);
        check(args, what);
        long[] numbers = args.get(values).stream().mapToLong(args.get(type)::parse).toArray();
        boolean reads = what == Operation.GET;
        if (!reads) {
            guard.check(args, args.get(name));
        }
        try (SharedMemory memory = SharedMemory.open(args.get(name),
                reads ? SharedMemory.Access.READ : SharedMemory.Access.WRITE);
             AtomicCell cell = new AtomicCell(memory, args.get(offset), args.get(type).size, !reads)) {
            long before = apply(args, cell, what, numbers);
            boolean done = what != Operation.CAS || before == normal(args, numbers[0]);
            long after = switch (what) {
                case GET -> before;
                case SET -> numbers[0];
                case ADD -> before + numbers[0] * args.get(repeat);
                case SUB -> before - numbers[0] * args.get(repeat);
                case CAS -> done ? numbers[1] : before;
            };
            context.show(SCHEMA, new Change(args.get(type), before, normal(args, after), done));
            return done ? ExitCode.DONE.number() : ExitCode.FAILED.number();
        } catch (OutOfRangeException e) {
            throw ShmCommands.failure(e);
        }
    }

    private void check(Args args, Operation what) {
        if (args.get(values).size() != what.values) {
            throw new UsageException(
                    what.name().toLowerCase(Locale.ROOT) + " takes " + (what.values == 0 ? "no VALUE" : what.values == 1
                            ? "one VALUE" : "two, the expected and the new one") + ", not " + args.get(values).size());
        } else if (args.has(repeat) && what != Operation.ADD && what != Operation.SUB) {
            throw new UsageException("--repeat is for add and sub");
        } else if (args.get(offset) % args.get(type).size != 0) {
            throw new UsageException(
                    "invalid value for OFFSET: " + args.get(offset) + " is not a multiple of " + args.get(type).size
                            + ", as atomic changes require");
        }
    }

    /** The value before the first instruction of ours: with others at work, that of the last one less our own share. */
    private long apply(Args args, AtomicCell cell, Operation what, long[] numbers) {
        return switch (what) {
            case GET -> cell.get();
            case SET -> cell.getAndSet(numbers[0]);
            case CAS -> cell.compareAndExchange(numbers[0], numbers[1]);
            case ADD, SUB -> {
                long delta = what == Operation.ADD ? numbers[0] : -numbers[0];
                long before = cell.getAndAdd(delta, args.get(repeat));
                yield before - delta * (args.get(repeat) - 1);
            }
        };
    }

    /** As the cell tells it: sign-extended from its size. */
    private long normal(Args args, long number) {
        return args.get(type).size == Integer.BYTES ? (int) number : number;
    }
}
