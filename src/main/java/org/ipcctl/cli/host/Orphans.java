package org.ipcctl.cli.host;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.host.Use;
import org.ipcctl.kernel.OpenFiles;

/**
 * The objects with a name that no process has.
 *
 * @param objects those of which that is certain
 * @param unknown how many others there are that no process is seen to have
 */
record Orphans(List<Listed> objects, int unknown) {
    static Orphans among(List<Listed> all) {
        List<Listed> certain = new ArrayList<>();
        int unknown = 0;
        for (Listed listed : all) {
            if (listed.isUnheld()) {
                Use use = listed.use();
                unknown += use == Use.UNKNOWN ? 1 : 0;
                if (use == Use.NONE) {
                    certain.add(listed);
                }
            }
        }
        return new Orphans(certain, unknown);
    }

    /** What is said where there are others. */
    String notTold() {
        return (unknown == 1 ? "one object is" : unknown + " objects are") + " left out, because a process may have "
                + (unknown == 1 ? "it: " : "them: ") + OpenFiles.notAll();
    }
}
