package org.ipcctl.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ipcctl.inspect.Finding;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ProcessNames;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.kernel.Users;

/**
 * Whether systemd-logind removes what an ordinary user made when the user's last session ends: {@code RemoveIPC=} of
 * {@code logind.conf(5)}.
 */
final class LogoutFindings {
    /** SYSTEM_UID_MAX, which distributions of today agree on. */
    private static final long LAST_SYSTEM_USER = 999;
    private static final long NOBODY = 65534;
    /** Where files are looked for: one hides those of the same name in later ones. */
    private static final List<String> DIRECTORIES = List.of("etc/systemd", "run/systemd", "usr/local/lib/systemd",
            "usr/lib/systemd");
    private static final List<String> PROGRAMS = List.of("usr/lib/systemd/systemd-logind",
            "lib/systemd/systemd-logind");
    private static final List<String> YES = List.of("1", "yes", "y", "true", "t", "on");
    private static final List<String> NO = List.of("0", "no", "n", "false", "f", "off");
    /** Later in order than others. */
    private static final String OURS = "/etc/systemd/logind.conf.d/zz-keep-ipc.conf";

    private final Path root;
    private boolean removes = true;
    private String source = "systemd's default";

    private LogoutFindings(Path root) {
        this.root = root;
    }

    static List<Finding> all() {
        return of(Path.of("/"), Users.effectiveUser(), runs());
    }

    /** Its directories in /run are there without it, too. */
    private static boolean runs() {
        for (long pid : OpenFiles.processes()) {
            if ("systemd-logind".equals(ProcessNames.shortName(pid))) {
                return true;
            }
        }
        // Where others' processes are hidden, it is taken for granted.
        return !OpenFiles.isThere(1);
    }

    /**
     * What there is to say to {@code user} of the host whose files are below {@code root}.
     *
     * @param runs whether systemd-logind does
     */
    static List<Finding> of(Path root, long user, boolean runs) {
        if (!runs && PROGRAMS.stream().noneMatch(program -> Files.exists(root.resolve(program)))) {
            return List.of();
        }
        LogoutFindings settings = new LogoutFindings(root);
        settings.read();
        boolean concerned = user > LAST_SYSTEM_USER && user != NOBODY;
        String name = Users.user(user);
        if (!settings.removes || concerned && Files.exists(root.resolve("var/lib/systemd/linger").resolve(name))) {
            return List.of();
        }
        String object = "RemoveIPC=yes";
        String who = runs ? "systemd-logind removes" : "systemd-logind, which does not run, would remove";
        String mend = "mkdir -p " + OURS.substring(0, OURS.lastIndexOf('/'))
                + " && printf '[Login]\\nRemoveIPC=no\\n' >" + OURS
                + (runs ? " && systemctl try-reload-or-restart systemd-logind" : "");
        String ways = concerned ? "; or, as root: loginctl enable-linger " + ShellWord.quote(name)
                : "; system users are exempt, and those with loginctl enable-linger";
        String what = who + " shared memory, semaphores and queues of an ordinary user when the last session ends ("
                + settings.source + ")" + ways;
        return List.of((concerned && runs ? Finding.warning(object, what) : Finding.note(object, what)).mendedBy(mend));
    }

    private void read() {
        for (String directory : DIRECTORIES) {
            Path main = root.resolve(directory).resolve("logind.conf");
            if (Files.exists(main)) {
                read(main);
                break;
            }
        }
        SortedMap<String, Path> snippets = new TreeMap<>();
        for (String directory : DIRECTORIES) {
            try (Stream<Path> files = Files.list(root.resolve(directory).resolve("logind.conf.d"))) {
                files.filter(file -> file.toString().endsWith(".conf"))
                        .forEach(file -> snippets.putIfAbsent(file.getFileName().toString(), file));
            } catch (IOException none) {
                // There need not be one.
            }
        }
        snippets.values().forEach(this::read);
    }

    /**
     * Takes over what {@code file} says; what is no regular file, as a link to /dev/null, hides others and says
     * nothing.
     */
    private void read(Path file) {
        List<String> lines = new ArrayList<>();
        try {
            if (Files.isRegularFile(file)) {
                lines.addAll(List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")));
            }
        } catch (IOException unreadable) {
            // Then it is as if it were not there, to this user.
        }
        String section = "";
        for (String line : lines) {
            String text = line.strip();
            int equals = text.indexOf('=');
            if (text.startsWith("[")) {
                section = text;
            } else if (section.equals("[Login]") && equals > 0
                    && text.substring(0, equals).strip().equals("RemoveIPC")) {
                String value = text.substring(equals + 1).strip().toLowerCase(Locale.ROOT);
                if (YES.contains(value) || NO.contains(value)) {
                    removes = YES.contains(value);
                    source = "/" + root.relativize(file);
                }
            }
        }
    }
}
