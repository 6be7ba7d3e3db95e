package org.ipcctl.sysv;

import org.ipcctl.inspect.Limit;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Raise;
import org.ipcctl.kernel.Sysctl;

/** What the kernel's numbers mean where they are about System V objects. */
final class Refusal {
    private Refusal() {}

    /** The failure of a call on an object of which {@code noun} is the kind, and whose arguments are right. */
    static KernelException explained(KernelException e, Noun noun) {
        return switch (e.errno()) {
            case Errno.ENOENT -> e.because("no such " + noun).in(noun.absent);
            case Errno.EINVAL, Errno.EIDRM -> e.because("no such " + noun).asGone().in(noun.gone);
            case Errno.EACCES -> e.in(noun.denied);
            // Of the other calls it is a sandbox's, which forbids them to everybody.
            case Errno.EPERM -> e.call().endsWith("ctl")
                    ? e.because("only its owner, its creator and root may do that to a " + noun).in(noun.denied)
                    : e;
            default -> ofAll(e);
        };
    }

    /** The failure of a call that is about no object, but all. */
    static KernelException ofAll(KernelException e) {
        return e.is(Errno.ENOSYS) ? e.because("this kernel has no System V IPC (CONFIG_SYSVIPC)") : e;
    }

    /** That the object is gone, for which somebody waited. */
    static KernelException removed(String call, String subject, String awaited) {
        return new KernelException(call, subject, Errno.EIDRM).because("was removed while waiting for " + awaited);
    }

    /** ENOSPC of a new object: as many as the sysctl {@code name} allows. */
    static KernelException full(KernelException e, String objects, String name) {
        long most = Sysctl.number(name.replace('.', '/')).orElse(0);
        return e.because("there are as many " + objects + " as " + name + " allows, which is " + most)
                .advise("As root: " + Raise.sysctl(name, Limit.twice(most)))
                .in(SysvSituation.BEYOND_LIMIT);
    }
}
