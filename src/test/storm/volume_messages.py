"""Paths of the storm volume: messages, each of which comes once and in its turn, to a receiver that follows."""
import ipc
from volume_flow import path
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
    flow.tool("sysv", "msg", "recv", hex(KEY), "--follow", cut(flow), stdout=flow.sink(), until=lambda: made.count() == 0)


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
