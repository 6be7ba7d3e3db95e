"""Paths of the storm volume: streams of bytes."""
import fcntl
import json
import os
import struct
import subprocess
import termios

from volume_flow import Wrong, path

RETRY = ("--retry", "30s")


@path()
def fifo(flow):
    os.mkfifo("f")
    flow.tool("fifo", "write", "f", stdin=flow.source())
    flow.tool("fifo", "read", "f", stdout=flow.sink())


def fifo_is_empty():
    """Whether nothing is in it, which a moment as its reader tells."""
    fd = os.open("f", os.O_RDONLY | os.O_NONBLOCK)
    try:
        return struct.unpack("i", fcntl.ioctl(fd, termios.FIONREAD, bytes(4)))[0] == 0
    finally:
        os.close(fd)


@path(most=200)
def fifo_lines(flow):
    """Each in one write, and a reader that outlives its writer."""
    os.mkfifo("f")
    flow.tool("fifo", "write", "f", "--lines", stdin=flow.source())
    flow.tool("fifo", "read", "f", "--keep-open", stdout=flow.sink(), until=fifo_is_empty)


@path()
def pipe_meter(flow):
    flow.tool("pipe", "meter", stdin=flow.source(), stdout=flow.sink())


@path(most=100)
def pipe_meter_lines(flow):
    """Counts as many as there are."""
    meter = flow.tool("pipe", "meter", "--lines", "--stats", stdin=flow.source(), stdout=flow.sink())
    moved = flow.go()
    counted = json.loads(meter.said)["lines"]
    if counted != moved:
        raise Wrong(f"{counted} lines are counted of {moved}")
    return moved


@path()
def pipe_demo_exec(flow):
    """The source is its CMD, which has its standard input and error."""
    words = ("pipe-demo", "exec", "--", *flow.writing())
    flow.sources["there"] = flow.tool(*words, stdin=subprocess.PIPE, stdout=flow.sink()).process


def both_ways(flow, *kind):
    flow.tool("sock", "listen", "s", "--once", *kind, stdin=flow.source("back"), stdout=flow.sink("there"))
    flow.tool("sock", "connect", "s", *RETRY, stdin=flow.source("there"), stdout=flow.sink("back"))


@path()
def sock_stream(flow):
    """Both ways at once."""
    both_ways(flow)


@path()
def sock_seqpacket(flow):
    both_ways(flow, "--type", "seqpacket")


@path()
def sock_dgram(flow):
    """Nobody tells the receiver of the end."""
    flow.tool("sock", "connect", "s", "--type", "dgram", *RETRY, stdin=flow.source())
    flow.tool("sock", "listen", "s", "--type", "dgram", stdout=flow.sink(), until=lambda: True)


@path()
def sock_listen_cmd(flow):
    """A CMD that sends back whatever comes."""
    flow.tool("sock", "listen", "s", "--once", "--", "cat")
    flow.tool("sock", "connect", "s", *RETRY, stdin=flow.source(), stdout=flow.sink())


def between(flow, *shown):
    flow.tool("sock", "listen", "server", "--once", stdin=flow.source("back"), stdout=flow.sink("there"))
    flow.tool("sock", "proxy", "s", "server", "--once", *RETRY, *shown)
    flow.tool("sock", "connect", "s", *RETRY, stdin=flow.source("there"), stdout=flow.sink("back"))


@path()
def sock_proxy_silent(flow):
    between(flow, "--silent")


@path()
def sock_proxy(flow):
    """Which tells of each piece, of some also the bytes."""
    between(flow, *flow.rng.choice([("--as", "none"), ("--length", "64"), ("--format", "ndjson", "--as", "none")]))


@path()
def shm_push_and_pull(flow):
    size = ("--size", flow.rng.choice(["4K", "64K", "1M", "8M"]))
    flow.tool("shm", "push", "ring", *size, stdin=flow.source())
    flow.tool("shm", "pull", "ring", *size, stdout=flow.sink())
