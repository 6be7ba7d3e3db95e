package org.ipcctl.host;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.Finding;
import org.ipcctl.inspect.Limit;
import org.ipcctl.kernel.Users;

/** Limits that are nearly used up. */
final class LimitFindings {
    private LimitFindings() {}

    static List<Finding> all() {
        List<Finding> found = new ArrayList<>();
        for (Limits.Mechanism mechanism : Limits.ALL) {
            for (Limit limit : mechanism.look().get()) {
                if (limit.usedPercent() != null && limit.usedPercent() >= Limits.NEAR) {
                    found.add(of(mechanism, limit));
                }
            }
        }
        return found;
    }

    private static Finding of(Limits.Mechanism mechanism, Limit limit) {
        String what = limit.usedPercent() + " percent is in use, " + limit.used() + " of " + limit.value() + " "
                + limit.unit();
        String raise = limit.raise().now();
        // A shell raises its own limit.
        boolean own = raise != null && raise.startsWith("ulimit ");
        String line = limit.raise().sysctlD() != null
                ? Finding.append(limit.raise().sysctlD(), "/etc/sysctl.d/zz-ipc.conf")
                : limit.raise().limitsD() != null
                        ? Finding.append(limit.raise().limitsD(), "/etc/security/limits.d/zz-ipc.conf")
                        : limit.raise().fstab() != null ? Finding.append(limit.raise().fstab(), "/etc/fstab") : null;
        return Finding.warning(limit.name(), what)
                .mendedBy(raise, own || raise == null ? Users.effectiveUser() : 0)
                .lastingBy(line)
                .in(new Finding.Case(HostSituation.NEAR_LIMIT, mechanism.word()));
    }
}
