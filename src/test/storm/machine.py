"""What all storms share: a world of their own, what is started in it, what is left of it, and what is told of it.

A storm is a file storm_NAME.py beside this one, found by its name; 'run --storm NAME' runs it. It has

    SHORT = 40             seconds of it in 'run --short'; 0 leaves it out there
    PARALLEL = True        whether several may run at once, each in a world of its own; they share the numbers of the tries
    OWN_USER = True        whether it runs as a user that nobody else is, with root's rights where root runs it; else as who runs it
    def storm(world):      does it, and returns when world.tries() is at its end
        for number, rng in world.tries():
            ...            one try; all that is random in it comes from rng, so that seed and number repeat it
            world.fail("what was wrong")

A World has

    tool, directory        the ipcctl to try; the scratch directory, which is the working directory and empty at first
    isolated, root         whether it has user, PID, IPC, mount and network name spaces of its own; whether it is root outside too
    duration, time_left()  in seconds; tries() ends by itself then
    start(*words, **popen) ipcctl with these words, its streams closed to us unless given; command= for another program
    run(*words, input=b"") the same till its end: Ended(status, out, err); 128+N for signal N. Does not end: a failure, and status None
    ends(process)          waits for what was started, so
    fail(what, times=1)    tells a failure of the try at hand
    check(ended, *statuses, what="")   fails for another status, a trace of Java or the words of a bug
    note(what, text)       tells it beneath the table; of the same what, only the last one
    usage(pid)             what descriptors of a process lead to, how many threads it has, and how many bytes of memory
    settles(condition)     whether it comes true within BOUND
    strangers()            processes that nobody started by start(), or that start() started and are not to be there any more
    objects()              all that is there: {"shm:NAME", "mq:NAME", "sysv-msg:ID", "file:PATH in the scratch directory", ...}
    clear()                ends all processes and removes all objects, between two tries

In a world of its own, that is all there is: everything outside of the scratch directory, /dev/shm and /dev/mqueue is read-only, there
are no devices but harmless ones, no network but the loopback, and whatever runs ends with the first process of the name space.
Where there are no name spaces to be had, isolated is False, strangers() and objects() go by a mark and by what was there before, and a
storm that could do harm says world.skip("why").
"""
import collections
import ctypes
import errno
import fcntl
import json
import os
import random
import shlex
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BOUND = 60.0
MOST_PROCESSES = 600
MARK = "IPCCTL_STORM"
FORBIDDEN = (b"\tat ", b"Exception", b"hs_err", b"bug in ipcctl", b"internal error", b"java.lang", b"StackOverflow", b"SIGSEGV", b"SIGBUS")
libc = ctypes.CDLL(None, use_errno=True)

Ended = collections.namedtuple("Ended", "status out err")


class Skip(Exception):
    """A storm that cannot be here."""


def become(user):
    """
    A user that nobody else is, with all rights that root has here. What the kernel counts by user in whatever name space, as the bytes of
    queues (RLIMIT_MSGQUEUE), neither runs short by others then, nor do others run short of it.
    """
    header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, sets)
    libc.prctl(8, 1, 0, 0, 0)  # PR_SET_KEEPCAPS
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    for effective, permitted, inheritable in ((0, 1, 2), (3, 4, 5)):
        sets[effective] = sets[inheritable] = sets[permitted]
    if libc.capset(header, sets) != 0:
        raise OSError(ctypes.get_errno(), "capset")
    for capability in range(64):
        libc.prctl(47, 2, capability, 0, 0)  # PR_CAP_AMBIENT_RAISE, of those that it has


def unshare_words():
    """The beginning of a line that runs a command in name spaces of its own; none where that cannot be."""
    kinds = ["--mount", "--ipc", "--pid", "--net", "--uts", "--fork", "--kill-child", "--mount-proc"]
    for line in ([] if os.geteuid() else [["unshare", *kinds]]) + [["unshare", "--user", "--map-root-user", *kinds]]:
        try:
            if subprocess.run([*line, "true"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=BOUND, check=False).returncode == 0:
                return line
        except OSError:
            break
    return []


# --- furnishing a mount name space

MS_RDONLY, MS_REMOUNT, MS_BIND, MS_MOVE = 1, 32, 4096, 8192
MOUNT_FLAGS = {"ro": 1, "nosuid": 2, "nodev": 4, "noexec": 8, "noatime": 1024, "nodiratime": 2048, "relatime": 1 << 21}


def mount(source, target, kind=None, flags=0, data=None):
    words = [None if word is None else os.fsencode(word) for word in (source, target, kind)]
    if libc.mount(*words, ctypes.c_ulong(flags), None if data is None else data.encode()) != 0:
        raise OSError(ctypes.get_errno(), "mount " + target)


def furnish(spared):
    """Makes everything read-only, but a directory that is returned, /dev/shm and /dev/mqueue; nothing that is spared is hidden."""
    place = next(place for place in ("/tmp", "/var/tmp", "/run", "/mnt")
                 if os.path.isdir(place) and not any((path + "/").startswith(place + "/") for path in spared))
    with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as file:
        mounts = [line.split()[4:6] for line in file]
    for path, options in mounts:
        path = path.encode("utf-8", "surrogateescape").decode("unicode_escape") if "\\" in path else path
        flags = sum(MOUNT_FLAGS.get(option, 0) for option in options.split(","))
        try:
            mount(None, path, None, MS_REMOUNT | MS_BIND | MS_RDONLY | flags)
        except OSError as failure:
            # One that another mount hides cannot be reached, by nobody.
            if failure.errno not in (errno.EINVAL, errno.ENOENT, errno.EACCES):
                raise
    mount("none", place, "tmpfs", 0, "size=1g,mode=1777")
    devices = os.path.join(place, "dev")
    os.mkdir(devices)
    mount("none", devices, "tmpfs", 0, "size=1m,mode=755")
    for node in ("null", "zero", "full", "random", "urandom", "tty"):
        open(os.path.join(devices, node), "wb").close()
        mount("/dev/" + node, os.path.join(devices, node), None, MS_BIND)
    for name, target in (("fd", "fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2")):
        os.symlink("/proc/self/" + target, os.path.join(devices, name))
    os.mkdir(os.path.join(devices, "shm"))
    os.mkdir(os.path.join(devices, "mqueue"))
    mount(devices, "/dev", None, MS_MOVE)
    os.rmdir(devices)
    mount("none", "/dev/shm", "tmpfs", 0, "size=256m,mode=1777")
    mount("none", "/dev/mqueue", "mqueue")
    with socket.socket() as control:
        request = bytearray(struct.pack("16sH", b"lo", 0) + bytes(14))
        fcntl.ioctl(control, 0x8913, request)
        fcntl.ioctl(control, 0x8914, struct.pack("16sH", b"lo", struct.unpack_from("H", request, 16)[0] | 1) + bytes(14))
    for name in ("storm", "home", "temporary"):
        os.mkdir(os.path.join(place, name))
    return place


def alive():
    """The pid and the parent of each process that has not ended."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", "rb") as file:
                    fields = file.read().rpartition(b")")[2].split()
            except OSError:
                continue
            if fields[0] not in (b"Z", b"X"):
                found[int(name)] = int(fields[1])
    return found


class World:
    def __init__(self, options, report):
        self.tool, self.name, self.seed, self.only = options.tool, options.inside, options.seed, options.only
        self.duration, self.job, self.jobs, self.short = options.duration, options.job, options.jobs, options.short
        self.isolated, self.root, self.alone, self.user = options.isolated, options.root, options.alone, options.user
        self.of, self.round, self.begin = options.of or [], options.round, options.begin
        self.report, self.told = report, 0.0
        self.number, self.tried, self.failed, self.notes = None, 0, 0, {}
        self.begun = time.monotonic()
        self.started = []
        # What each process is started with unless told otherwise, as the user it belongs to.
        self.who = {}
        place = furnish([self.tool, HERE, sys.prefix, os.environ.get("JAVA_HOME", "")]) if self.isolated else tempfile.mkdtemp(prefix="ipcctl-storm-")
        self.place, self.directory = place, os.path.join(place, "storm")
        os.makedirs(self.directory, exist_ok=True)
        os.chdir(self.directory)
        self.mark = f"{os.getpid()}-{time.time_ns()}"
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", **{MARK: self.mark})
        if self.isolated:
            self.environment |= {"HOME": os.path.join(place, "home"), "TMPDIR": os.path.join(place, "temporary")}
        self.before = self.objects()

    # --- tries

    def time_left(self):
        return self.duration - (time.monotonic() - self.begun)

    def tries(self, first=0):
        """The number of each try, from this one on, and what is random in it."""
        self.number = first + self.job if self.only is None else self.only
        while self.time_left() > 0:
            yield self.number, random.Random(f"{self.seed}/{self.name}/{self.number}")
            self.tried += 1
            self.tell()
            if self.only is not None:
                break
            self.number += self.jobs

    def fail(self, what, times=1):
        self.failed += times
        self.tell({"number": self.number, "what": str(what)[:12000]})

    def skip(self, why):
        raise Skip(why)

    def note(self, what, text):
        self.notes[what] = text
        self.tell(at_once=True)

    def tell(self, failure=None, at_once=False):
        now = time.monotonic()
        if failure is not None or at_once or now - self.told > 1:
            self.told = now
            self.report({"tried": self.tried, "failed": self.failed, "failure": failure, "notes": self.notes})

    # --- processes

    def start(self, *words, command=None, **streams):
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": self.directory,
                   "env": self.environment, "start_new_session": True} | self.who | streams
        process = subprocess.Popen([*(command or [self.tool]), *words], **streams)
        self.started.append(process)
        return process

    def ends(self, process, bound=BOUND):
        """Its status and what it wrote to the pipes that it was given."""
        try:
            out, err = process.communicate(timeout=bound)
        except subprocess.TimeoutExpired:
            self.kill_group(process)
            out, err = process.communicate()
            self.fail(f"does not end within {bound:.0f} s: {self.shown(process.args)}\n{(err or b'').decode(errors='replace')}")
            return Ended(None, out or b"", err or b"")
        finally:
            if process in self.started:
                self.started.remove(process)
        status = process.returncode
        return Ended(status if status >= 0 else 128 - status, out or b"", err or b"")

    def run(self, *words, input=b"", command=None, bound=BOUND, **streams):
        # A file, so that nobody has to write it.
        with tempfile.TemporaryFile(dir=self.place) as stdin:
            stdin.write(input)
            stdin.seek(0)
            return self.ends(self.start(*words, command=command, **{"stdin": stdin, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams), bound)

    def check(self, ended, *statuses, what=""):
        """Whether it ended with one of these, without a trace."""
        if ended.status is None:
            return False
        trace = next((word.decode() for word in FORBIDDEN if word in ended.err), None)
        if trace or ended.status == 70 or statuses and ended.status not in statuses:
            self.fail(f"{what}: status {ended.status}, not {' or '.join(map(str, statuses))}{', and a trace' if trace else ''}: {ended.err.decode(errors='replace')[:2000]}")
            return False
        return True

    @staticmethod
    def shown(words):
        return " ".join(shlex.quote(word if len(word) < 200 else word[:200] + "...") for word in map(os.fsdecode, words))

    @staticmethod
    def kill_group(process):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    @staticmethod
    def usage(pid):
        directory = f"/proc/{pid}/"
        with open(directory + "status", encoding="ascii", errors="replace") as file:
            status = dict(line.split(":", 1) for line in file)
        if "VmRSS" not in status:
            raise ProcessLookupError(f"{pid} has ended")
        leads = []
        for number in os.listdir(directory + "fd"):
            try:
                leads.append(os.readlink(directory + "fd/" + number))
            except FileNotFoundError:
                continue
        return leads, int(status["Threads"]), int(status["VmRSS"].split()[0]) * 1024

    @staticmethod
    def settles(condition, bound=BOUND):
        end = time.monotonic() + bound
        while not condition():
            if time.monotonic() > end:
                return False
            time.sleep(0.002)
        return True

    def strangers(self):
        """{pid: what it is} of those that should have ended."""
        ours = {os.getpid(), os.getppid(), 1} | {process.pid for process in self.started if process.poll() is None}
        found = {}
        for pid in alive():
            if pid not in ours:
                try:
                    with open(f"/proc/{pid}/cmdline", "rb") as file:
                        words = file.read()
                    with open(f"/proc/{pid}/environ", "rb") as file:
                        marked = f"{MARK}={self.mark}".encode() in file.read().split(b"\0")
                except OSError:
                    continue
                if self.isolated or marked:
                    found[pid] = words.replace(b"\0", b" ").decode(errors="replace")[-200:]
        return found

    # --- objects

    def objects(self):
        found = {"shm:" + name for name in os.listdir("/dev/shm")}
        if os.path.isdir("/dev/mqueue"):
            found |= {"mq:" + name for name in os.listdir("/dev/mqueue")}
        for kind in ("msg", "sem", "shm"):
            try:
                with open("/proc/sysvipc/" + kind, encoding="ascii") as file:
                    found |= {f"sysv-{kind}:{line.split()[1]}" for line in file.readlines()[1:]}
            except FileNotFoundError:
                pass
        for path, directories, names in os.walk(self.directory):
            found |= {"file:" + os.path.relpath(os.path.join(path, name), self.directory) for name in names + directories}
        found |= {f"temporary:{name}" for name in (os.listdir(self.environment["TMPDIR"]) if self.isolated and hasattr(self, "environment") else ())}
        return found - getattr(self, "before", set())

    def clear(self):
        for process in self.started:
            self.kill_group(process)
            process.wait()
        self.started.clear()
        for pid in self.strangers():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.settles(lambda: not self.strangers())
        for thing in sorted(self.objects(), reverse=True):
            self.remove(thing)

    def remove(self, thing):
        kind, name = thing.split(":", 1)
        try:
            if kind.startswith("sysv-"):
                control, words = {"sysv-msg": (libc.msgctl, (0, None)), "sysv-sem": (libc.semctl, (0, 0)), "sysv-shm": (libc.shmctl, (0, None))}[kind]
                control(int(name), *words)
                return
            path = os.path.join({"shm": "/dev/shm", "mq": "/dev/mqueue", "file": self.directory, "temporary": self.environment.get("TMPDIR", "/nowhere")}[kind], name)
            if stat.S_ISDIR(os.lstat(path).st_mode):
                os.rmdir(path)
            else:
                os.unlink(path)
        except OSError:
            pass

    def close(self):
        self.clear()
        os.chdir("/")
        if not self.isolated:
            shutil.rmtree(self.place, ignore_errors=True)


def as_first_process(work):
    """Runs it in a child, and waits for whatever ends meanwhile, as the first process of a name space has to. Its exit status."""
    libc.prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
    pid = os.fork()
    if pid == 0:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
        try:
            os._exit(work())
        finally:
            os._exit(2)
    me = os.getpid()
    while True:
        signal.sigtimedwait([signal.SIGCHLD], 1)
        while True:
            ended, status = os.waitpid(-1, os.WNOHANG)
            if ended == 0:
                break
            elif ended == pid:
                # Those whose parent has ended are ours, and so is what they have left.
                for orphan in [child for child, parent in alive().items() if parent == me]:
                    os.kill(orphan, signal.SIGKILL)
                return os.waitstatus_to_exitcode(status)
        if me == 1 and len(alive()) > MOST_PROCESSES:
            print(f"more than {MOST_PROCESSES} processes", file=sys.stderr, flush=True)
            return 3


def reporter(fd):
    """Writes rows to the process that asked for the storm."""
    file = os.fdopen(fd, "w", encoding="utf-8", errors="backslashreplace")

    def report(row):
        file.write(json.dumps(row) + "\n")
        file.flush()
    return report
