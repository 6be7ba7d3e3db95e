package org.ipcctl.kernel;

import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * Becomes another program: execve(2), where nothing is left to do once CMD runs. No JVM stays behind, and CMD has the
 * pid of this process.
 *
 * <p>CMD has the standard streams, the descriptors it is given from 3 on, those that ipcctl was started with, and none
 * of the JVM's. No signal is blocked, and those that the JVM handles have their default actions again, unless ipcctl
 * found them ignored.
 */
public final class Exec {
    private static final int FIRST = 3;
    private static final int SIG_SETMASK = 2;
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;
    private static final int CLONE_FILES = 0x400;
    private static final int CLOSE_RANGE_UNSHARE = 2;
    private static final long NO_NUMBER = 0xffffffffL;

    private Exec() {}

    /**
     * Runs {@code command} in this process.
     *
     * @param environment {@code NAME=value} bytes
     * @param descriptors what CMD has as 3, 4, ...
     * @return the failure: ENOENT where there is no such command, EACCES where it may not be run
     */
    public static KernelException replaceBy(List<String> command, List<byte[]> environment, List<Fd> descriptors) {
        String program = command.get(0);
        byte[] file = OsString.cString(program);
        byte[] noSignals = new byte[SpawnFunctions.SIGSET_SIZE];
        byte[] signalsBefore = new byte[SpawnFunctions.SIGSET_SIZE];
        List<Fd> copies = new ArrayList<>();
        int free = FIRST + descriptors.size();
        try (NativeMemory argv = NativeMemory.stringVector(command.stream().map(OsString::encode).toList());
             NativeMemory envp = NativeMemory.stringVector(environment)) {
            haveOwnTable();
            // jnr makes what a call needs when it is first called; from the first dup2 on no class may have to be
            // loaded, since the numbers it goes to may be those of the JVM's own jars.
            Functions.C.execvpe(new byte[1], argv.pointer(), envp.pointer());
            LibC.dup2(0, 0);
            Native.errno();
            descriptors.forEach(fd -> copies.add(fd.duplicateAbove(free)));
            Fd[] jvms = new Fd[descriptors.size()];
            for (int i = 0; i < jvms.length; i++) {
                jvms[i] = duplicateOrNull(FIRST + i, free);
            }
            closeAtExec(free);
            Caller.ignoreAgain();
            List<SignalDispatch.Before> handled = SignalDispatch.leaveToKernel();
            ExitHook.giveWay();
            Functions.C.pthread_sigmask(SIG_SETMASK, noSignals, signalsBefore);
            int errno = 0;
            for (int i = 0; i < jvms.length && errno == 0; i++) {
                errno = LibC.dup2(copies.get(i).number(), FIRST + i);
            }
            String call = errno == 0 ? "execvpe" : "dup2";
            if (errno == 0) {
                Functions.C.execvpe(file, argv.pointer(), envp.pointer());
                errno = Native.errno();
            }
            for (int i = 0; i < jvms.length; i++) {
                if (jvms[i] != null) {
                    LibC.dup2(jvms[i].number(), FIRST + i);
                }
            }
            Functions.C.pthread_sigmask(SIG_SETMASK, signalsBefore, null);
            SignalDispatch.takeBack(handled);
            return Spawn.explained(new KernelException(call, program, errno));
        } finally {
            copies.forEach(Fd::close);
        }
    }

    /**
     * The JVM's other threads open files now and then, as those of its cgroup, without O_CLOEXEC, and one of these that
     * is just open would be CMD's for ever. So this thread gets a table of descriptors that they do not share:
     * unshare(2), or close_range(2) of no number in a container that forbids the first. Where neither is to be had,
     * nothing else helps.
     */
    private static void haveOwnTable() {
        if (Functions.C.unshare(CLONE_FILES) < 0) {
            RawSyscall.C.syscall(RawSyscall.CLOSE_RANGE, NO_NUMBER, NO_NUMBER, CLOSE_RANGE_UNSHARE);
        }
    }

    private static Fd duplicateOrNull(int number, int floor) {
        try {
            return Fd.borrow(number, "").duplicateAbove(floor);
        } catch (KernelException notOpen) {
            return null;
        }
    }

    private static void closeAtExec(int lowest) {
        List<Integer> inherited = Caller.descriptors();
        for (int closed : Caller.closedStreams()) {
            LibC.C.fcntl(closed, F_SETFD, FD_CLOEXEC);
        }
        for (int number : Spawn.openNumbers(lowest + Spawn.NUMBERS_TO_TRY)) {
            if (number >= lowest && !inherited.contains(number)) {
                // The descriptor of the listing itself is gone by now, and its error says nothing.
                LibC.C.fcntl(number, F_SETFD, FD_CLOEXEC);
            }
        }
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            int unshare(int flags);

            int execvpe(@In byte[] file, Pointer argv, Pointer envp);

            int pthread_sigmask(int how, @In byte[] set, @Out byte[] before);
        }
    }
}
