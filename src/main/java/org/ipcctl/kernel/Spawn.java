package org.ipcctl.kernel;

import static org.ipcctl.kernel.SpawnFunctions.C;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jnr.ffi.Pointer;

/**
 * Starts a child process by posix_spawn(3), never by fork(2): of a forked JVM only the calling thread would live.
 *
 * <p>The child has exactly the descriptors it is given: 0, 1 and 2 are inherited unless {@link #put} says otherwise,
 * and every other number that was not put is closed, for the JVM's own descriptors are not close-on-exec. Its
 * signals have their default actions and none is blocked: the JVM keeps SIGPIPE from itself and blocks SIGQUIT, and
 * neither is meant for a child. A CMD, which the user asked for, is started {@link #asCaller} was: with the descriptors
 * and the ignored signals that ipcctl found.
 */
public final class Spawn {
    /** posix_spawn_file_actions_t is 80 bytes and posix_spawnattr_t 336 on 64-bit glibc; these are round and larger. */
    private static final int FILE_ACTIONS_SIZE = 256;
    private static final int ATTRIBUTES_SIZE = 1024;
    private static final int EXECUTABLE = 0111;
    private static final int FIRST = 3;
    static final int NUMBERS_TO_TRY = 250;
    /** Of a program in memory: where there is no /proc, or such programs are not wanted. */
    private static final Set<Integer> REFUSED = Set.of(Errno.ENOENT, Errno.EACCES, Errno.EPERM, Errno.ENOEXEC,
            Errno.ENOSYS, Errno.EBADF);
    /** Where confstr(3) finds what is to be run of a process without PATH. */
    private static final String DEFAULT_PATH = "/bin:/usr/bin";
    private static final String SHELL = "/bin/sh";
    private static final short SETPGROUP = 0x02;
    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    /**
     * All of the 64: glibc passes over SIGKILL and SIGSTOP, and would leave the two of its own, 32 and 33, ignored in
     * the child.
     */
    private static final long ALL_SIGNALS = -1;

    private record Move(Fd from, int to) {
    }

    private final List<byte[]> arguments = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();
    private List<byte[]> environment;
    private boolean ownGroup;
    private boolean asCaller;
    private String pidVariable;
    /** Told why it cannot be {@link #tethered}; null where that is not wanted. */
    private Consumer<KernelException> untethered;

    /** A child that runs {@code command}: the program, searched on PATH unless it holds a slash, and its arguments. */
    public Spawn(List<String> command) {
        command.forEach(argument -> arguments.add(OsString.encode(argument)));
    }

    /** Makes {@code fd} the child's descriptor {@code number}; the last one that is put there counts. */
    public Spawn put(Fd fd, int number) {
        moves.removeIf(move -> move.to() == number);
        moves.add(new Move(fd, number));
        return this;
    }

    /** Gives it what ipcctl was given: all descriptors that were open, and the signals that were ignored. */
    public Spawn asCaller() {
        asCaller = true;
        return this;
    }

    /**
     * Has the environment variable {@code name} hold the child's pid, as socket activation wants it: a shell sets it
     * and becomes the program, for nobody can know the number before.
     */
    public Spawn pidIn(String name) {
        pidVariable = name;
        return this;
    }

    /**
     * Has it end by SIGKILL when the thread that starts it ends, and so with this process however that ends: for what
     * must not run without what this process holds. Only what gets other rights by its file, as sudo(8), is let go by
     * the kernel.
     *
     * @param otherwise told why where the system does not allow it, and the child goes on then
     */
    public Spawn tethered(Consumer<KernelException> otherwise) {
        untethered = otherwise;
        return this;
    }

    /** Gives it {@code fd} as the first number from {@code lowest} on that it has no other use for. */
    public Spawn add(Fd fd, int lowest) {
        return put(fd, firstFree(lowest));
    }

    private int firstFree(int lowest) {
        List<Integer> inherited = asCaller ? Caller.descriptors() : List.of();
        int number = lowest;
        while (inherited.contains(number) || isTarget(number)) {
            number++;
        }
        return number;
    }

    /** The child's environment, as {@code NAME=value} bytes, instead of {@link ProcSelf#environment}. */
    public Spawn environment(List<byte[]> entries) {
        environment = entries;
        return this;
    }

    /** Makes the child the leader of a process group of its own, which Ctrl-C at the terminal does not reach. */
    public Spawn inOwnGroup() {
        ownGroup = true;
        return this;
    }

    /**
     * Starts it. A file that may be executed and has no format that the kernel knows is a script for /bin/sh, as for
     * execvp(3) and every shell; glibc's posix_spawnp(3) has left that to its caller since 2.15.
     *
     * @throws KernelException of {@code posix_spawnp}: ENOENT where there is no such command, EACCES where it may not
     * be run
     */
    public Child start() {
        String program = OsString.decode(arguments.get(0));
        int[] pid = new int[1];
        int errno = pidVariable == null ? run(program, arguments, pid) : spawnByShell(program, pid);
        if (errno == Errno.ENOEXEC) {
            List<byte[]> script = new ArrayList<>(arguments);
            script.set(0, OsString.encode(located(program)));
            script.add(0, OsString.encode(SHELL));
            errno = run(SHELL, script, pid);
        }
        if (errno != 0) {
            throw explained(new KernelException("posix_spawnp", program, errno));
        }
        return new Child(pid[0], program);
    }

    /**
     * Starts it with a {@linkplain Child#tether tether}: a signal that ends this process between the two would leave
     * the child behind. It waits for the start.
     */
    public Child startTethered() {
        Child[] started = new Child[1];
        synchronized (started) {
            ExitHook tether = ExitHook.run("end of " + OsString.decode(arguments.get(0)), () -> {
                synchronized (started) {
                    if (started[0] != null) {
                        started[0].signal(Signals.SIGTERM);
                    }
                }
            });
            try {
                started[0] = start();
            } catch (RuntimeException | Error e) {
                tether.close();
                throw e;
            }
            started[0].tether(tether);
            return started[0];
        }
    }

    private int run(String program, List<byte[]> words, int[] pid) {
        return untethered == null ? spawn(program, words, pid) : spawnTethered(program, words, pid);
    }

    private int spawnTethered(String program, List<byte[]> words, int[] pid) {
        String path = located(program);
        if (!path.contains("/")) {
            return Errno.ENOENT;
        }
        int free = firstFree(FIRST);
        while (firstFree(free + 1) != free + 1) {
            free = firstFree(free + 1);
        }
        List<Move> own = List.copyOf(moves);
        int errno = Errno.ENOSYS;
        try (Tether tether = Tether.of(free)) {
            if (tether != null) {
                List<byte[]> all = new ArrayList<>(List.of(Tether.name(), OsString.encode(path)));
                all.addAll(words);
                tether.putInto(this);
                errno = spawn(tether.path(), all, pid);
                if (errno == 0) {
                    errno = tether.errno();
                    if (errno != 0) {
                        new Child(pid[0], program).await();
                    }
                    return errno;
                } else if (!REFUSED.contains(errno)) {
                    return errno;
                }
            }
        } catch (KernelException e) {
            if (!e.call().equals(Tether.MADE_BY) || !REFUSED.contains(e.errno())) {
                throw e;
            }
            errno = e.errno();
        } finally {
            moves.clear();
            moves.addAll(own);
        }
        int result = spawn(program, words, pid);
        if (result == 0) {
            untethered.accept(new KernelException("execve", "a program in memory", errno));
        }
        return result;
    }

    /** The shell could not say as we do why a program cannot be run, so that is found out first. */
    private int spawnByShell(String program, int[] pid) {
        String path = located(program);
        if (!path.contains("/") || !exists(path)) {
            return Errno.ENOENT;
        } else if (isDirectory(path) || (FileStatus.of(path).mode() & EXECUTABLE) == 0) {
            return Errno.EACCES;
        }
        List<byte[]> script = new ArrayList<>();
        for (String word : List.of(SHELL, "-c", pidVariable + "=$$; export " + pidVariable + "; exec \"$@\"", "sh")) {
            script.add(OsString.encode(word));
        }
        script.addAll(arguments);
        return spawn(SHELL, script, pid);
    }

    /** Where posix_spawnp(3) found {@code program}. */
    private static String located(String program) {
        if (!program.contains("/")) {
            return path().map(folder -> folder + "/" + program)
                    .filter(file -> kind(file) == FileStatus.Kind.REGULAR
                            && (FileStatus.of(file).mode() & EXECUTABLE) != 0)
                    .findFirst().orElse(program);
        }
        return program;
    }

    private int spawn(String program, List<byte[]> words, int[] pid) {
        byte[] file = OsString.cString(program);
        List<Fd> copies = new ArrayList<>();
        try (NativeMemory actions = NativeMemory.allocate(FILE_ACTIONS_SIZE);
             NativeMemory attributes = NativeMemory.allocate(ATTRIBUTES_SIZE);
             NativeMemory argv = NativeMemory.stringVector(words);
             NativeMemory envp = NativeMemory
                     .stringVector(environment != null ? environment : ProcSelf.environment())) {
            C.posix_spawn_file_actions_init(actions.pointer());
            C.posix_spawnattr_init(attributes.pointer());
            try {
                arrangeDescriptors(actions.pointer(), copies);
                resetSignals(attributes.pointer());
                return Syscall.number("posix_spawnp", program, () -> C.posix_spawnp(pid, file, actions.pointer(),
                        attributes.pointer(), argv.pointer(), envp.pointer()));
            } finally {
                C.posix_spawn_file_actions_destroy(actions.pointer());
                C.posix_spawnattr_destroy(attributes.pointer());
                copies.forEach(Fd::close);
            }
        }
    }

    /** The kernel's number says little about a command line; what was typed says the rest. */
    static KernelException explained(KernelException failure) {
        boolean named = !failure.subject().contains("/");
        if (named && failure.errno() == Errno.EACCES && !isOnPath(failure.subject())) {
            // What was denied is the look into a directory of another user's PATH.
            return explained(new KernelException(failure.call(), failure.subject(), Errno.ENOENT));
        }
        return switch (failure.errno()) {
            case Errno.ENOENT -> named
                    ? failure.because("command not found").advise("Check its spelling and PATH.")
                    : exists(failure.subject())
                            ? failure.because("its interpreter, named in its first line, was not found")
                            : failure.because("no such file");
            case Errno.EACCES -> named || !isDirectory(failure.subject())
                    ? failure.because("permission to execute it is denied").advise("Check its mode; 'chmod +x' makes "
                            + "it executable.")
                    : failure.because("it is a directory");
            case Errno.E2BIG -> failure.because("its arguments and environment are too long")
                    .advise("Pass long data through its standard input.");
            default -> failure;
        };
    }

    private static boolean exists(String path) {
        return kind(path) != null;
    }

    private static boolean isOnPath(String program) {
        return path().anyMatch(folder -> exists(folder + "/" + program));
    }

    private static Stream<String> path() {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? DEFAULT_PATH : path).split(":", -1))
                .map(folder -> folder.isEmpty() ? "." : folder);
    }

    private static boolean isDirectory(String path) {
        return kind(path) == FileStatus.Kind.DIRECTORY;
    }

    private static FileStatus.Kind kind(String path) {
        try {
            return FileStatus.of(path).kind();
        } catch (KernelException e) {
            e.rethrowIfShort();
            return null;
        }
    }

    /**
     * Each source is first copied to a number above all targets, so that no dup2 of the child can overwrite the source
     * of a later one; dup2 also clears close-on-exec on the number the child keeps.
     */
    private void arrangeDescriptors(Pointer actions, List<Fd> copies) {
        int highest = moves.stream().mapToInt(Move::to).reduce(2, Math::max);
        for (Move move : moves) {
            Fd copy = move.from().duplicateAbove(highest);
            copies.add(copy);
            int errno = C.posix_spawn_file_actions_adddup2(actions, copy.number(), move.to());
            if (errno != 0) {
                throw new KernelException("posix_spawn_file_actions_adddup2", move.from().name(), errno);
            }
        }
        List<Integer> inherited = asCaller ? Caller.descriptors() : List.of();
        if (asCaller) {
            Caller.closedStreams().stream().filter(number -> !isTarget(number))
                    .forEach(number -> C.posix_spawn_file_actions_addclose(actions, number));
        }
        int last = inherited.isEmpty() ? highest : Math.max(highest, inherited.get(inherited.size() - 1));
        closeGaps(actions, inherited, last);
        closeFrom(actions, last + 1);
    }

    private void closeGaps(Pointer actions, List<Integer> inherited, int last) {
        if (last <= 2) {
            return;
        }
        Set<Integer> open = Set.copyOf(openNumbers(last));
        // The JVM opens files without O_CLOEXEC, at any time, which get the lowest numbers that are free then.
        long end = ResourceLimit.NOFILE.bounds().soft();
        int free = 0;
        for (int number = FIRST; number <= last; number++) {
            boolean mayBe = open.contains(number) || number < end && free++ < NUMBERS_TO_TRY;
            if (mayBe && !isTarget(number) && !inherited.contains(number)) {
                C.posix_spawn_file_actions_addclose(actions, number);
            }
        }
    }

    /** Those of this thread; without /proc all that could be, up to {@code last}. */
    static List<Integer> openNumbers(int last) {
        try {
            return Directory.names("/proc/thread-self/fd").stream().map(Integer::valueOf).toList();
        } catch (KernelException noProc) {
            return IntStream.rangeClosed(FIRST, last).boxed().toList();
        }
    }

    private boolean isTarget(int number) {
        return moves.stream().anyMatch(move -> move.to() == number);
    }

    private static void closeFrom(Pointer actions, int lowest) {
        try {
            SpawnFunctions.closeFrom().posix_spawn_file_actions_addclosefrom_np(actions, lowest);
        } catch (UnsatisfiedLinkError glibcBefore234) {
            for (int number : openNumbers(lowest + NUMBERS_TO_TRY)) {
                if (number >= lowest) {
                    C.posix_spawn_file_actions_addclose(actions, number);
                }
            }
        }
    }

    private void resetSignals(Pointer attributes) {
        try (NativeMemory set = NativeMemory.allocate(SpawnFunctions.SIGSET_SIZE)) {
            C.posix_spawnattr_setsigmask(attributes, set.pointer());
            if (asCaller) {
                Caller.ignoreAgain();
            }
            // One that is ignored here, and is not in this set, is ignored there.
            set.pointer().putLong(0, asCaller ? ALL_SIGNALS & ~Caller.ignored() : ALL_SIGNALS);
            C.posix_spawnattr_setsigdefault(attributes, set.pointer());
        }
        C.posix_spawnattr_setflags(attributes, (short) (SETSIGDEF | SETSIGMASK | (ownGroup ? SETPGROUP : 0)));
    }
}
