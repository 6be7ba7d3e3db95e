"""Paths of the storm volume: shared memory beyond what 32 bits count, and files."""
import os
import pathlib
import subprocess
import time

import machine
from volume_flow import Wrong, path
from volume_streams import RETRY

MIB, GIB = 1 << 20, 1 << 30
LARGEST = 16 * GIB
# What stays free of the memory that there is.
SPARED = 5 * GIB
# Where what is counted in 31 or 32 bits comes to its end; other parts are behind that.
PLACES = [(1 << 31) - 5, (1 << 32) - 4097]
STRETCH = 64 * MIB


def room():
    """Bytes that an object may have, for which /dev/shm is enlarged."""
    with open("/proc/meminfo", encoding="ascii") as file:
        left = next(int(line.split()[1]) * 1024 for line in file if line.startswith("MemAvailable")) - SPARED
    # The control group of this process may have less than the machine.
    for names in (("memory.max", "memory.current"), ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes")):
        try:
            limit, used = (int(pathlib.Path("/sys/fs/cgroup", name).read_text("ascii")) for name in names)
            left = min(left, limit - used - SPARED)
        except (OSError, ValueError):
            continue
    machine.mount(None, "/dev/shm", None, machine.MS_REMOUNT, f"size={max(left, 256 * MIB)}")
    return max(MIB, min(left, LARGEST))


@path()
def shm_object(flow):
    """All of an object of 16 GiB, or what memory and time allow, is written and read."""
    flow.tool("shm", "write", "large", "--create", stdin=flow.source(count=room(), seconds=flow.seconds / 3))
    size = flow.go()
    if os.stat("/dev/shm/large").st_size != size:
        raise Wrong(f"it is not {size} bytes long")
    flow.tool("shm", "read", "large", stdout=flow.sink(count=size))
    return size + flow.go()


def parts(flow, group, name, size, look):
    """Parts of an object that are written and read back, each in a stretch of its own, until the time is over."""
    end, moved = time.monotonic() + flow.seconds, 0
    stretches = list(range(4 * GIB // STRETCH + 1, size // STRETCH))
    flow.rng.shuffle(stretches)
    for offset in PLACES + [number * STRETCH + 4096 + flow.rng.randrange(16 * MIB) for number in stretches]:
        length = flow.rng.choice([1, 4096, MIB + 1, 32 * MIB])
        place = ("--offset", str(offset))
        flow.tool(*group, "write", name, *place, stdin=flow.source(start=offset, count=length))
        moved += flow.go()
        flow.tool(*group, "read", name, *place, "--length", str(length), stdout=flow.sink(start=offset, count=length))
        moved += flow.go()
        look(offset, length)
        if time.monotonic() > end and offset not in PLACES:
            break
    return moved


@path()
def shm_far_offsets(flow):
    """Parts of an object of 16 GiB, of which the rest is a hole, around and beyond four."""
    with open("/dev/shm/far", "wb") as file:
        file.truncate(LARGEST)
    room()
    with open("/dev/shm/far", "rb") as file:
        def around(offset, length):
            edges = os.pread(file.fileno(), 64, offset - 64) + os.pread(file.fileno(), 64, offset + length)
            if edges != bytes(128):
                raise Wrong(f"'shm write --offset {offset}' of {length} bytes has written beside them: {edges.hex()}")

        flow.tool("shm", "read", "far", "--length", str(5 * GIB), stdout=flow.sink(count=5 * GIB, zeros=True))
        moved = flow.go() + parts(flow, ["shm"], "far", LARGEST, around)
        single_words(flow, file)
    return moved


def single_words(flow, file):
    """What else goes by offset."""
    for offset in (8 * GIB + 8, LARGEST - 8):
        flow.run("shm", "atomic", "far", str(offset), "add", "7", "--type", "u64")
        flow.run("shm", "write", "far", "--offset", str(offset - 8), "--layout", "a:u64", "a=9")
        found = os.pread(file.fileno(), 16, offset - 8)
        if found != (9).to_bytes(8, "little") + (7).to_bytes(8, "little"):
            raise Wrong(f"'shm atomic' and 'shm write --layout' at {offset} have written {found.hex()}")
        told = flow.run("shm", "dump", "far", "--offset", str(offset - 8), "--length", "16").split()
        if int(told[0], 16) != offset - 8 or bytes.fromhex(b"".join(told[1:17]).decode()) != found:
            raise Wrong(f"'shm dump' tells of {offset}: {told}")
    flow.run("shm", "resize", "far", str(LARGEST + MIB))
    if os.fstat(file.fileno()).st_size != LARGEST + MIB:
        raise Wrong("'shm resize' has made it another size")


@path()
def sysv_shm(flow):
    """Parts of a segment of 6 GiB, of which little is in memory."""
    flow.run("sysv", "shm", "create", "0x766f", "--size", "6G")
    return parts(flow, ["sysv", "shm"], "0x766f", 6 * GIB, lambda offset, length: None)


WAYS = [
    [["pipe", "meter"]],
    [["fifo", "write", "f"], ["fifo", "read", "f"]],
    [["sock", "connect", "s", *RETRY], ["sock", "listen", "s", "--once"]],
    [["shm", "push", "ring"], ["shm", "pull", "ring"]],
    [["shm", "write", "object", "--create", "--truncate"]],
]


@path()
def from_file_to_file(flow):
    """The ends are regular files, which the kernel copies otherwise than pipes."""
    size, moved, end = 100 * MIB, 0, time.monotonic() + flow.seconds
    with open("from", "wb") as file:
        flow.run(*flow.writing(count=size)[1:], command=[flow.stream], stdout=file)
    os.mkfifo("f")
    number = 0
    while number < len(WAYS) or time.monotonic() < end:
        way = WAYS[number % len(WAYS)]
        number += 1
        kind = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | flow.rng.choice([0, os.O_APPEND])
        outputs = [subprocess.DEVNULL] * (len(way) - 1) + [os.open("to", kind, 0o600)]
        inputs = [os.open("from", os.O_RDONLY)] + [subprocess.DEVNULL] * (len(way) - 1)
        for words, stdin, stdout in zip(way, inputs, outputs):
            flow.tool(*words, stdin=stdin, stdout=stdout)
        flow.go()
        if "object" in way[0]:
            flow.tool("shm", "read", "object", stdout=os.open("to", kind, 0o600))
            flow.go()
        came = int(flow.good(flow.world.ends(flow.reader(os.open("to", os.O_RDONLY))), "what came").out)
        if came != size:
            raise Wrong(f"of {size} {came} came, by {way}")
        moved += came
    return moved
