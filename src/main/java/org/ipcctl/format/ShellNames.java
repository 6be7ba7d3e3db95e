package org.ipcctl.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of variables for columns. The ids of ipcctl's own columns are names already; those that come from a user's layout
 * may have dots in them, or be variables that steer the shell that evals them.
 */
final class ShellNames {
    /** Of sh, bash, zsh, ksh and fish: what is read-only, and what changes how the shell works. */
    private static final Set<String> SPECIAL = Set.of("argv", "cdpath", "commands", "fpath", "functions", "gid", "history", "home",
            "mailpath", "manpath", "module_path", "options", "path", "pipestatus", "precmd", "prompt", "pwd", "signals", "status", "uid",
            "user", "username", "version", "term", "umask", "egid", "euid");

    private ShellNames() {}

    /** The variable for each of {@code ids}; no two are the same. */
    static Map<String, String> of(List<String> ids) {
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>(ids);
        for (String id : ids) {
            String name = id.replace('.', '_').replace('[', '_').replace("]", "");
            // The shell's own variables are in capitals, its keywords are no danger before an equals sign.
            boolean special = SPECIAL.contains(name) || name.matches("_|[A-Z][A-Z0-9_]+");
            name = special ? name + "_" : name;
            while (!name.equals(id) && !taken.add(name)) {
                name += "_";
            }
            names.put(id, name);
        }
        return names;
    }
}
