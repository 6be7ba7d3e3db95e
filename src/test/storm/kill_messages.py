"""Scenarios of the storm kill: message queues, and the other objects of System V."""
import os
import subprocess

import ipc
from kill_scenarios import LINES, MESSAGES, WAIT, lines, piped, rest_of, scenario, spares, streams, works

KEY = 0x5710
KEY_TEXT = hex(KEY)


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
        read = piped(b"".join(line + b"\n" for line in LINES))
        hit = t.hit("mq", "send", "q", "--lines", "-q", stdin=read)
        rest = rest_of(read)
        spares(t, hit, queue.take(), lines(rest), LINES, "lines of standard input")


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


# --- System V

@scenario
def mq_call(t):
    """The queue for the answer goes with it; after kill -9 it is in the way of nobody."""
    t.allow("mq:q", "file:state", "file:state/")
    ipc.MessageQueue("q").close()
    t.beside("mq", "reply", "q", "--state", t.path("state"), "-q", "--", "tr", "a-z", "A-Z")
    hit = t.hit("mq", "call", "q", "hello", "-t", "30")
    t.expect(hit.out == b"HELLO" or hit.out == b"" and not hit.done, f"it wrote {hit.out}")
    if hit.killed:
        t.allow(*(thing for thing in t.world.objects() if thing.startswith("mq:")))


@scenario
def mq_reply(t):
    """A caller who still waits is answered by the next one."""
    t.allow("mq:q", "file:state", "file:state/")
    ipc.MessageQueue("q").close()
    calling = t.beside("mq", "call", "q", "hello", "-t", "30", stdout=subprocess.PIPE)
    hit = t.hit("mq", "reply", "q", "--state", t.path("state"), "-n", "1", "-t", "30", "--", "tr", "a-z", "A-Z")
    if calling.poll() is None:
        t.beside("mq", "reply", "q", "--state", t.path("state"), "-q", "-t", "30", "--", "tr", "a-z", "A-Z")
    answer = t.world.ends(calling)
    told = t.cmd_may_fail and b"its caller was told" in hit.err and answer.status != 0
    t.expect(answer.out == b"HELLO" or told, "the caller is not answered")


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
