"""Paths of the storm volume: messages, each of which comes once and in its turn, to who follows; and what is watched."""
import os
import time

import ipc
from volume_flow import WARM, Wrong, path
from volume_streams import RETRY

KEY = 0x766F6C


def cut(flow):
    return "--null" if flow.path.separator == b"\0" else "--lines"


def queue(flow, name="q"):
    """Makes a POSIX queue; tells whether it is empty."""
    ipc.MessageQueue(name, most=flow.rng.choice([1, 10, 10]), size=max(64, flow.path.most)).close()

    def is_empty():
        with ipc.MessageQueue(name) as made:
            return made.count() == 0
    return is_empty


def through_mq(flow):
    empty = queue(flow)
    flow.tool("mq", "send", "q", cut(flow), stdin=flow.source())
    flow.tool("mq", "recv", "q", "--follow", cut(flow), stdout=flow.sink(), until=empty)


@path(most=64)
def mq(flow):
    through_mq(flow)


@path(most=8000, separator=b"\0")
def mq_long_messages(flow):
    through_mq(flow)


def handed_on(flow, taken, given):
    """From a queue to another one, in a form that is made for it."""
    empty, other_is_empty = queue(flow, "q"), queue(flow, "r")
    read, write = flow.joint()
    flow.tool("mq", "send", "q", cut(flow), stdin=flow.source())
    flow.tool("mq", "recv", "q", "--follow", *taken, stdout=write, until=empty)
    flow.tool("mq", "send", "r", *given, stdin=read)
    flow.tool("mq", "recv", "r", "--follow", cut(flow), stdout=flow.sink(), until=other_is_empty)


@path(most=100)
def mq_framed(flow):
    handed_on(flow, ["--framed"], ["--framed"])


@path(most=100)
def mq_ndjson(flow):
    handed_on(flow, ["--format", "ndjson"], ["--from", "ndjson"])


@path(most=100)
def mq_hex(flow):
    handed_on(flow, ["--as", "hex", "--lines"], ["--from", "hex", "--lines"])


@path(most=100)
def sysv_msg(flow):
    made = ipc.SysvQueue(KEY)
    flow.tool("sysv", "msg", "send", hex(KEY), cut(flow), stdin=flow.source())
    words = ("sysv", "msg", "recv", hex(KEY), "--follow", cut(flow))
    flow.tool(*words, stdout=flow.sink(), until=lambda: made.count() == 0)


@path(most=100)
def sock_datagrams(flow):
    """What was sent is written, whenever the receiver is ended."""
    flow.tool("sock", "send", "s", cut(flow), *RETRY, stdin=flow.source())
    flow.tool("sock", "recv", "s", "--follow", cut(flow), stdout=flow.sink(), until=lambda: True)


@path(most=100_000, separator=b"\0")
def sock_packets(flow):
    """A connection, whose end the receiver is told of."""
    flow.tool("sock", "send", "s", cut(flow), *RETRY, stdin=flow.source())
    flow.tool("sock", "recv", "s", "--type", "seqpacket", "--follow", cut(flow), stdout=flow.sink())


@path(most=1000)
def sock_proxy_datagrams(flow):
    flow.tool("sock", "send", "s", cut(flow), *RETRY, stdin=flow.source())
    flow.tool("sock", "proxy", "s", "server", "--type", "dgram", "--silent", *RETRY, until=lambda: True)
    flow.tool("sock", "recv", "server", "--follow", cut(flow), stdout=flow.sink(), until=lambda: True)


@path(most=1000)
def sock_proxy_packets(flow):
    flow.tool("sock", "send", "s", cut(flow), *RETRY, stdin=flow.source())
    flow.tool("sock", "proxy", "s", "server", "--type", "seqpacket", "--once", "--as", "none", *RETRY)
    flow.tool("sock", "recv", "server", "--type", "seqpacket", "--follow", cut(flow), stdout=flow.sink())


@path(most=1)
def watching(flow):
    """A number that grows: each look shows a larger one than the last, and the end is seen. Beside that, a list of all there is."""
    with open("/dev/shm/number", "wb+", buffering=0) as number, open("seen", "wb+", buffering=0) as seen:
        number.write(bytes(8))
        words = ("shm", "read", "number", "--watch=1ms", "--layout", "n:u64", "--field", "n")
        flow.tool(*words, stdout=os.dup(seen.fileno()), until=lambda: last(seen) == value)
        flow.tool("ls", "--watch=100ms", "--format", "ndjson", until=lambda: True)
        flow.world.settles(lambda: last(seen) is not None)
        begun, value, looked = time.monotonic(), 0, False
        while time.monotonic() < begun + flow.seconds:
            value += 1
            os.pwrite(number.fileno(), value.to_bytes(8, "little"), 0)
            if not looked and time.monotonic() > begun + max(WARM, flow.seconds / 10):
                looked = True
                flow.sample()
            # As often as anybody may look.
            time.sleep(0.001)
        flow.go()
        seen.seek(0)
        numbers = list(map(int, seen.read().split()))
        if numbers != sorted(set(numbers)):
            raise Wrong("a number is shown again, or an older one")
        return len(numbers)


def last(file):
    """The number on the last whole line of a file; None where there is none."""
    lines = os.pread(file.fileno(), 100, max(0, os.fstat(file.fileno()).st_size - 100)).split(b"\n")
    return int(lines[-2]) if len(lines) > 1 else None
