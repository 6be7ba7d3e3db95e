"""Scenarios of the storm exhaustion for commands that only look, which no signal can make do harm: what there is stays
as it is, and what they print is all of it or is said to be less."""
import os
import socket

import ipc
from kill_scenarios import LINES, MESSAGES

KEY = 0x5710
SHARED = b"some text" + bytes(23)
LOOK = " (look)"
LOOKS = []
# Of these some may be there, or all that was read before the lock could not be given back.
LISTS = ("ls", "pipe ls", "sysv msg peek", "sock peek", "map", "holders", "shm read a --lock")
# The line, and what it ends with; {fifo} and the like are what furnish() has made.
TABLE = """
--help
--version
nonsense = 2
mq send --nope = 2
help mq send
mq ls
mq ls --format json
mq stat q
mq stat nope = 3
mq recv nope --timeout 10ms --format json = 3
shm ls
shm stat a
shm read a
shm read a --format json
shm read nope = 3
shm read a --layout 'struct { int a; char b[4]; }'
shm read a --lock sem:s
shm dump a
sem ls
sem stat s
sem get s
fifo stat {fifo}
fifo peek {fifo}
sock ls
sock peek {socket}
sock connect {nobody} --nonblock = 3 6
sock send {nobody} text --nonblock = 3 6
sock recv {nobody} --nope = 2
pipe ls
pipe peek {pipe}
sysv msg ls
sysv msg stat 0x5710
sysv msg peek 0x5710
sysv sem ls
sysv sem stat 0x5710
sysv sem get 0x5710
sysv shm ls
sysv shm stat 0x5710
sysv shm read 0x5710 --length 9
sysv shm dump 0x5710
ls
ls --format ndjson
map
holders mq:q shm:a
limits
doctor = 0 1
metrics
layout show temperature:f32,name:char[8]
layout show 'struct {' = 2
completion bash
pipe-demo message
pipe-demo capacity
pipe-demo eof
pipe-demo sigpipe
pipe-demo atomicity
mutex ls
mutex stat m
cond ls
cond stat c
""".strip().split("\n")


def furnish(t):
    """One of each kind, and something in each."""
    ipc.MessageQueue("q", MESSAGES).close()
    ipc.memory("a", SHARED)
    ipc.semaphore("s", 2)
    os.mkfifo(t.path("fifo"))
    fifo = t.close_at_end(os.fdopen(os.open(t.path("fifo"), os.O_RDWR | os.O_NONBLOCK), "r+b", 0))
    fifo.write(b"in it\n")
    server = t.close_at_end(socket.socket(socket.AF_UNIX))
    server.bind(t.path("listener"))
    server.listen(4)
    read, write = (t.close_at_end(os.fdopen(end, mode, 0)) for end, mode in zip(os.pipe(), ("rb", "wb")))
    write.write(b"in it\n")
    # The owner of the pipe is one who may be looked at.
    holder = t.beside("100", command=["sleep"], stdin=read)
    near, far = map(t.close_at_end, socket.socketpair())
    near.send(b"in it")
    connected = t.beside("100", command=["sleep"], stdin=far)
    queue, semaphores, memory = ipc.SysvQueue(KEY, LINES), ipc.SysvSemaphores(KEY, 1, 2), ipc.sysv_memory(KEY, 64)
    t.allow("mq:q", "shm:a", "shm:sem.s", "file:fifo", "file:listener")
    t.allow(f"sysv-msg:{queue.id}", f"sysv-sem:{semaphores.id}", f"sysv-shm:{memory}")
    places = {name: t.path(name) for name in ("fifo", "listener", "nobody")}
    places |= {"pipe": f"{holder.pid}:0", "socket": f"{connected.pid}:0"}

    def unchanged():
        with ipc.MessageQueue("q") as taken:
            t.expect(taken.take() == MESSAGES, "what is in the queue has changed")
        t.expect(ipc.memory_bytes("a") == SHARED and ipc.semaphore_value("s") == 2, "memory or semaphore have changed")
        t.expect(fifo.read(100) == b"in it\n" and read.read(100) == b"in it\n", "what is in FIFO and pipe has changed")
        t.expect(far.recv(100) == b"in it", "what is in the socket has changed")
        values = semaphores.value(0), semaphores.value(1)
        t.expect(queue.take() == LINES and values == (1, 2), "objects of System V have changed")
    return places, unchanged


def look(line):
    words, _, statuses = line.partition(" = ")
    statuses = tuple(map(int, statuses.split())) or (0,)

    def scenario(t):
        places, unchanged = furnish(t)
        for group, name in (("mutex", "m"), ("cond", "c")):
            if words.startswith(group):
                t.allow("shm:" + name)
                t.run(group, "create", name)
        filled = [word.format_map(places) if word.startswith("{") else word for word in split(words)]
        hit = t.hit(*filled, statuses=statuses)
        silent = hit.status in (0, 1) or hit.out == b"" or "--format" in filled or b"standard output: " in hit.err
        t.expect(silent or words.startswith(LISTS), f"it failed, and on standard output is {hit.out[:200]}")
        unchanged()
    return scenario


def split(words):
    """As a shell would, of which only '...' is used."""
    parts = ([quoted] if number % 2 else quoted.split() for number, quoted in enumerate(words.split("'")))
    return [part for some in parts for part in some]


LOOKS.extend((line.partition(" = ")[0] + LOOK, look(line)) for line in TABLE)
