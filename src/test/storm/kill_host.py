"""Scenarios of the storm kill: pipes, and commands for objects of all kinds."""
import fcntl
import json
import os

import ipc
from kill_scenarios import LINES, WAIT, piped, rest_of, scenario, streams


# --- pipes, and what is for objects of all kinds

@scenario
def pipe_meter(t):
    everything = os.urandom(60_000)
    read = piped(everything)
    hit = t.hit("pipe", "meter", "-q", stdin=read)
    left = rest_of(read)
    streams(t, hit, hit.out, left, everything, "bytes")


@scenario
def pipe_meter__limited(t):
    everything = os.urandom(60_000)
    read = piped(everything)
    hit = t.hit("pipe", "meter", "-q", "--rate-limit", "200K", stdin=read)
    left = rest_of(read)
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
def pipe_demo_exec(t):
    """CMD ends with it."""
    t.hit("pipe-demo", "exec", "--", "sleep", "0.1")


@scenario
def rm(t):
    ipc.MessageQueue("q", LINES).close()
    ipc.memory("a", b"abc")
    ipc.semaphore("s", 1)
    t.allow("mq:q", "shm:a", "shm:sem.s")
    hit = t.hit("rm", "mq:q", "shm:a", "sem:s", "--format", "ndjson")
    left = {thing for thing in t.world.objects() & t.allowed if not thing.startswith("file:")}
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
    t.beside("-c", 'sleep 0.6; until kill -TERM $(pgrep -f "[m]etrics --listen"); do sleep 0.1; done', command=["sh"])
    t.hit("metrics", "--listen", "127.0.0.1:9123", statuses=(143,))


@scenario
def bench(t):
    """The peers, and what they talk over, end with it; what is saved is whole."""
    t.allow("file:saved")
    hit = t.hit("bench", "mq", "shm-sem", "fifo", "--metric", "latency", "--warmup", "1ms", "--duration", "1ms", "--repeat", "1", "--save", t.path("saved"), "-q")
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
