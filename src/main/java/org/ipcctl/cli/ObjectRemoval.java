package org.ipcctl.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.host.Kinds;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellPattern;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/**
 * What the commands that remove objects have in common: patterns, {@code --dry-run}, the question, and what they say.
 */
public final class ObjectRemoval {
    /** The objects that are, or would be, removed. */
    public static final Schema<ObjectName.Ref> SCHEMA = Schema.list(
            Column.of("kind", Type.TEXT, "what it is: the word of its group of commands",
                    r -> Value.of(r.kind().word())),
            new Column<>("object", Type.TEXT, "the object, as it is typed", true, Shrink.MIDDLE, ObjectRemoval::shown));

    private static final int LONGEST_ANSWER = 1024;

    private final Arg<Boolean> dry;
    private final Arg<Boolean> yes;

    /** Declares the options. */
    public ObjectRemoval(Command command) {
        dry = command.flag("List what would be removed, and remove nothing.", "--dry-run").formerly("-n");
        yes = command.flag("Do not ask before removing all matches of a pattern.", "-y", "--yes");
    }

    public boolean isDry(Args args) {
        return args.get(dry);
    }

    /** An abstract name has escapes of its own. */
    private static Value shown(ObjectName.Ref object) {
        return object.name().startsWith("@") ? Value.spelled(object.toString()) : Value.of(object.toString());
    }

    /** What a user may type for objects of {@code kind}: a name, or where they are listed, a pattern of such. */
    public static String parse(IpcKind<?> kind, String text) {
        boolean isPattern = kind.naming().files() != null && ShellPattern.isPattern(text);
        if (isPattern && text.indexOf('/', 1) > 0) {
            throw new IllegalArgumentException("contains a slash; only the first character of a name may be one");
        }
        return isPattern ? text : kind.naming().parse(text);
    }

    /**
     * The objects that {@code text} means: the one that is called so, or those that it is a pattern of.
     *
     * @throws CommandFailure where there is none
     */
    public static List<ObjectName.Ref> expand(IpcKind<?> kind, String text) {
        if (kind.naming().files() == null || !ShellPattern.isPattern(text)) {
            return List.of(new ObjectName.Ref(kind, text));
        }
        List<ObjectName.Ref> found = new ArrayList<>();
        String exact = text.startsWith("/") ? text : "/" + text;
        ShellPattern pattern = new ShellPattern(exact);
        List<String> names = names(kind);
        // Who has a name from elsewhere and hands it on must not remove others by it.
        if (names.contains(exact)) {
            return List.of(new ObjectName.Ref(kind, exact));
        }
        // A mutex is shared memory, too, and is not meant by a pattern of such.
        for (IpcKind<?> narrower : Kinds.within(kind)) {
            names.removeAll(names(narrower));
        }
        for (String name : names) {
            if (pattern.matches(name)) {
                found.add(new ObjectName.Ref(kind, name));
            }
        }
        if (found.isEmpty()) {
            throw new CommandFailure(ExitCode.NO_SUCH_OBJECT, text, "no object has such a name",
                    "'ipcctl " + kind.word() + " ls' lists them.");
        }
        return found;
    }

    private static <T> List<String> names(IpcKind<T> kind) {
        List<String> names = new ArrayList<>();
        for (T object : kind.list()) {
            names.add(kind.summary(object).name());
        }
        return names;
    }

    /**
     * Whether to go on: nothing is to be tried only, and where a pattern or the like stands for {@code objects}, more
     * than one, the user said yes. What would be removed is listed for {@code --dry-run}.
     */
    public boolean goesOn(Args args, Context context, List<ObjectName.Ref> objects, boolean isChosen)
            throws IOException {
        if (args.get(dry)) {
            context.show(SCHEMA, objects);
            return false;
        } else if (isChosen || objects.size() < 2 || args.get(yes) || !context.canAsk()) {
            return true;
        }
        for (ObjectName.Ref object : objects) {
            context.progress(context.printable(object.toString()) + "\n");
        }
        context.progress("Remove these " + objects.size() + " objects? [y/N] ");
        ByteBuffer answer = ByteBuffer.allocateDirect(LONGEST_ANSWER);
        context.stdin().read(answer);
        byte first = answer.flip().hasRemaining() ? answer.get() : 0;
        return first == 'y' || first == 'Y';
    }

    /** Nobody who removes something wants to be told how to create it. */
    public static KernelException notThere(IpcKind<?> kind, KernelException e) {
        return e.is(Errno.ENOENT) && kind.naming().files() != null
                ? e.advise("'ipcctl " + kind.word() + " ls' lists them.") : e;
    }

    /** Removes {@code object}; one that is gone already is no failure where {@code isForced}. */
    public static int remove(ObjectName.Ref object, boolean isForced, Context context) {
        try {
            object.kind().remove(object.name());
            return 0;
        } catch (KernelException e) {
            boolean absent = e.is(Errno.ENOENT) || e.is(Errno.ENOTDIR) || e.isGone();
            return absent && isForced ? 0 : context.failed(e);
        }
    }
}
