"""Storms that are programs of their own, and older than the machine: each is run in a world, with as many repetitions as the time allows

What they print at the end says how many there were and how many failed; with their exit status that is their row of the table.
"""
import os
import re
import types

HERE = os.path.dirname(os.path.abspath(__file__))
# name: its words behind {tool} and {tree}, repetitions a second when measured alone, and what tells how many were tried and failed.
SUMMED, LAST = "sum", "last"
SCRIPTS = {
    "batch": ("{n}", 1.0, r"(\d+) rounds, (\d+) failures", LAST),
    "condition": ("{n}", 0.8, r"(\d+) rounds, (\d+) failures", LAST),
    "delivery": ("--ipcctl {tool} --rounds {n} --seed {seed}", 0.012, r"\t()(\d+ of \d+)$", SUMMED),
    "mutex": ("{n} {seed}", 4.0, r"(\d+) kills, \d+ worked, (\d+) failures", LAST),
    "semaphore": ("{n}", 4.0, r"(\d+) kills, (\d+) failures", LAST),
    "shrink": ("-n {n} -c {tool}", 0.05, r": (\d+) of (\d+) failed", SUMMED),
    "signals": ("{tree} {n}", 0.3, r"(\d+) runs, (\d+) failures", LAST),
    "work": ("{tool} --kills {n} --seed {seed} --seconds {seconds}", 0.8, r"(\d+) kills", LAST),
}


def counted(name, text):
    """How many were tried, and how many failed."""
    _, _, pattern, how = SCRIPTS[name]
    found = re.findall(pattern, text, re.M)
    if name == "delivery":
        pairs = [tuple(map(int, right.split(" of "))) for _, right in found]
        return sum(of for _, of in pairs), sum(of - good for good, of in pairs)
    elif how == SUMMED:
        return sum(int(of) for _, of in found), sum(int(failed) for failed, _ in found)
    last = found[-1] if found else ("0",)
    last = (last,) if isinstance(last, str) else last
    return int(last[0]), int(last[1]) if len(last) > 1 else 0


def storm_of(name):
    words, rate, _, _ = SCRIPTS[name]

    def storm(world):
        tool = world.tool
        filled = words.format(n=max(2, int(rate * world.duration)), tool=tool, tree=os.path.dirname(os.path.dirname(tool)), seed=world.seed % (1 << 31), seconds=int(world.duration))
        line = [os.path.join(HERE, name), *filled.split()]
        world.environment["IPCCTL"] = tool
        world.number = None
        ended = world.run(command=line, bound=2 * world.duration + 120)
        text = (ended.out + ended.err).decode(errors="replace")
        world.tried, failed = counted(name, text)
        if ended.status != 0 or failed:
            world.fail(f"'{name} {filled}' ended with {ended.status}:\n{text[-2500:]}", max(1, failed))
    return types.SimpleNamespace(storm=storm, SHORT=0, PARALLEL=False, __doc__=f"the program {name} beside this, as a storm")


def all_scripts():
    return {name: storm_of(name) for name in SCRIPTS}
