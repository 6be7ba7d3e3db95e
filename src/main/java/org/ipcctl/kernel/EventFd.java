package org.ipcctl.kernel;

/** A number in the kernel that is added to by write(2) and taken by read(2): {@code eventfd(2)}. */
public final class EventFd {
    private EventFd() {}

    /**
     * A new one, 0 at first.
     *
     * @throws KernelException EMFILE, ENFILE, ENOMEM
     */
    public static Fd open(String name) {
        return Fd.own(Syscall.call("eventfd", name, () -> SignalFunctions.C.eventfd(0, Fd.O_CLOEXEC)), name);
    }
}
