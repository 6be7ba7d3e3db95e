package org.ipcctl.cli.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.NextSteps;
import org.ipcctl.cli.Suggestions;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.host.Checks;
import org.ipcctl.host.Checks.Check;
import org.ipcctl.inspect.Finding;
import org.ipcctl.inspect.Finding.Severity;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Tone;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl doctor}. */
public final class DoctorCommand extends Command {
    private static final Schema<Row> SCHEMA = Schema.<Row>list(
            Column.of("check", Type.TEXT, "which check found it: " + String.join(", ", words()),
                    r -> Value.of(r.check().word())),
            Column.<Row>of("severity", Type.TEXT,
                    "fault: something does not work; warning: something may not work, or was left behind; note: "
                            + "nothing needs to be fixed; ok, with --all: the check found nothing",
                    r -> Value.of(r.severity())).toned(Map.of("fault", Tone.BAD, "warning", Tone.WARNING)))
            .<Finding>with(Row::finding,
                    Column.text("object", "the file, object or setting concerned", Shrink.MIDDLE,
                            Finding::object))
            .and(Column.text("what", "the finding", Shrink.BELOW, Row::what))
            .<Finding>with(Row::finding,
                    Column.text("mend", "a shell command that fixes it or, for a note, shows more",
                            Shrink.COMMAND, NextSteps::mending),
                    Column.of("by", Type.TEXT, "the user who may run it",
                            f -> Value.of(NextSteps.mending(f) == null ? null : Users.user(f.user()))),
                    Column.<Finding>detail("lasting", Type.TEXT,
                            "a command that makes the fix permanent, if mend lasts only until the next boot",
                            f -> Value.of(f.lasting())).shrinking(Shrink.COMMAND));

    private final Arg<List<String>> checks = args(ValueType.TEXT.labelled("CHECK").offering(words()), "CHECK",
            "Run only these checks: " + String.join(", ", words()) + " (all).", 0);
    private final Arg<Boolean> all = flag("Show the checks that found nothing, too.", "-a", "--all");

    /** A line of the result: a finding, or null where {@code check} found nothing. */
    private record Row(Check check, Finding finding) {
        String severity() {
            return finding == null ? "ok" : finding.severity().toString();
        }

        String what() {
            return finding == null ? check.fine() : NextSteps.found(finding);
        }
    }

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected Texts texts() {
        return new Texts(List.of(
                "The exit status is 1 if there is a fault or a warning, and 0 if there are only notes, or nothing. "
                        + "Nothing is changed: the column mend has the command that fixes a problem, and the column "
                        + "by the user who may run it. Users other than root see less, and notes say so.",
                "A /dev/shm of 64 MiB or less counts as small if the machine has more than eight times as much "
                        + "memory; a limit counts as nearly reached from 80 percent. Socket files are searched for "
                        + "below /run, /tmp, /var/tmp, TMPDIR and XDG_RUNTIME_DIR, eight directories deep, for at "
                        + "most 3 seconds, and never in network file systems."),
                List.of(new Example("what is wrong on this host, and how to fix it", "ipcctl doctor")
                        .after("umount /dev/mqueue").exits(1),
                        new Example("before a service starts in a container", "ipcctl doctor mqueue shm --quiet >&2"),
                        new Example("the commands that fix what does not work, to be read before they are run",
                                "ipcctl doctor --format json | jq -r '.[] | select(.severity == \"fault\") | .mend'")
                                .after("chmod 755 /dev/shm"),
                        new Example("each check, and what is fine", "ipcctl doctor mutex sem --all")));
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("TMPDIR",
                "The directory of temporary files; 'doctor' searches it for socket files and leftovers, too.",
                "XDG_RUNTIME_DIR", "The user's directory for sockets; 'doctor' searches it, too.");
    }

    @Override
    protected Map<String, String> files() {
        return Map.of("/run, /run/user/UID, /tmp, /var/tmp",
                "Searched by 'doctor' for socket files that a process has left behind.",
                "/etc/systemd/logind.conf, /etc/systemd/logind.conf.d",
                "Says whether systemd-logind removes the IPC objects of users (RemoveIPC=); read also from "
                        + "/run/systemd, /usr/local/lib/systemd and /usr/lib/systemd.",
                "/var/lib/systemd/linger",
                "The users whose objects systemd-logind leaves alone (loginctl enable-linger).",
                "/run/.containerenv, /.dockerenv, /proc/self/cgroup", "Show whether 'doctor' runs in a container.",
                "PREFIX/lib/ipcctl/ipcctl.jsa",
                "The class-data archive, without which each start takes twice as long; PREFIX is the directory below "
                        + "which ipcctl is installed. PREFIX/lib/ipcctl/make-archive creates it for another Java.");
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        List<Row> rows = new ArrayList<>();
        boolean mend = false;
        for (Check check : chosen(args)) {
            List<Finding> findings = check.findings();
            for (Finding finding : findings) {
                rows.add(new Row(check, finding));
                mend |= finding.severity() != Severity.NOTE;
            }
            if (findings.isEmpty() && args.get(all)) {
                rows.add(new Row(check, null));
            }
        }
        context.show(SCHEMA, rows);
        return (mend ? ExitCode.FAILED : ExitCode.DONE).number();
    }

    private static List<String> words() {
        return Checks.ALL.stream().map(Check::word).toList();
    }

    private Set<Check> chosen(Args args) {
        Set<Check> chosen = new LinkedHashSet<>(args.get(checks).isEmpty() ? Checks.ALL : List.of());
        for (String word : args.get(checks)) {
            Check check = Checks.find(word);
            if (check == null) {
                throw new UsageException("there is no check '" + word + "'" + Suggestions.name(word, words()));
            }
            chosen.add(check);
        }
        return chosen;
    }
}
