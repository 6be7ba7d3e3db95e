package org.ipcctl.cli.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.ObjectRemoval;
import org.ipcctl.cli.UsageException;
import org.ipcctl.host.Holding;
import org.ipcctl.host.Inventory;
import org.ipcctl.host.LastingUse;
import org.ipcctl.host.Sought;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ShellPattern;
import org.ipcctl.result.Schema;

/** {@code ipcctl rm}. */
public final class RmCommand extends Command {
    private final Arg<List<ObjectName.Ref>> given = args(ObjectName.anyOrPattern(), "OBJECT", "What to remove, "
            + ObjectName.forms()
            + ". For kinds that can be listed, NAME may be a shell pattern (*, ?, [...]), which stands for all that "
            + "match it, unless an object has exactly that name.",
            0);
    private final Arg<Boolean> orphans = flag(
            "Remove all named objects that no process has, as listed by 'ipcctl ls --orphans'.", "--orphans");
    private final ObjectFilter filter = new ObjectFilter(this, true);
    private final ObjectRemoval removal = new ObjectRemoval(this);
    private final Arg<Boolean> force = flag(
            "Remove objects even if a process has or may have them, and ignore those that do not exist.", "-f",
            "--force");

    @Override
    protected Schema<?> schema() {
        return ObjectRemoval.SCHEMA;
    }

    @Override
    protected Texts texts() {
        return new Texts(List.of(
                "Objects that a process has open or mapped are kept, and so are objects that one may have, if not "
                        + "all processes can be seen. ipcctl then says so and exits with 1; --force removes them "
                        + "nevertheless. The rm command of each mechanism, such as 'ipcctl mq rm', does not check "
                        + "which processes have an object.",
                "A process that has an object only for a moment, as one that lists or monitors this host does, does "
                        + "not keep it: one that seems to be in use is looked at for a third of a second.",
                "Right before it removes an object, ipcctl checks again whether any process has it, and whether it is "
                        + "still the same one. The kernel removes "
                        + "whatever has the name, so between that check and the removal another process could still "
                        + "open the object, or put another in its place.",
                "On a terminal, ipcctl asks for confirmation if a pattern or --orphans stands for more than one "
                        + "object. --dry-run lists what would be removed."),
                List.of(new Example("one object that no process uses", "ipcctl rm shm:frame")
                        .after("ipcctl shm create frame --size 4K"),
                        new Example("what would be removed", "ipcctl rm --orphans --dry-run"),
                        new Example("what crashed programs left a day ago",
                                "ipcctl rm --orphans --older-than 1d --yes"),
                        new Example("all queues of a test", "ipcctl rm 'mq:test-*'").after("ipcctl mq create test-1",
                                "ipcctl mq create test-2")));
    }

    @Override
    protected Map<String, String> files() {
        return OpenFiles.FILES;
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        if (args.get(orphans) == !args.get(given).isEmpty()) {
            throw new UsageException(
                    args.get(orphans) ? "--orphans and OBJECT cannot be combined" : "missing OBJECT, or --orphans");
        } else if (filter.isGiven(args) && !args.get(orphans)) {
            throw new UsageException("--kind, --user, --older-than and --larger-than choose among --orphans");
        }
        Outcome outcome = new Outcome(context);
        List<Sought> objects = args.get(orphans) ? orphans(args, outcome) : named(args, outcome);
        boolean isChosen = !args.get(orphans)
                && args.get(given).stream().noneMatch(one -> ShellPattern.isPattern(one.name()));
        if (!args.get(orphans)) {
            objects = unused(args, objects, outcome);
        }
        if (removal.goesOn(args, context, objects.stream().map(RmCommand::reference).toList(), isChosen)) {
            // After a question, or a look at the whole host, others have not slept.
            for (Sought object : isChosen ? objects : unused(args, objects, outcome)) {
                remove(args, object, outcome);
            }
        }
        return outcome.status;
    }

    private static ObjectName.Ref reference(Sought object) {
        return new ObjectName.Ref(object.kind(), object.name());
    }

    private List<Sought> named(Args args, Outcome outcome) {
        List<Sought> objects = new ArrayList<>();
        for (ObjectName.Ref one : args.get(given)) {
            try {
                for (ObjectName.Ref object : ObjectRemoval.expand(one.kind(), one.name())) {
                    seek(object, objects, args, outcome);
                }
            } catch (CommandFailure nothingFits) {
                outcome.failed(nothingFits, args.get(force));
            } catch (KernelException notListed) {
                // That does not keep the other objects.
                outcome.failed(notListed, false);
            }
        }
        return objects;
    }

    private void seek(ObjectName.Ref object, List<Sought> objects, Args args, Outcome outcome) {
        try {
            objects.add(Sought.toRemove(object.kind(), object.name()));
        } catch (KernelException e) {
            outcome.failed(ObjectRemoval.notThere(object.kind(), e), args.get(force) && e.is(Errno.ENOENT));
        }
    }

    private List<Sought> orphans(Args args, Outcome outcome) {
        Inventory inventory = Inventory.look();
        outcome.add(filter.tellUnlisted(args, outcome.context, inventory));
        Processes processes = new Processes();
        List<Listed> all = new ArrayList<>();
        inventory.objects().forEach(object -> all.add(new Listed(object, inventory.isComplete(), processes)));
        Orphans left = Orphans.among(filter.choose(args, all));
        if (left.unknown() > 0) {
            outcome.failed(new CommandFailure(ExitCode.FAILED, "", left.notTold(), null), false);
        }
        List<Sought> objects = new ArrayList<>();
        for (Listed listed : left.objects()) {
            try {
                objects.add(Sought.toRemove(listed.object().kind(), listed.object().summary().name()));
            } catch (KernelException e) {
                outcome.failed(e, e.is(Errno.ENOENT));
            }
        }
        return objects;
    }

    /** Those that nobody has, and nobody may have; the others are told of. */
    private List<Sought> unused(Args args, List<Sought> objects, Outcome outcome) {
        if (args.get(force)) {
            return objects;
        }
        Map<Sought, LastingUse> uses = LastingUse.of(objects);
        List<Sought> unused = new ArrayList<>();
        for (Sought object : objects) {
            LastingUse use = uses.get(object);
            if (!use.holders().isEmpty()) {
                outcome.kept(object, "it is in use by " + use.holders().stream().map(Holding::pid).distinct()
                        .map(new Processes()::shown).collect(Collectors.joining(" ")));
                continue;
            }
            switch (use.unheld()) {
                case NONE -> unused.add(object);
                case UNSEEN -> outcome.kept(object, "it is in use by a process that cannot be seen");
                case UNKNOWN -> outcome.kept(object, "it may be in use: "
                        + (object.kind().isHeld() ? OpenFiles.notAll()
                                : "the kernel does not record who uses one"));
            }
        }
        return unused;
    }

    private void remove(Args args, Sought object, Outcome outcome) {
        try {
            if (!object.kind().identifyToRemove(object.name()).isSame(object.identity())) {
                outcome.kept(object, "another object now has that name");
                return;
            }
        } catch (KernelException e) {
            outcome.failed(e, args.get(force) && e.is(Errno.ENOENT));
            return;
        }
        outcome.add(ObjectRemoval.remove(reference(object), args.get(force), outcome.context));
    }

    /** What is told, and the status of the first failure. */
    private static final class Outcome {
        private final Context context;
        private int status;

        Outcome(Context context) {
            this.context = context;
        }

        void kept(Sought object, String why) {
            add(context.failed(
                    new CommandFailure(ExitCode.FAILED, object.shown(), why, "It was kept; --force removes it.")));
        }

        void failed(RuntimeException failure, boolean isExpected) {
            add(isExpected ? 0 : context.failed(failure));
        }

        void add(int code) {
            status = status == 0 ? code : status;
        }
    }
}
