"""The table of the storm kill: for each command that writes, waits or holds, what is there before, the line, and what must hold afterwards.

A scenario is a function named as its command, with _ for a space, and perhaps __ and what is special about it. It is handed a Try: t.hit()
runs the line and sends the signal, and what hit.done, hit.stopped (by the signal) and hit.killed (by SIGKILL) say decides what may be.
"""
import os
import signal
import socket
import struct
import subprocess

import ipc

KEY = 0x5710
KEY_TEXT = hex(KEY)
MESSAGES = [b"one", b"two\xff\x00", b"three" * 20, b"", b"five"]
LINES = [b"line %d" % number for number in range(8)]
SCENARIOS = []
WAIT = "0.25"


def scenario(function):
    command, _, special = function.__name__.partition("__")
    SCENARIOS.append((command.replace("_", " ").replace(" fd", "-fd").replace("demo ", "-demo ") + (f" ({special.replace('_', ' ')})" if special else ""), function))
    return function


def lines(out):
    return out.split(b"\n")[:-1]


def streams(t, hit, taken, left, everything, what):
    """What was taken from its source is delivered: by a signal that can be caught nothing is lost, and by SIGKILL there is no gap but at the end of what came."""
    t.expect(taken == everything[:len(taken)], f"{what}: what came is no prefix: {taken!r}")
    t.expect(left == everything[len(everything) - len(left):], f"{what}: what is left is no end of it: {left!r}")
    if not hit.killed:
        t.expect(len(taken) + len(left) == len(everything), f"{what}: {len(taken)} came, {len(left)} are left of {len(everything)}")
    t.expect(len(taken) + len(left) <= len(everything), f"{what}: something came twice: {taken!r} and {left!r}")


# --- POSIX message queues

@scenario
def mq_create(t):
    t.allow("mq:q")
    hit = t.hit("mq", "create", "q", "--max-messages", "5")
    t.expect(not hit.done or os.path.exists("/dev/mqueue/q"), "status 0, and there is no queue")


@scenario
def mq_rm(t):
    ipc.MessageQueue("q", MESSAGES).close()
    t.allow("mq:q")
    hit = t.hit("mq", "rm", "q")
    if os.path.exists("/dev/mqueue/q"):
        t.expect(not hit.done, "status 0, and the queue is still there")
        with ipc.MessageQueue("q") as queue:
            t.expect(queue.take() == MESSAGES, "the queue is there, and its messages are not")


@scenario
def mq_send(t):
    t.allow("mq:q")
    with ipc.MessageQueue("q", MESSAGES) as queue:
        hit = t.hit("mq", "send", "q", "new one")
        left = queue.take()
        t.expect(left == MESSAGES + [b"new one"] or left == MESSAGES and not hit.done, f"in the queue is {left}")


@scenario
def mq_send__lines(t):
    t.allow("mq:q")
    with ipc.MessageQueue("q") as queue:
        read, write = os.pipe()
        os.write(write, b"".join(line + b"\n" for line in LINES))
        os.close(write)
        hit = t.hit("mq", "send", "q", "--lines", "-q", stdin=read)
        rest = b""
        while block := os.read(read, 4096):
            rest += block
        os.close(read)
        streams(t, hit, queue.take(), lines(rest), LINES, "lines of standard input")


@scenario
def mq_recv(t):
    t.allow("mq:q")
    with ipc.MessageQueue("q", LINES) as queue:
        hit = t.hit("mq", "recv", "q", "--lines")
        streams(t, hit, lines(hit.out), queue.take(), LINES, "messages")
        t.expect(not hit.done or hit.out == LINES[0] + b"\n", "status 0, and the message was not written")


@scenario
def mq_recv__follow(t):
    t.allow("mq:q")
    with ipc.MessageQueue("q", LINES) as queue:
        hit = t.hit("mq", "recv", "q", "--follow", "--lines", "-t", WAIT, statuses=(124,))
        streams(t, hit, lines(hit.out), queue.take(), LINES, "messages")


@scenario
def mq_recv__waits(t):
    t.allow("mq:q")
    with ipc.MessageQueue("q") as queue:
        t.hit("mq", "recv", "q", "-t", WAIT, statuses=(124,))
        queue.send(b"late")
        t.expect(queue.take() == [b"late"], "a receiver that ended has taken a message")


def works(t, group, name, queue):
    """Each message is in exactly one place; the next worker works on all that are left, and leaves nothing."""
    log, state = t.path("log", b""), t.path("state")
    t.allow("file:state", "file:state/")
    job = ["--state", state, "--drain", "-q", "--", "sh", "-c", 'read -r m; echo "$m" >>"$0"', log]
    t.hit(*group, "work", name, "-j", "2", *job)
    t.world.settles(lambda: not t.world.strangers())
    with open(log, "rb") as file:
        worked = lines(file.read())
    waiting = queue.take()
    claimed = []
    for path, _, names in os.walk(state):
        for file in (os.path.join(path, name) for name in names if name.isdigit()):
            with open(file, "rb") as claim:
                data = claim.read()
            claimed += [line for line in LINES if int.from_bytes(data[12:16], "little") != 0 and data[512:].startswith(line)]
    for line in LINES:
        t.expect(line in worked or line in waiting or line in claimed, f"{line} is nowhere")
        t.expect(not (line in waiting and (line in claimed or line in worked)), f"{line} is in the queue, and was taken")
    t.expect(len(claimed) == len(set(claimed)), f"claimed twice: {claimed}")
    for line in waiting:
        queue.send(line)
    t.run(*group, "work", name, *job)
    with open(log, "rb") as file:
        worked = lines(file.read())
    t.expect(set(worked) == set(LINES), f"worked on {worked}")
    left = [os.path.join(path, name) for path, _, names in os.walk(state) for name in names]
    t.expect(not left, f"left of the claims: {left}")


@scenario
def mq_work(t):
    t.allow("mq:q")
    with ipc.MessageQueue("q", LINES) as queue:
        works(t, ["mq"], "q", queue)


@scenario
def mq_notify(t):
    t.allow("mq:q")
    with ipc.MessageQueue("q") as queue:
        t.hit("mq", "notify", "q", "-t", WAIT, statuses=(124,))
        t.run("mq", "notify", "q", "--nonblock", statuses=(6,))
        queue.send(b"x")
        t.expect(queue.take() == [b"x"], "the message is gone")


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
    t.hit("cond", "wait", "c", "-t", WAIT, statuses=(124,))
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
