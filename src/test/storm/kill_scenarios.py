"""What the scenarios of the storm kill have in common, whose table is in the files kill_*.py: for each command that writes, waits or holds, what is
there before, the line, and what must hold afterwards.

A scenario is a function named as its command, with _ for a space, and perhaps __ and what is special about it. It is handed a Try: t.hit()
runs the line and disturbs it, and what hit.done, hit.stopped (before its time), hit.killed (by SIGKILL) and hit.lossy say decides what may be.
The storm exhaustion takes the same.
"""
import os

MESSAGES = [b"one", b"two\xff\x00", b"three" * 20, b"", b"five"]
LINES = [b"line %d" % number for number in range(8)]
SCENARIOS = []
WAIT = "0.25"


def scenario(function):
    command, _, special = function.__name__.partition("__")
    SCENARIOS.append((command.replace("_", " ").replace(" fd", "-fd").replace("pipe demo", "pipe-demo") + (f" ({special.replace('_', ' ')})" if special else ""), function))
    return function


def lines(out):
    return out.split(b"\n")[:-1]


def piped(data):
    """The reading end of a pipe that has this in it and no writer."""
    read, write = os.pipe()
    os.write(write, data)
    os.close(write)
    return read


def rest_of(read):
    """All that is left in it; it is closed."""
    rest = b""
    while block := os.read(read, 1 << 16):
        rest += block
    os.close(read)
    return rest


def streams(t, hit, taken, left, everything, what):
    """What was taken from its source is delivered: by a signal that can be caught nothing is lost, and by SIGKILL there is no gap but at the end of what came."""
    in_order(t, taken, left, everything, what)
    if not hit.lossy:
        t.expect(len(taken) + len(left) == len(everything), f"{what}: {len(taken)} came, {len(left)} are left of {len(everything)}")
    t.expect(len(taken) + len(left) <= len(everything), f"{what}: something came twice: {taken!r} and {left!r}")


def spares(t, hit, taken, left, everything, what):
    """What was not delivered is still in its source, whatever happens; what was is not there, unless SIGKILL came in between."""
    in_order(t, taken, left, everything, what)
    t.expect(len(taken) + len(left) >= len(everything), f"{what}: lost is what is neither in {taken!r} nor in {left!r}")
    if not hit.killed:
        t.expect(len(taken) + len(left) <= len(everything), f"{what}: something came twice: {taken!r} and {left!r}")


def in_order(t, taken, left, everything, what):
    t.expect(taken == everything[:len(taken)], f"{what}: what came is no prefix: {taken!r}")
    t.expect(left == everything[len(everything) - len(left):], f"{what}: what is left is no end of it: {left!r}")


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
    left = [os.path.join(path, name) for path, _, names in os.walk(state) for name in names]
    if t.cmd_may_fail:
        aside = [path for path in left if path.endswith(".message")]
        left = [path for path in left if os.path.splitext(path)[0] + ".message" not in aside]
        for path in aside:
            with open(path, "rb") as message:
                worked.append(message.read())
    t.expect(set(worked) == set(LINES), f"worked on {worked}")
    t.expect(not left, f"left of the claims: {left}")
