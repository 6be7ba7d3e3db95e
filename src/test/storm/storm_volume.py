"""As much as goes through each way of bytes and of messages: all of it comes, once and in its place, and memory stays as it was

Each try takes the next path of the files volume_*.py, which share the time, so that a longer --duration is more gibibytes; one that
is chosen by --only has all of it. A program in C makes the stream, and another knows each byte of it. When a tenth of the time is
over, and at the end, the storm looks at what ipcctl has: descriptors, threads and memory. The table says how much went through each.
"""
import collections
import os
import shutil
import time

import volume_messages  # noqa: F401, its paths are in PATHS
import volume_objects  # noqa: F401
import volume_streams  # noqa: F401
from volume_flow import PATHS, Flow, Wrong

SHORT = 0
PARALLEL = False
HERE = os.path.dirname(os.path.abspath(__file__))
# What starts and ends take of a path's time, in seconds, and the least that it has beside.
ENDS, LEAST = 3, 2


def compiled(world):
    """The program that makes streams and looks at them."""
    if not shutil.which("cc"):
        world.skip("no C compiler on this machine (Debian: apt install gcc)")
    program = os.path.join(world.place, "stream")
    line = ["cc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-o", program, os.path.join(HERE, "../c/stream.c")]
    ended = world.run(command=line)
    if ended.status != 0:
        raise RuntimeError(ended.err.decode(errors="replace"))
    return program


def shown(amount, unit, seconds):
    if unit == "bytes":
        return f"{amount / (1 << 30):.1f} GiB, {amount / (1 << 20) / seconds:,.0f} MiB/s"
    return f"{amount:,} messages, {amount / seconds:,.0f}/s"


def storm(world):
    if not world.isolated:
        world.skip("it would fill the host's memory; it takes name spaces, as root or as a user who may make them")
    stream = compiled(world)
    amounts, times = collections.Counter(), collections.Counter()
    for number, rng in world.tries():
        turn = number % len(PATHS)
        if number >= len(PATHS) and world.only is None:
            # All have had their share.
            break
        share = world.time_left() / (len(PATHS) - turn if world.only is None else 1)
        path = PATHS[turn]
        flow = Flow(world, rng, path, max(LEAST, share - ENDS), stream)
        begun = time.monotonic()
        try:
            moved = path.function(flow)
            amounts[path.name] += moved if moved is not None else flow.go()
        except Wrong as wrong:
            said = flow.abandon()
            if str(wrong):
                world.fail(f"{path.name}: {wrong}{'; ' + said if said else ''}")
        times[path.name] += time.monotonic() - begun
        moved = shown(amounts[path.name], "messages" if path.most else "bytes", times[path.name])
        world.note(path.name, ", ".join([moved, *flow.memory.values()]))
        world.clear()
    for path in PATHS if world.only is None else []:
        if path.name not in times:
            world.note(path.name, "no time was left for it")
