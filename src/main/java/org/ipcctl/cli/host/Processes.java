package org.ipcctl.cli.host;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ipcctl.kernel.ProcessNames;
import org.ipcctl.kernel.Users;

/** What is shown of processes and users, asked once of each while a result is printed. */
final class Processes {
    private final Map<Long, Optional<String>> commands = new HashMap<>();
    private final Map<Long, Optional<Long>> users = new HashMap<>();
    private final Map<Long, String> userNames = new HashMap<>();

    /** The name of its program; null where it is gone or hidden. */
    String command(long pid) {
        return commands.computeIfAbsent(pid, number -> Optional.ofNullable(ProcessNames.shortName(number)))
                .orElse(null);
    }

    /** The number of the user by whose rights it acts; null likewise. */
    Long user(long pid) {
        return users.computeIfAbsent(pid, number -> Optional.ofNullable(ProcessNames.user(number))).orElse(null);
    }

    /** The name of the user with this number, which may be null. */
    String userName(Long number) {
        return number == null ? null : userNames.computeIfAbsent(number, Users::user);
    }

    /** {@code 17/cat}, or the number alone. */
    String shown(long pid) {
        String command = command(pid);
        return command == null ? Long.toString(pid) : pid + "/" + command;
    }
}
