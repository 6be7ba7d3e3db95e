package org.ipcctl.cli.sysv;

import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.sysv.MsgSelection;

/** Which messages are received. */
final class TypeOptions {
    private static final ValueType<Long> TYPE = ValueType.integer("TYPE", 1, Long.MAX_VALUE);

    private final Arg<Long> type;
    private final Arg<Long> upTo;
    private final Arg<Long> except;

    TypeOptions(Command leaf) {
        type = leaf.opt(TYPE, "Receive only messages of this type (default: any).", "-T", "--type");
        upTo = leaf.opt(TYPE, "Receive only messages of types up to TYPE, the lowest type first.", "--up-to").rare();
        except = leaf.opt(TYPE, "Receive messages of all types except this.", "--except").rare();
    }

    /**
     * What the call {@code args} said.
     *
     * @param size bytes that a message may have; below 0 for any
     * @param cut  whether of a longer one the rest is thrown away
     */
    MsgSelection selection(Args args, long size, boolean cut) {
        if ((args.has(type) ? 1 : 0) + (args.has(upTo) ? 1 : 0) + (args.has(except) ? 1 : 0) > 1) {
            throw new UsageException("--type, --up-to and --except cannot be combined");
        }
        long wanted = args.has(type) ? args.get(type)
                : args.has(upTo) ? -args.get(upTo) : args.has(except) ? args.get(except) : 0;
        return new MsgSelection(wanted, args.has(except), size, cut);
    }
}
