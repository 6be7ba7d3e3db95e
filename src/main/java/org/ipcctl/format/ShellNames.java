package org.ipcctl.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of variables for columns. The ids of ipcctl's own columns are names already; those that come from a user's
 * layout may have dots in them, or be variables that steer the shell that evals them.
 */
final class ShellNames {
    /**
     * Of sh, bash, zsh with its modules, ksh and fish: what is read-only, and what tells or changes how the shell
     * works.
     */
    private static final Set<String> SPECIAL = Set.of(
            ("aliases argv builtins cdpath commands dirstack dis_aliases dis_builtins dis_functions "
                    + "dis_functions_source "
                    + "dis_galiases dis_patchars dis_reswords dis_saliases egid epochtime errnos euid exarr exint "
                    + "exstr fignore fpath "
                    + "funcfiletrace funcsourcetrace funcstack functions functions_source functrace galiases gid "
                    + "histchars history "
                    + "historywords home hostname jobdirs jobstates jobtexts keymaps langinfo mailpath manpath mapfile "
                    + "module_path "
                    + "modules nameddirs options parameters patchars path pipestatus precmd prompt psvar pwd reswords "
                    + "saliases "
                    + "signals status status_generation sysparams term termcap terminfo uid umask user userdirs "
                    + "usergroups username "
                    + "version watch widgets words zcurses_attrs zcurses_colors zcurses_keycodes zcurses_windows "
                    + "zgdbm_tied "
                    + "zle_bracketed_paste").split(" "));

    private ShellNames() {}

    /** The variable for each of {@code ids}, beginning with {@code prefix}; no two are the same. */
    static Map<String, String> of(List<String> ids, String prefix) {
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        ids.forEach(id -> taken.add(prefix + id));
        for (String id : ids) {
            String name = prefix + id.replace('.', '_').replace('[', '_').replace("]", "");
            // The shell's own variables are in capitals, its keywords are no danger before an equals sign.
            boolean special = SPECIAL.contains(name) || name.matches("_|[A-Z][A-Z0-9_]+|(__)?fish_.*|zsh_.*");
            name = special ? name + "_" : name;
            while (!name.equals(prefix + id) && !taken.add(name)) {
                name += "_";
            }
            names.put(id, name);
        }
        return names;
    }
}
