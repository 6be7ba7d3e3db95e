"""Scenarios of the storm kill: shared memory, and what processes wait for each other by."""
import os
import struct
import subprocess

import ipc
from kill_scenarios import WAIT, scenario


# --- POSIX shared memory

@scenario
def shm_create(t):
    t.allow("shm:a")
    hit = t.hit("shm", "create", "a", "--size", "64K")
    data = ipc.memory_bytes("a")
    t.expect(data == bytes(65536) or data is None and not hit.done, f"of the object there are {data and len(data)} bytes")


@scenario
def shm_resize(t):
    t.allow("shm:a")
    ipc.memory("a", b"x" * 5000)
    hit = t.hit("shm", "resize", "a", "9000")
    data = ipc.memory_bytes("a")
    t.expect(data == b"x" * 5000 + bytes(4000) or data == b"x" * 5000 and not hit.done, "it is neither as it was nor as it was to be")


@scenario
def shm_write(t):
    t.allow("shm:a")
    old, new = os.urandom(300_000), os.urandom(300_000)
    ipc.memory("a", old)
    hit = t.hit("shm", "write", "a", input=new)
    data = ipc.memory_bytes("a")
    written = next((at for at in range(0, len(new) + 1, 1 << 9) if data[at:] == old[at:]), len(new))
    t.expect(len(data) == len(new) and data[:max(0, written - 512)] == new[:max(0, written - 512)], "it is no beginning of the new and the rest of the old")
    t.expect(not hit.done or data == new, "status 0, and it was not written")


@scenario
def shm_write__create(t):
    t.allow("shm:a")
    new = os.urandom(100_000)
    hit = t.hit("shm", "write", "a", "--create", input=new)
    data = ipc.memory_bytes("a")
    t.expect(data is None and not hit.done or data == new, f"of a new object there are {data and len(data)} bytes, and they are not those that were to be")


@scenario
def shm_write__layout_and_lock(t):
    t.allow("shm:a", "shm:m")
    ipc.memory("a", struct.pack("ii", 1, 2))
    t.run("mutex", "create", "m")
    hit = t.hit("shm", "write", "a", "--layout", "a:i32,b:i32", "a=5", "b=6", "--lock", "mutex:m")
    data = struct.unpack("ii", ipc.memory_bytes("a"))
    t.expect(data == (5, 6) or not hit.done and data in ((1, 2), (5, 2)), f"it is {data}")
    t.run("mutex", "run", "m", "-t", "20", "-q", "--", "true")


@scenario
def shm_atomic(t):
    t.allow("shm:a")
    ipc.memory("a", bytes(64))
    hit = t.hit("shm", "atomic", "a", "0", "add", "7", "--type", "u64")
    value = struct.unpack_from("Q", ipc.memory_bytes("a"))[0]
    t.expect(value == 7 or value == 0 and not hit.done, f"the value is {value}")


@scenario
def shm_read__watch(t):
    t.allow("shm:a")
    ipc.memory("a", b"abc")
    t.hit("shm", "read", "a", "--watch", "-t", WAIT, statuses=(124,))
    t.expect(ipc.memory_bytes("a") == b"abc", "reading has changed it")


@scenario
def shm_read__lock(t):
    t.allow("shm:a", "shm:m")
    ipc.memory("a", b"abc")
    t.run("mutex", "create", "m")
    hit = t.hit("shm", "read", "a", "--lock", "mutex:m")
    t.expect(hit.out == b"abc" or hit.out == b"" and not hit.done, f"read was {hit.out}")
    t.run("mutex", "run", "m", "-t", "20", "-q", "--", "true")


@scenario
def shm_rm(t):
    t.allow("shm:a")
    ipc.memory("a", b"abc")
    hit = t.hit("shm", "rm", "a")
    t.expect(ipc.memory_bytes("a") == (None if hit.done else ipc.memory_bytes("a") and b"abc"), "it is neither gone nor as it was")


@scenario
def shm_push(t):
    """The consumer gets a beginning of it, and knows that it was all where it was."""
    t.allow_after_kill("shm:ring")
    data = os.urandom(400_000)
    out = t.path("out", b"")
    with open(out, "wb") as file:
        pull = t.beside("shm", "pull", "ring", "--size", "16K", "-t", "20", stdout=file)
    hit = t.hit("shm", "push", "ring", "--size", "16K", "-t", "20", input=data)
    ring_ends(t, hit, pull, out, data)


def ring_ends(t, hit, other, out, data):
    if hit.stopped:
        # Killed before it joined, it leaves the other one alone, which waits.
        t.world.kill_group(other)
    ended = t.world.ends(other)
    with open(out, "rb") as file:
        got = file.read()
    t.expect(data.startswith(got), "what came is no beginning of it")
    if hit.done:
        t.expect(ended.status == 0 and got == data, f"status 0, the other side ended with {ended.status}, and {len(got)} of {len(data)} came")
    elif hit.stopped:
        t.allow("shm:ring")
    # A ring that was left behind is taken up again.
    with open(out, "wb") as file:
        pull = t.beside("shm", "pull", "ring", "--size", "16K", "-t", "20", "-q", stdout=file)
    t.run("shm", "push", "ring", "--size", "16K", "-t", "20", "-q", input=data[:50_000])
    ended = t.world.ends(pull)
    with open(out, "rb") as file:
        t.expect(ended.status == 0 and file.read() == data[:50_000], f"the next ring does not work, status {ended.status}")


@scenario
def shm_pull(t):
    t.allow_after_kill("shm:ring")
    data = os.urandom(400_000)
    out, source = t.path("out", b""), t.path("source", data)
    with open(source, "rb") as file:
        push = t.beside("shm", "push", "ring", "--size", "16K", "-t", "20", stdin=file)
    with open(out, "wb") as file:
        hit = t.hit("shm", "pull", "ring", "--size", "16K", "-t", "20", stdout=file)
    ring_ends(t, hit, push, out, data)


# --- POSIX semaphores

@scenario
def sem_create(t):
    t.allow("shm:sem.s")
    hit = t.hit("sem", "create", "s", "--init", "3")
    value = ipc.semaphore_value("s")
    t.expect(value == 3 or not os.path.exists("/dev/shm/sem.s") and not hit.done, f"the value is {value}")


@scenario
def sem_post(t):
    t.allow("shm:sem.s")
    ipc.semaphore("s", 3)
    hit = t.hit("sem", "post", "s")
    value = ipc.semaphore_value("s")
    t.expect(value == 4 or value == 3 and not hit.done, f"the value is {value}")


@scenario
def sem_wait(t):
    t.allow("shm:sem.s")
    ipc.semaphore("s", 3)
    hit = t.hit("sem", "wait", "s")
    value = ipc.semaphore_value("s")
    t.expect(value == 2 or value == 3 and not hit.done, f"the value is {value}")


@scenario
def sem_wait__several(t):
    """All of them or none, but for SIGKILL."""
    t.allow("shm:sem.s")
    ipc.semaphore("s", 3)
    hit = t.hit("sem", "wait", "s", "-n", "5", "-t", WAIT, statuses=(124,))
    value = ipc.semaphore_value("s")
    t.expect(value == 3 or hit.killed and 0 <= value < 3, f"the value is {value}")


@scenario
def sem_run(t):
    t.allow("shm:sem.s")
    ipc.semaphore("s", 2)
    hit = t.hit("sem", "run", "s", "--", "sleep", "0.1")
    value = ipc.semaphore_value("s")
    t.expect(value == 2 or hit.killed and value == 1, f"the value is {value}")


@scenario
def sem_rm(t):
    t.allow("shm:sem.s")
    ipc.semaphore("s", 2)
    hit = t.hit("sem", "rm", "s")
    value = ipc.semaphore_value("s")
    t.expect(value is None or value == 2 and not hit.done, f"the value is {value}")


# --- mutexes and condition variables

@scenario
def mutex_create(t):
    t.allow("shm:m")
    hit = t.hit("mutex", "create", "m")
    if os.path.exists("/dev/shm/m") or hit.done:
        t.run("mutex", "stat", "m")


@scenario
def mutex_run(t):
    """Nobody is inside with the next one, and the next one gets in."""
    t.allow("shm:m")
    t.hit("mutex", "run", "m", "-q", "--", "sh", "-c", "sleep 0.1")
    t.run("mutex", "run", "m", "-t", "20", "-q", "--", "true")
    t.expect(not t.world.strangers(), "two are inside")


@scenario
def mutex_rm(t):
    t.allow("shm:m")
    t.run("mutex", "create", "m")
    hit = t.hit("mutex", "rm", "m")
    t.expect(not (hit.done and os.path.exists("/dev/shm/m")), "status 0, and it is still there")
    if os.path.exists("/dev/shm/m"):
        t.run("mutex", "stat", "m")


@scenario
def cond_create(t):
    t.allow("shm:c")
    hit = t.hit("cond", "create", "c")
    if os.path.exists("/dev/shm/c") or hit.done:
        t.run("cond", "stat", "c")


def condition_works(t):
    """A signal before the waiter has come to wait is one for nobody."""
    waiter = t.world.start("cond", "wait", "c", "-t", "30", stderr=subprocess.PIPE)
    while waiter.poll() is None:
        t.run("cond", "signal", "c", "-t", "20")
    t.world.check(t.world.ends(waiter), 0, what=f"{t.name}, the next waiter")


@scenario
def cond_wait(t):
    t.allow("shm:c")
    t.run("cond", "create", "c")
    # Who is told EAGAIN by futex(2) has been woken, as far as it can know.
    t.hit("cond", "wait", "c", "-t", WAIT, statuses=(0, 124) if t.told("EAGAIN") else (124,))
    condition_works(t)


@scenario
def cond_signal(t):
    t.allow("shm:c")
    t.run("cond", "create", "c")
    t.hit("cond", "signal", "c", "-t", "20")
    condition_works(t)


@scenario
def cond_broadcast(t):
    t.allow("shm:c")
    t.run("cond", "create", "c")
    t.hit("cond", "broadcast", "c", "-t", "20")
    condition_works(t)


@scenario
def cond_rm(t):
    t.allow("shm:c")
    t.run("cond", "create", "c")
    hit = t.hit("cond", "rm", "c")
    t.expect(not (hit.done and os.path.exists("/dev/shm/c")), "status 0, and it is still there")
