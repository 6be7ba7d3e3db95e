package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

/** Every error number of every call against the table of exit statuses. */
class ExitStatusTest {
    private static final int LAST_ERRNO = 133;

    /** What is not 1, whatever the call. */
    private static final Map<Integer, Set<String>> BY_STATUS = Map.of(
            3, Set.of("ENOENT", "ENXIO", "ESRCH", "ENODEV", "ENOTDIR", "ECONNREFUSED", "EIDRM", "ESTALE"),
            4, Set.of("EEXIST", "EADDRINUSE"),
            5, Set.of("EACCES", "EPERM", "EROFS"),
            6, Set.of("EAGAIN", "ENOMSG", "EALREADY", "EINPROGRESS"),
            7,
            Set.of("ENOSPC", "EMFILE", "ENFILE", "EMSGSIZE", "ENOMEM", "ENOBUFS", "EDQUOT", "EFBIG", "E2BIG",
                    "EOVERFLOW", "ERANGE", "EMLINK",
                    "ENOLCK", "EUSERS", "ETOOMANYREFS", "ENAMETOOLONG", "ELOOP"),
            8,
            Set.of("ENOSYS", "ENOTSUP", "EPROTONOSUPPORT", "ESOCKTNOSUPPORT", "EPFNOSUPPORT", "EAFNOSUPPORT",
                    "ENOPROTOOPT"),
            70, Set.of("EFAULT"),
            124, Set.of("ETIMEDOUT", "ETIME"));

    /**
     * The calls that ipcctl makes, each with the errors of its manual page that are decided otherwise than by their
     * number alone. Who adds a call looks through its page and adds it here.
     */
    private static final Map<String, Map<String, Integer>> CALLS = calls();

    private static Map<String, Map<String, Integer>> calls() {
        Map<String, Map<String, Integer>> calls = new HashMap<>();
        for (String call : List.of("accept4", "bind", "connect", "epoll_create1", "epoll_ctl", "epoll_wait", "eventfd",
                "fallocate", "fchmod", "fchmodat", "fcntl", "flock",
                "fpathconf", "ftruncate", "futex", "get_robust_list", "prlimit", "gettid",
                "getrusage", "getsockname", "getsockopt", "inotify_add_watch", "inotify_init1", "ioctl", "kill",
                "linkat", "listen", "localtime_r", "lseek", "memfd_create",
                "mkdir", "mkfifo", "mmap", "mprotect", "mq_getattr",
                "mq_notify", "mq_open", "mq_receive", "mq_send", "mq_timedreceive", "mq_timedsend", "mq_unlink",
                "munmap", "open", "pidfd_getfd",
                "pidfd_open", "pipe2", "poll", "posix_fallocate", "pread", "pwrite", "read", "readlink", "recv",
                "recvmsg", "recvmmsg", "sched_getaffinity", "sched_setaffinity",
                "sem_clockwait", "sem_getvalue", "sem_open", "sem_post", "sem_timedwait", "sem_trywait", "sem_unlink",
                "sem_wait", "send", "sendmsg", "setsockopt",
                "shm_open", "shm_unlink", "shutdown", "sigaction", "socket", "socketpair", "splice", "copy_file_range",
                "sendfile", "statx", "fstat", "tee", "unlink", "unlinkat",
                "openat", "waitpid", "waitid", "close",
                "write", "sysconf",
                "fallocate", "get_robust_list", "gettid", "inotify_add_watch", "inotify_init1", "mprotect",
                "pthread_cond_signal", "process_vm_readv", "process_vm_writev",
                "vmsplice", "prctl", "rt_tgsigqueueinfo", "sigtimedwait", "madvise", "mincore", "fstatfs", "statfs",
                "readlink", "getdents64", "dup", "dup2", "dup3", "fsync",
                "rename", "renameat2", "fchownat", "rmdir", "ftok", "msgget", "msgsnd", "msgrcv", "msgctl", "semget",
                "semop", "semtimedop", "semctl", "shmget", "shmat", "shmdt",
                "shmctl")) {
            calls.put(call, Map.of());
        }
        // No process, thread or recursion more: EAGAIN of these is no wait.
        for (String call : List.of("pthread_cond_signal", "pthread_cond_timedwait", "pthread_mutex_clocklock",
                "pthread_mutex_consistent", "pthread_mutex_trylock",
                "pthread_mutex_unlock", "pthread_create", "pthread_sigmask", "fork", "clone3", "timer_create",
                "mlock")) {
            calls.put(call, Map.of("EAGAIN", 7));
        }
        for (String call : List.of("posix_spawnp", "posix_spawn", "posix_spawn_file_actions_adddup2", "execvpe",
                "execve")) {
            calls.put(call, starts());
        }
        return calls;
    }

    /** As env(1), but for limits. */
    private static Map<String, Integer> starts() {
        Map<String, Integer> starts = new HashMap<>();
        for (int errno = 1; errno <= LAST_ERRNO; errno++) {
            starts.put(Errno.name(errno), byNumber(Errno.name(errno)) == 7 ? 7 : 126);
        }
        starts.putAll(Map.of("ENOENT", 127, "ENOTDIR", 127, "EAGAIN", 7, "ELOOP", 126, "ENAMETOOLONG", 126));
        return starts;
    }

    private static int byNumber(String name) {
        return BY_STATUS.entrySet().stream().filter(entry -> entry.getValue().contains(name)).map(Map.Entry::getKey)
                .findFirst().orElse(1);
    }

    @Test
    void everyErrorOfEveryCallHasTheStatusOfTheTable() {
        CALLS.forEach((call, own) -> {
            for (int errno = 1; errno <= LAST_ERRNO; errno++) {
                String name = Errno.name(errno);
                assertThat(ExitCode.of(new KernelException(call, "x", errno)).number()).as("%s: %s", call, name)
                        .isEqualTo(own.getOrDefault(name, byNumber(name)));
            }
        });
    }

    /** The numbers that the code asks for are Linux's, and so each name in the table above is one of a number. */
    @Test
    void theNamesAreThoseOfNumbers() throws IllegalAccessException {
        Set<String> names = new TreeSet<>();
        for (int errno = 1; errno <= LAST_ERRNO; errno++) {
            names.add(Errno.name(errno));
        }
        BY_STATUS.values().forEach(some -> assertThat(names).containsAll(some));
        for (var field : Errno.class.getFields()) {
            // One number has two names.
            assertThat(Errno.name(field.getInt(null)))
                    .isEqualTo(field.getName().equals("EOPNOTSUPP") ? "ENOTSUP" : field.getName());
        }
    }

    @Test
    void everyCallThatIsMadeIsInTheTable() throws IOException {
        Pattern made = Pattern.compile("(?:Syscall\\.(?:call|attempt|number)|new KernelException)\\(\\s*\"(\\w+)\"");
        Set<String> unknown = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher calls = made.matcher(Files.readString(source));
                while (calls.find()) {
                    if (!CALLS.containsKey(calls.group(1))) {
                        unknown.add(calls.group(1) + " in " + source);
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    /** A limit that the kernel tells by another number, said to be one by who knows. */
    @Test
    void aLimitIsOneWhicheverNumberTellsIt() {
        KernelException eperm = new KernelException("fcntl", "x", Errno.EPERM);
        assertThat(ExitCode.of(eperm)).isEqualTo(ExitCode.PERMISSION);
        assertThat(ExitCode.of(eperm.asLimit().because("it is").advise("Ask.").about("y"))).isEqualTo(ExitCode.LIMIT);
        try (Scratch scratch = new Scratch()) {
            String name = Scratch.name("limit");
            scratch.atEnd(() -> MessageQueue.unlink(name));
            Cli.run("mq", "create", name, "--max-messages", "1000000").exits(7).complains("EINVAL");
            Cli.run("mq", "create", name, "--message-size", "1G").exits(7).complains("EINVAL");
            Cli.run("mq", "send", name, "x", "--create", "--max-messages", "1000000").exits(7);
            Cli.run("mq", "create", "x".repeat(256)).exits(2);
            Cli.run("shm", "create", name, "--size", "7E").exits(7);
            Cli.run("mq", "create", name, "--message-size", "4").succeeds();
            Cli.run("mq", "send", name, "12345").exits(7);
            Cli.reading("12345\n").execute("mq", "send", name, "--lines").exits(7);
            Cli.reading("5 5\n12345\n").execute("mq", "send", name, "--framed").exits(7);
        }
    }

    /** Reading ended with 1 and writing with 7. */
    @Test
    void readingAndWritingPastTheEndHaveOneStatus() {
        try (Scratch scratch = new Scratch()) {
            String name = Scratch.name("end");
            scratch.atEnd(() -> SharedMemory.unlink(name));
            Cli.run("shm", "create", name, "--size", "16").succeeds();
            String[][] past = {{"read", "--offset", "17"}, {"read", "--length", "17"},
                {"read", "--offset", "8", "--length", "9"}, {"read", "--offset", "17", "--length", "0"},
                {"read", "--offset", "17", "--watch"}, {"read", "--offset", "17", "--format", "json"},
                {"read", "--as", "hex", "-n", "17"}, {"dump", "--offset", "17"},
                {"dump", "--length", "17"}, {"write", "0123456789abcdefg"}, {"write", "x", "--offset", "16"},
                {"write", "x", "--offset", "17"}, {"write", "", "--offset", "17"},
                {"read", "--layout", "a:u8[17]"}, {"read", "--layout", "a:u8[4]", "--offset", "14"},
                {"read", "--layout", "a:u8[17]", "--field", "a[16]"},
                {"write", "--layout", "a:u8[17]", "a[16]=1"},
                {"write", "--layout", "a:u8[4]", "--offset", "14", "a[0]=1"}};
            for (String[] words : past) {
                String[] line = Stream.concat(Stream.of("shm", words[0], name), Stream.of(words).skip(1))
                        .toArray(String[]::new);
                Cli.run(line).exits(7).prints("");
            }
            Cli.reading("0123456789abcdefg").execute("shm", "write", name).exits(7);
            Cli.run("shm", "atomic", name, "16", "get").exits(7).prints("");
            Cli.run("shm", "atomic", name, "1K", "add", "1").exits(7).prints("");
            Cli.run("shm", "read", name, "--offset", "16").succeeds().prints("");
            Cli.run("shm", "write", name, "", "--offset", "16").succeeds();
        }
    }

    /** A peer's bug was a failed measurement, with status 1. */
    @Test
    void whatIsNobodysFaultButOursIs70() {
        assertThat(ExitCode.of(new IllegalStateException("x"))).isEqualTo(ExitCode.BUG);
        assertThat(ExitCode.of(new NullPointerException())).isEqualTo(ExitCode.BUG);
        assertThat(ExitCode.of(new AssertionError())).isEqualTo(ExitCode.BUG);
    }
}
