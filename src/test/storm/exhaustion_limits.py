"""What the storm exhaustion makes short, and how: each Limit has values, the last of which is enough for everything."""
import contextlib
import ctypes
import os
import resource
import subprocess
import sys

import machine

MIB, PAGE = 1 << 20, 4096
LIMITS = {}
# IPC_SET and IPC_STAT, and where in msqid_ds, semid_ds and shmid_ds the owner is: behind the key.
IPC_SET, IPC_STAT = 1, 2
CONTROLS = {"sysv-msg": machine.libc.msgctl, "sysv-sem": machine.libc.semctl, "sysv-shm": machine.libc.shmctl}


class Limit:
    """What is short by its name, the values of it, and whether it holds for ordinary users alone."""

    def __init__(self, name, hold, values, user=False):
        self.name, self.hold, self.values, self.user = name, hold, list(values), user


def limit(values, user=False):
    """The function is a context: it holds the limit at n while the command runs, and yields what it is started with."""
    def register(function):
        name = function.__name__.replace("_", " ")
        LIMITS[name] = Limit(name, contextlib.contextmanager(function), values, user)
        return function
    return register


def of_process(number, value):
    hardest = resource.getrlimit(number)[1]
    value = value if hardest == resource.RLIM_INFINITY else min(value, hardest)
    return {"preexec_fn": lambda: resource.setrlimit(number, (value, value))}


def doubling(least, most):
    """0, and from least on twice as much each time."""
    return [0] + [least << step for step in range((most // least).bit_length())]


# --- limits of the process

@limit(range(12, 80))
def open_files(trial, n):
    yield of_process(resource.RLIMIT_NOFILE, n)


@limit(range(256 * MIB, 2048 * MIB, 16 * MIB))
def address_space(trial, n):
    yield of_process(resource.RLIMIT_AS, n)


@limit(doubling(1, 64 * MIB))
def file_size(trial, n):
    yield of_process(resource.RLIMIT_FSIZE, n)


@limit(doubling(256, MIB), user=True)
def queue_bytes(trial, n):
    yield of_process(resource.RLIMIT_MSGQUEUE, n)


@limit(doubling(PAGE, 16 * MIB), user=True)
def locked_memory(trial, n):
    yield of_process(resource.RLIMIT_MEMLOCK, n)


@limit(range(1, 160), user=True)
def processes(trial, n):
    yield of_process(resource.RLIMIT_NPROC, n)


@limit([0, 1, 2, 4, 100], user=True)
def pending_signals(trial, n):
    yield of_process(resource.RLIMIT_SIGPENDING, n)


@limit([6, 7, 8, 9, 10, 12, 16, 24, 32, 64])
def heap(trial, n):
    """In MiB. No JVM takes less than 8 by itself, and with less than 6 it may not even end. What the launcher says of the
    heap's beginning would be more than there is."""
    yield trial.through_java(f"""
for word do
  shift
  case $word in
    -Xm[sn]*) ;;
    org.ipcctl.Main) set -- "$@" -Xmx{n}m "$word" ;;
    *) set -- "$@" "$word" ;;
  esac
done
exec "$java" "$@\"""")


# --- places that are full

@contextlib.contextmanager
def filled(place, pages=None, inodes=None):
    """A tmpfs that has room for so much more, and as much as it likes afterwards."""
    filler = os.path.join(place, "filler")
    # A size of none is as much as it likes.
    with open(filler, "wb") as file:
        file.write(bytes(PAGE))
    status = os.statvfs(place)
    options = [f"size={(status.f_blocks - status.f_bfree + pages) * PAGE}"] if pages is not None else []
    options += [f"nr_inodes={status.f_files - status.f_ffree + inodes}"] if inodes is not None else []
    machine.mount("none", place, None, machine.MS_REMOUNT, ",".join(options))
    try:
        yield
    finally:
        machine.mount("none", place, None, machine.MS_REMOUNT, ROOMY)
        os.unlink(filler)


ROOMY = "size=256m,nr_inodes=100000"


@limit(range(0, 300))
def dev_shm_pages(trial, n):
    with filled("/dev/shm", pages=n):
        yield {}


@limit(range(0, 8))
def dev_shm_files(trial, n):
    with filled("/dev/shm", inodes=n):
        yield {}


@limit(range(0, 300))
def disk_pages(trial, n):
    """Also that of standard output."""
    with open(trial.path("output", b""), "wb") as output, filled(trial.world.directory, pages=n):
        yield {"stdout": output}


@limit(range(0, 12))
def disk_files(trial, n):
    with filled(trial.world.directory, inodes=n):
        yield {}


@limit([0, 1])
def output(trial, n):
    """/dev/full instead of standard output."""
    with open("/dev/full" if n == 0 else trial.path("output", b""), "wb") as file:
        yield {"stdout": file}


# --- what a user has of the kernel

HOLDER = """
import fcntl, os, sys
os.setgroups([])
os.setgid(int(sys.argv[3]))
os.setuid(int(sys.argv[3]))
left, ends = int(sys.argv[1]) - int(sys.argv[2]), []
while left > 0:
    ends.append(os.pipe())
    size = min(left, 256)
    size = 1 << (size.bit_length() - 1)
    fcntl.fcntl(ends[-1][1], 1031, size * 4096)
    left -= size
print("ready", flush=True)
sys.stdin.read()
"""


@limit([0, 1, 2, 4, 8, 16, 17, 32, 33, 64, 128, 512], user=True)
def pipe_pages(trial, n):
    """Of those that the user may have, another process has all but n."""
    with open("/proc/sys/fs/pipe-user-pages-soft", encoding="ascii") as file:
        most = int(file.read())
    if most == 0:
        yield {}
        return
    # It becomes the user by itself, for Python may lie where the user has no way to.
    user = trial.world.who["user"]
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "user": None, "group": None, "extra_groups": None}
    holder = trial.world.start("-c", HOLDER, str(most), str(n), str(user), command=[sys.executable], **streams)
    holder.stdout.readline()
    try:
        yield {}
    finally:
        holder.stdin.close()
        holder.wait()
        holder.stdout.close()
        trial.world.started.remove(holder)


# --- an ordinary user

def hand_over(world, user):
    """Makes all objects and files that there are those of the user, and the scratch directory, too."""
    os.chown(world.directory, user, user)
    for place in ("/dev/shm", "/dev/mqueue", world.directory):
        for path, directories, names in os.walk(place):
            for name in names + directories:
                os.chown(os.path.join(path, name), user, user, follow_symlinks=False)
    for thing in world.objects():
        kind, _, name = thing.partition(":")
        if kind in CONTROLS:
            data = ctypes.create_string_buffer(1024)
            words = (int(name), 0) if kind == "sysv-sem" else (int(name),)
            CONTROLS[kind](*words, IPC_STAT, data)
            data[4:12] = user.to_bytes(4, "little") * 2
            CONTROLS[kind](*words, IPC_SET, data)
