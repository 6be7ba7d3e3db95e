package org.ipcctl.cli.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.host.Holding;
import org.ipcctl.host.ObjectHolders;
import org.ipcctl.host.HostObject;
import org.ipcctl.host.Inventory;
import org.ipcctl.host.Sought;
import org.ipcctl.host.Use;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Schema;

/** {@code ipcctl holders}. */
public final class HoldersCommand extends Command {
    private static final ValueType<ObjectName.Ref> OBJECT = ObjectName.any();
    private static final ValueType<ObjectName.Ref> OBJECT_OR_PROCESS = new ValueType<>("OBJECT", ObjectName.Ref.class,
            HoldersCommand::parse,
            OBJECT.candidates(), OBJECT.names(), null);

    private final Arg<List<ObjectName.Ref>> subjects = args(OBJECT_OR_PROCESS, "OBJECT",
            "An object, " + ObjectName.forms() + "; or PID, a single process.", 1);

    @Override
    protected boolean sortsRows() {
        return true;
    }

    @Override
    protected Schema<?> schema() {
        return HeldColumns.ALL;
    }

    @Override
    protected Schema<?> schema(Args args) {
        return processOf(args.get(subjects)) == null ? HeldColumns.OF_OBJECTS : HeldColumns.OF_A_PROCESS;
    }

    @Override
    protected Texts texts() {
        return new Texts(List.of(
                "For objects, there is a row for each descriptor by which another process has one open, and for each "
                        + "other process that maps one, with or without a descriptor. The owner is the process that "
                        + "has the mutex locked; a waiter has a thread that sleeps until the object changes. For a "
                        + "socket these are the processes on the side of ADDR; 'ipcctl sock ls ADDR' shows the other "
                        + "side, too.",
                "For a process ID, there is a row for each pipe, FIFO, UNIX domain socket, eventfd, queue, semaphore "
                        + "and piece of shared memory that the process has, with the other processes that have the "
                        + "same object, or the other side of its socket. A mutex or condition variable is shown as "
                        + "the shared memory that contains it. FIFOs in network file systems are left out, because "
                        + "they could keep the command waiting.",
                "Only root can see other users' processes. If some could not be seen, a message on standard error "
                        + "says so. If no holder is found and some processes could not be seen, the exit status is "
                        + "5, because there may be one; the kernel tells for certain only for the user's own queues, "
                        + "semaphores and shared memory."),
                List.of(new Example("who has shared memory open or mapped", "ipcctl holders shm:frame")
                        .after("ipcctl shm create frame --size 4K", "exec "
                                + "9</dev/shm/frame"),
                        new Example("the owner of a mutex, and who waits for it",
                                "ipcctl holders mutex:guard --columns pid,command,how")
                                .after("ipcctl mutex create guard", "exec 9</dev/shm/guard"),
                        new Example("what this shell shares, and with which processes", "ipcctl holders $$")));
    }

    @Override
    protected Map<String, String> files() {
        return OpenFiles.FILES;
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        ObjectName.Ref process = processOf(args.get(subjects));
        return process == null ? showObjects(args.get(subjects), context) : showProcess(process, context);
    }

    private static ObjectName.Ref parse(String text) {
        boolean number = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            number &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (number && text.length() > Integer.toString(Integer.MAX_VALUE).length()) {
            throw new IllegalArgumentException("is not a process ID");
        }
        return number ? new ObjectName.Ref(null, text) : OBJECT.parser().apply(text);
    }

    /** The process that is asked for, which is of no kind; null where objects are. */
    private static ObjectName.Ref processOf(List<ObjectName.Ref> given) {
        for (ObjectName.Ref one : given) {
            if (one.kind() == null) {
                if (given.size() > 1) {
                    throw new UsageException("a process cannot be combined with other processes or objects");
                }
                return one;
            }
        }
        return null;
    }

    private static int showProcess(ObjectName.Ref process, Context context) throws IOException {
        long pid = Long.parseLong(process.name());
        try {
            OpenFiles.of(pid, file -> {});
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT) || e.is(Errno.ESRCH) ? e.about(process.name()).because("no such process")
                    : e.is(Errno.EACCES) || e.is(Errno.EPERM)
                            ? e.about(process.name()).because("this user may not see what the process has open")
                                    .advise(Users.effectiveUser() == 0
                                            ? "Root needs the capability CAP_SYS_PTRACE for it, which a container has "
                                                    + "if it was started with --cap-add SYS_PTRACE."
                                            : "Its own user and root may.")
                            : e;
        }
        Inventory inventory = Inventory.look();
        Processes processes = new Processes();
        List<Held> rows = new ArrayList<>();
        for (HostObject object : inventory.objects()) {
            SortedSet<Long> others = object.processes();
            if (others.contains(pid)) {
                if (object.peer() != null) {
                    others.addAll(object.peer().processes());
                }
                others.remove(pid);
                object.holders().stream().filter(holding -> holding.pid() == pid)
                        .forEach(holding -> rows.add(Held.of(object, holding, List.copyOf(others), processes)));
            }
        }
        rows.sort(Comparator.comparing(Held::fd, Comparator.nullsLast(Comparator.naturalOrder())));
        context.show(HeldColumns.OF_A_PROCESS, rows);
        ObjectFilter.tellLeftBehind(context, inventory);
        if (!inventory.isComplete()) {
            context.warn(OpenFiles.notAll());
        }
        return ExitCode.DONE.number();
    }

    private static int showObjects(List<ObjectName.Ref> given, Context context) throws IOException {
        int status = ExitCode.DONE.number();
        Map<ObjectName.Ref, Sought> objects = new LinkedHashMap<>();
        for (ObjectName.Ref one : given) {
            try {
                objects.put(one, Sought.of(one.kind(), one.name()));
            } catch (KernelException | CommandFailure e) {
                int code = context.failed(e);
                status = status == 0 ? code : status;
            }
        }
        ObjectHolders holders = ObjectHolders.of(List.copyOf(objects.values()));
        Processes processes = new Processes();
        List<Held> all = new ArrayList<>();
        List<CommandFailure> unknown = new ArrayList<>();
        boolean isPart = false;
        for (Sought object : objects.values()) {
            List<Holding> some = holders.of(object);
            some.forEach(holding -> all.add(Held.of(object, holding, processes)));
            Use use = some.isEmpty() ? Use.ofUnheld(object.kind(), object.name(), holders.isComplete()) : Use.NONE;
            if (use != Use.NONE) {
                unknown.add(new CommandFailure(ExitCode.PERMISSION, object.shown(),
                        use == Use.UNSEEN ? "a process that cannot be seen has it; " + OpenFiles.whoSeesAll()
                                : !object.kind().isHeld() ? "the kernel does not record who uses one"
                                        : "no holder is found, and " + OpenFiles.notAll(),
                        null));
            }
            isPart |= !some.isEmpty() && !holders.isComplete();
        }
        if (!objects.isEmpty()) {
            context.show(HeldColumns.OF_OBJECTS, all, "holders");
        }
        if (isPart && unknown.isEmpty()) {
            context.warn(OpenFiles.notAll());
        }
        for (CommandFailure failure : unknown) {
            int code = context.failed(failure);
            status = status == 0 ? code : status;
        }
        return status;
    }
}
