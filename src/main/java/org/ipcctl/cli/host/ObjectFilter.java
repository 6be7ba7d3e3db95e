package org.ipcctl.cli.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Hints;
import org.ipcctl.cli.Suggestions;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.host.HostObject;
import org.ipcctl.host.Inventory;
import org.ipcctl.host.Kinds;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellPattern;
import org.ipcctl.kernel.Users;
import org.ipcctl.mq.MqSituation;

/** The options that choose among all objects of the host. */
final class ObjectFilter {
    private static final List<String> KINDS = kinds();

    private final Arg<String> kinds;
    private final Arg<String> user;
    private final Arg<Duration> age;
    private final Arg<Long> size;

    /** Declares them. */
    ObjectFilter(Command command, boolean bySize) {
        kinds = command.opt(ValueType.custom("LIST", String.class, ObjectFilter::checked).offering(KINDS),
                "Only these kinds, separated by commas: "
                        + String.join(", ", KINDS) + ".",
                "--kind");
        user = command.opt(ValueType.custom("USER", String.class, ObjectFilter::user),
                "Only objects that belong to USER, a name or a number; or that USER's processes have, if they belong "
                        + "to no user.",
                "--user");
        age = bySize ? command.opt(ValueType.DURATION,
                "Only objects not created, written or otherwise changed for DUR, as far as the kernel records that; "
                        + "writing through a mapping leaves no trace.",
                "--older-than").rare() : null;
        size = bySize ? command.opt(ValueType.SIZE,
                "Only memory larger than SIZE, and objects with more than SIZE queued.", "--larger-than").rare()
                : null;
    }

    private static List<String> kinds() {
        List<String> words = new ArrayList<>();
        for (IpcKind<?> kind : Kinds.ALL) {
            words.add(kind.word());
        }
        words.addAll(List.of("pipe", "memfd", "eventfd", "anon", "sysv"));
        return List.copyOf(words);
    }

    private static String checked(String list) {
        for (String word : list.split(",", -1)) {
            if (!KINDS.contains(word)) {
                throw new IllegalArgumentException(
                        "has '" + word + "' in it, which is not a kind" + Suggestions.name(word, KINDS));
            }
        }
        return list;
    }

    private static String user(String text) {
        if (!text.matches("\\d{1,10}") && Users.number(text) == null) {
            throw new IllegalArgumentException("is not a user of this host");
        }
        return text;
    }

    /** Whether there is anything to choose by. */
    boolean isGiven(Args args) {
        return args.has(kinds) || args.has(user) || age != null && args.has(age) || size != null && args.has(size);
    }

    /** Tells of kinds that cannot be listed; returns the status of the first that was asked for by its name. */
    int tellUnlisted(Args args, Context context, Inventory inventory) {
        int status = ExitCode.DONE.number();
        List<String> asked = args.has(kinds) ? List.of(args.get(kinds).split(",")) : List.of();
        for (Map.Entry<IpcKind<?>, KernelException> one : inventory.unlisted().entrySet()) {
            KernelException e = one.getValue();
            if (asked.contains(one.getKey().word())) {
                int code = context.failed(e);
                status = status == 0 ? code : status;
            } else if (!args.has(kinds)) {
                warn(context, e);
            } else {
                tellLeftBehind(context, e);
            }
        }
        return status;
    }

    /** Tells of what was made for a look and could not be removed, also where nobody asked for its kind. */
    static void tellLeftBehind(Context context, Inventory inventory) {
        inventory.unlisted().values().forEach(e -> tellLeftBehind(context, e));
    }

    private static void tellLeftBehind(Context context, KernelException e) {
        if (e.situation() == MqSituation.LEFT_BEHIND) {
            warn(context, e);
        }
    }

    private static void warn(Context context, KernelException e) {
        context.warn(e.subject() + ": " + e.reason() + "." + (Hints.of(e) == null ? "" : " " + Hints.of(e)));
    }

    /** Those of {@code objects} that fit all options. */
    List<Listed> choose(Args args, List<Listed> objects) {
        List<String> words = args.has(kinds) ? List.of(args.get(kinds).split(",")) : KINDS;
        Long owner = args.has(user) ? number(args.get(user)) : null;
        Instant before = age != null && args.has(age) ? Instant.now().minus(args.get(age)) : null;
        List<Listed> chosen = new ArrayList<>();
        for (Listed listed : objects) {
            HostObject object = listed.object();
            boolean fits = words.contains(object.word()) && (owner == null || isOf(listed, owner))
                    && (before == null
                            || object.summary().changed() != null && object.summary().changed().isBefore(before))
                    && (size == null || !args.has(size) || isLarger(object, args.get(size)));
            if (fits) {
                chosen.add(listed);
            }
        }
        return chosen;
    }

    private static Long number(String user) {
        Long number = Users.number(user);
        return number != null ? number : Long.valueOf(user);
    }

    private static boolean isOf(Listed listed, Long owner) {
        Long whose = listed.object().summary().user();
        return whose != null ? whose.equals(owner)
                : listed.object().processes().stream().anyMatch(pid -> owner.equals(listed.processes().user(pid)));
    }

    private static boolean isLarger(HostObject object, long bytes) {
        Long size = object.summary().size();
        Long queued = size != null && size > bytes ? size : object.queued();
        return size != null && size > bytes || queued != null && queued > bytes;
    }

    /** Whether {@code object} fits {@code pattern}, by its name with or without a slash and a kind before it. */
    static boolean fits(HostObject object, ShellPattern pattern) {
        String label = object.label();
        String name = object.summary().name();
        String prefix = object.word() + ":";
        String bare = label.startsWith(prefix + "/") ? label.substring(prefix.length() + 1) : null;
        return pattern.matches(label) || name != null && pattern.matches(name)
                || bare != null && (pattern.matches(prefix + bare) || pattern.matches(bare));
    }

    /** A pattern, refused where it is nothing. */
    static ShellPattern pattern(String text) {
        if (text.isEmpty()) {
            throw new UsageException("an empty PATTERN matches nothing");
        }
        return new ShellPattern(text);
    }
}
