"""The table of the storm kill: for each command that writes, waits or holds, what is there before, the line, and what must hold afterwards.

A scenario is a function named as its command, with _ for a space, and perhaps __ and what is special about it. It is handed a Try: t.hit()
runs the line and sends the signal, and what hit.done, hit.stopped (by the signal) and hit.killed (by SIGKILL) say decides what may be.
"""
import fcntl
import json
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


# --- FIFOs

@scenario
def fifo_create(t):
    t.allow("file:a", "file:b")
    hit = t.hit("fifo", "create", t.path("a"), t.path("b"))
    made = [os.path.exists(t.path(name)) for name in "ab"]
    t.expect(made == [True, True] or not hit.done and made in ([True, False], [False, False]), f"made are {made}")


@scenario
def mkfifo(t):
    t.allow("file:a")
    hit = t.hit("mkfifo", "-m", "640", t.path("a"))
    mode = os.stat(t.path("a")).st_mode & 0o777 if os.path.exists(t.path("a")) else None
    t.expect(mode == 0o640 or mode is None and not hit.done, f"its mode is {mode}")


@scenario
def fifo_rm(t):
    t.allow("file:a")
    os.mkfifo(t.path("a"))
    hit = t.hit("fifo", "rm", t.path("a"))
    t.expect(not (hit.done and os.path.exists(t.path("a"))), "status 0, and it is still there")


def held_fifo(t):
    """Open for both, so that what is in it stays."""
    t.allow("file:a")
    os.mkfifo(t.path("a"))
    return os.open(t.path("a"), os.O_RDWR | os.O_NONBLOCK)


def take_all(fd):
    data = b""
    while True:
        try:
            data += os.read(fd, 1 << 16)
        except BlockingIOError:
            return data


@scenario
def fifo_write(t):
    """A write of up to PIPE_BUF bytes is one."""
    fd = held_fifo(t)
    hit = t.hit("fifo", "write", t.path("a"), "some words")
    data = take_all(fd)
    os.close(fd)
    t.expect(data == b"some words" or data == b"" and not hit.done, f"in it is {data}")


@scenario
def fifo_write__stdin(t):
    fd = held_fifo(t)
    read, write = os.pipe()
    everything = os.urandom(50_000)
    os.write(write, everything)
    os.close(write)
    hit = t.hit("fifo", "write", t.path("a"), "--timeout", "20", stdin=read)
    left = b""
    while block := os.read(read, 1 << 16):
        left += block
    os.close(read)
    streams(t, hit, take_all(fd), left, everything, "bytes of standard input")
    os.close(fd)


@scenario
def fifo_read(t):
    fd = held_fifo(t)
    everything = os.urandom(50_000)
    os.write(fd, everything)
    hit = t.hit("fifo", "read", t.path("a"), "--bytes", "50000")
    streams(t, hit, hit.out, take_all(fd), everything, "bytes of the FIFO")
    os.close(fd)


@scenario
def fifo_read__lines(t):
    fd = held_fifo(t)
    os.write(fd, b"".join(line + b"\n" for line in LINES))
    hit = t.hit("fifo", "read", t.path("a"), "--lines", "5", "-t", "20")
    streams(t, hit, lines(hit.out), lines(take_all(fd)), LINES, "lines of the FIFO")
    os.close(fd)


# --- sockets

def listener(t, kind=socket.SOCK_STREAM, name="s"):
    server = t.close_at_end(socket.socket(socket.AF_UNIX, kind))
    server.bind(t.path(name))
    t.allow("file:" + name)
    if kind != socket.SOCK_DGRAM:
        server.listen(8)
    server.settimeout(20)
    return server


def upper(t, server, ends=None):
    """Answers each connection with what it says, in capitals."""
    def serve():
        while True:
            connection, _ = server.accept()
            with connection:
                while block := connection.recv(1 << 16):
                    connection.sendall(block.upper())
    return t.thread(serve)


def client(t, says, kind=socket.SOCK_STREAM, name="s", gets=None):
    """Connects once somebody listens there, says it and ends; what it is answered goes to gets."""
    def talk():
        with socket.socket(socket.AF_UNIX, kind) as own:
            own.settimeout(20)
            if t.world.settles(lambda: own.connect_ex(t.path(name)) == 0, 20):
                for data in says:
                    own.send(data)
                own.shutdown(socket.SHUT_WR)
                while kind != socket.SOCK_DGRAM and (block := own.recv(1 << 16)):
                    if gets is not None:
                        gets.extend(block)
    return t.thread(talk)


@scenario
def sock_listen(t):
    t.allow_after_kill("file:s")
    client(t, [b"hello"])
    hit = t.hit("sock", "listen", t.path("s"), "--once", "-t", "20")
    t.expect(hit.out == b"hello" or hit.out == b"" and not hit.done, f"it wrote {hit.out}")


@scenario
def sock_listen__cmd(t):
    """CMD and the socket's file end with it."""
    t.allow_after_kill("file:s")
    gets = bytearray()
    talking = client(t, [b"hello"], gets=gets)
    hit = t.hit("sock", "listen", t.path("s"), "--once", "-t", "20", "--", "sh", "-c", "sleep 0.05; tr a-z A-Z")
    talking.join(25)
    t.expect(b"HELLO".startswith(gets) and (not hit.done or gets == b"HELLO"), f"it was answered {bytes(gets)}")


@scenario
def sock_listen__again(t):
    """One that was killed leaves a file in the way of nobody."""
    t.allow_after_kill("file:s")
    t.hit("sock", "listen", t.path("s"), "-t", WAIT, statuses=(124,))
    t.run("sock", "listen", t.path("s"), "-t", "0.01", statuses=(124,))


@scenario
def sock_connect(t):
    upper(t, listener(t))
    hit = t.hit("sock", "connect", t.path("s"), "-t", "20", input=b"hello")
    t.expect(hit.out == b"HELLO" or hit.out == b"" and not hit.done, f"it wrote {hit.out}")


@scenario
def sock_send(t):
    server = listener(t, socket.SOCK_DGRAM)
    read, write = os.pipe()
    os.write(write, b"".join(line + b"\n" for line in LINES))
    os.close(write)
    hit = t.hit("sock", "send", t.path("s"), "--lines", "-t", "20", stdin=read)
    server.setblocking(False)
    came = []
    while True:
        try:
            came.append(server.recv(1000))
        except BlockingIOError:
            break
    rest = b""
    while block := os.read(read, 4096):
        rest += block
    os.close(read)
    streams(t, hit, came, lines(rest), LINES, "lines of standard input")


@scenario
def sock_recv(t):
    """What the sender was told has come is written, unless kill -9 comes between."""
    t.allow_after_kill("file:s")
    sent = []

    def send():
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as own:
            if t.world.settles(lambda: own.connect_ex(t.path("s")) == 0, 20):
                for line in LINES:
                    own.send(line)
                    sent.append(line)
    sending = t.thread(send)
    hit = t.hit("sock", "recv", t.path("s"), "-n", "8", "--lines", "-t", "20")
    sending.join(25)
    came = lines(hit.out)
    t.expect(came == LINES[:len(came)], f"came {came}")
    if not hit.killed:
        t.expect(len(came) >= len(sent), f"sent were {len(sent)}, written {len(came)}")


@scenario
def sock_send_fd(t):
    server = listener(t)
    got = []

    def take():
        connection, _ = server.accept()
        with connection:
            data, descriptors, _, _ = socket.recv_fds(connection, 100, 4)
            got.extend(os.read(fd, 100) for fd in descriptors)
            for fd in descriptors:
                os.close(fd)
            connection.recv(1)
    taking = t.thread(take)
    hit = t.hit("sock", "send-fd", t.path("s"), t.path("file", b"contents"), "-t", "20")
    server.close() if hit.stopped else None
    taking.join(25)
    t.expect(got == [b"contents"] or not got and not hit.done, f"handed over was {got}")


@scenario
def sock_recv_fd(t):
    t.allow_after_kill("file:s")
    source = t.path("file", b"contents")

    def give():
        with socket.socket(socket.AF_UNIX) as own, open(source, "rb") as file:
            if t.world.settles(lambda: own.connect_ex(t.path("s")) == 0, 20):
                socket.send_fds(own, [b"x"], [file.fileno()])
                own.recv(1)
    t.thread(give)
    hit = t.hit("sock", "recv-fd", t.path("s"), "-t", "20", "--", "sh", "-c", "sleep 0.05; cat <&3")
    t.expect(hit.out == b"contents" or hit.out == b"" and not hit.done, f"it wrote {hit.out}")


@scenario
def sock_pair(t):
    """Both CMDs end with it."""
    t.hit("sock", "pair", "--", "sh", "-c", "sleep 0.1; echo one; read -r x", "--", "sh", "-c", "read -r x; echo two")


@scenario
def sock_peer(t):
    listener(t)
    t.hit("sock", "peer", t.path("s"), "-t", "20")


@scenario
def sock_proxy(t):
    upper(t, listener(t))
    t.allow_after_kill("file:front")
    gets = bytearray()
    talking = client(t, [b"hello"], name="front", gets=gets)
    hit = t.hit("sock", "proxy", t.path("front"), t.path("s"), "--once", "-t", "20", "--record", t.path("record"))
    talking.join(25)
    t.allow("file:record")
    t.expect(b"HELLO".startswith(gets) and (not hit.done or gets == b"HELLO"), f"it was answered {bytes(gets)}")


@scenario
def sock_spy(t):
    """The server has its name back; after kill -9 when the next one comes."""
    server = listener(t)
    own = os.stat(t.path("s")).st_ino
    upper(t, server)
    t.hit("sock", "spy", t.path("s"), "--silent", "-t", WAIT, statuses=(124,))
    if t.sent == signal.SIGKILL:
        t.run("sock", "spy", t.path("s"), "--silent", "-t", "0.01", statuses=(124,))
    t.expect(os.stat(t.path("s")).st_ino == own, "another file has the name of the server's")
    t.expect(t.run("sock", "connect", t.path("s"), "-t", "20", input=b"x").out == b"X", "the server does not answer")


@scenario
def sock_replay(t):
    upper(t, listener(t))
    head = '{"time":"2026-01-01T00:00:00Z","conversation":1,"event":'
    recording = t.path("recording", (head + '"open","type":"stream"}\n' + head + '"data","sender":"client","encoding":"utf-8","payload":"x"}\n').encode())
    t.hit("sock", "replay", recording, t.path("s"), "-t", "0.2", statuses=(0, 1, 124))


# --- System V

@scenario
def sysv_msg_create(t):
    t.allow("sysv-msg:" + str(0))
    hit = t.hit("sysv", "msg", "create", KEY_TEXT)
    there = [thing for thing in t.world.objects() if thing.startswith("sysv-msg:")]
    t.allow(*there)
    t.expect(len(there) == 1 or not there and not hit.done, f"there are {there}")


def sysv(t, made, kind):
    t.allow(f"sysv-{kind}:{made if isinstance(made, int) else made.id}")
    return made


@scenario
def sysv_msg_send(t):
    queue = sysv(t, ipc.SysvQueue(KEY, MESSAGES[:2]), "msg")
    hit = t.hit("sysv", "msg", "send", KEY_TEXT, "new one")
    left = queue.take()
    t.expect(left == MESSAGES[:2] + [b"new one"] or left == MESSAGES[:2] and not hit.done, f"in the queue is {left}")


@scenario
def sysv_msg_recv(t):
    queue = sysv(t, ipc.SysvQueue(KEY, LINES), "msg")
    hit = t.hit("sysv", "msg", "recv", KEY_TEXT, "--follow", "--lines", "-t", WAIT, statuses=(124,))
    streams(t, hit, lines(hit.out), queue.take(), LINES, "messages")


@scenario
def sysv_msg_work(t):
    works(t, ["sysv", "msg"], KEY_TEXT, sysv(t, ipc.SysvQueue(KEY, LINES), "msg"))


@scenario
def sysv_msg_rm(t):
    sysv(t, ipc.SysvQueue(KEY, LINES), "msg")
    hit = t.hit("sysv", "msg", "rm", KEY_TEXT)
    there = [thing for thing in t.world.objects() if thing.startswith("sysv-msg:")]
    t.expect(not (hit.done and there), "status 0, and it is still there")


@scenario
def sysv_sem_create(t):
    """Between its creation and its first value a set has neither, so there is none or a whole one."""
    hit = t.hit("sysv", "sem", "create", KEY_TEXT, "--init", "3")
    there = [thing for thing in t.world.objects() if thing.startswith("sysv-sem:")]
    t.allow(*there)
    t.expect(len(there) == 1 or not there and not hit.done, f"there are {there}")
    if there:
        t.run("sysv", "sem", "run", KEY_TEXT, "--init", "3", "-t", "20", "-q", "--", "true")


@scenario
def sysv_sem_op(t):
    semaphores = sysv(t, ipc.SysvSemaphores(KEY, 3, 3), "sem")
    hit = t.hit("sysv", "sem", "op", KEY_TEXT, "0:-2,1:+1")
    values = semaphores.value(0), semaphores.value(1)
    t.expect(values == (1, 4) or values == (3, 3) and not hit.done, f"the values are {values}")


@scenario
def sysv_sem_set(t):
    semaphores = sysv(t, ipc.SysvSemaphores(KEY, 3, 3), "sem")
    hit = t.hit("sysv", "sem", "set", KEY_TEXT, "7", "8")
    values = semaphores.value(0), semaphores.value(1)
    t.expect(values == (7, 8) or values == (3, 3) and not hit.done, f"the values are {values}")


@scenario
def sysv_sem_run(t):
    """Also after kill -9."""
    semaphores = sysv(t, ipc.SysvSemaphores(KEY, 2), "sem")
    t.hit("sysv", "sem", "run", KEY_TEXT, "--", "sleep", "0.1")
    t.expect(t.world.settles(lambda: semaphores.value() == 2, 10), f"the value is {semaphores.value()}")


@scenario
def sysv_sem_rm(t):
    sysv(t, ipc.SysvSemaphores(KEY, 2), "sem")
    t.hit("sysv", "sem", "rm", KEY_TEXT)


@scenario
def sysv_shm_create(t):
    hit = t.hit("sysv", "shm", "create", KEY_TEXT, "--size", "9000")
    there = [thing for thing in t.world.objects() if thing.startswith("sysv-shm:")]
    t.allow(*there)
    t.expect(len(there) == 1 or not there and not hit.done, f"there are {there}")


@scenario
def sysv_shm_write(t):
    identity = sysv(t, ipc.sysv_memory(KEY, 100), "shm")
    hit = t.hit("sysv", "shm", "write", KEY_TEXT, "some words")
    data = ipc.sysv_memory_bytes(identity, 10)
    t.expect(data == b"some words" or not hit.done and b"some words".startswith(data.rstrip(b"\0")), f"it is {data}")


@scenario
def sysv_shm_rm(t):
    sysv(t, ipc.sysv_memory(KEY, 100), "shm")
    t.hit("sysv", "shm", "rm", KEY_TEXT)


# --- pipes, and what is for objects of all kinds

@scenario
def pipe_meter(t):
    read, write = os.pipe()
    everything = os.urandom(60_000)
    os.write(write, everything)
    os.close(write)
    hit = t.hit("pipe", "meter", "-q", stdin=read)
    left = b""
    while block := os.read(read, 1 << 16):
        left += block
    os.close(read)
    streams(t, hit, hit.out, left, everything, "bytes")


@scenario
def pipe_meter__limited(t):
    read, write = os.pipe()
    everything = os.urandom(60_000)
    os.write(write, everything)
    os.close(write)
    hit = t.hit("pipe", "meter", "-q", "--rate-limit", "200K", stdin=read)
    left = b""
    while block := os.read(read, 1 << 16):
        left += block
    os.close(read)
    streams(t, hit, hit.out, left, everything, "bytes")


@scenario
def pipe_resize(t):
    """The pipe is one of a process that does nothing."""
    read, write = os.pipe()
    holder = t.beside("60", command=["sleep"], stdin=read)
    os.close(read)
    os.write(write, b"x" * 100)
    hit = t.hit("pipe", "resize", f"{holder.pid}:0", "128K")
    with open(f"/proc/{holder.pid}/fd/0", "rb") as pipe:
        size = fcntl.fcntl(pipe, 1032)
        t.expect(size == 131072 or size == 65536 and not hit.done, f"its size is {size}")
        t.expect(pipe.read(100) == b"x" * 100, "what was in it is gone")
    os.close(write)


@scenario
def pipe_demo(t):
    t.hit("pipe-demo")


@scenario
def rm(t):
    ipc.MessageQueue("q", LINES).close()
    ipc.memory("a", b"abc")
    ipc.semaphore("s", 1)
    t.allow("mq:q", "shm:a", "shm:sem.s")
    hit = t.hit("rm", "mq:q", "shm:a", "sem:s", "--format", "ndjson")
    left = t.world.objects() & t.allowed
    t.expect(not (hit.done and left), f"status 0, and left are {left}")


@scenario
def wait(t):
    t.allow("mq:q")
    with ipc.MessageQueue("q") as queue:
        t.hit("wait", "mq:q", "--for", "data", "-t", WAIT, statuses=(124,))
        queue.send(b"x")
        t.expect(queue.take() == [b"x"], "the message is gone")


@scenario
def metrics(t):
    """Old or new, and no other file."""
    t.allow("file:out")
    old = b"# old\n"
    hit = t.hit("metrics", "--output", t.path("out", old))
    with open(t.path("out"), "rb") as file:
        data = file.read()
    t.expect(data == old and not hit.done or data.startswith(b"# ") and data.endswith(b"\n") and len(data) > 1000, f"it has {len(data)} bytes")


@scenario
def metrics__listen(t):
    t.beside("-c", 'sleep 0.6; kill -TERM $(pgrep -f "[m]etrics --listen")', command=["sh"])
    t.hit("metrics", "--listen", "127.0.0.1:9123", statuses=(143,))


@scenario
def bench(t):
    """The peers, and what they talk over, end with it; what is saved is whole."""
    t.allow("file:saved")
    hit = t.hit("bench", "mq", "shm-sem", "fifo", "--metric", "latency", "--duration", "20ms", "--repeat", "1", "--save", t.path("saved"), "-q")
    if os.path.exists(t.path("saved")):
        with open(t.path("saved"), "rb") as file:
            json.load(file)
    else:
        t.expect(not hit.done, "status 0, and nothing was saved")


@scenario
def batch(t):
    """A prefix of its lines was run."""
    t.allow("mq:q")
    with ipc.MessageQueue("q") as queue:
        hit = t.hit("batch", input=b"".join(b"mq send q 'line %d'\n" % number for number in range(8)))
        left = queue.take()
        t.expect(left == LINES[:len(left)] and (not hit.done or left == LINES), f"in the queue is {left}")


@scenario
def ls__watch(t):
    ipc.memory("a", b"abc")
    t.allow("shm:a")
    t.hit("ls", "--kind", "shm", "--watch=100ms", "-t", WAIT, statuses=(124,))
