"""What the paths of the storm volume have in common, whose table is in the files volume_*.py: for each way that bytes or messages
go through ipcctl, the line that has them go, between who makes them and who knows each of them.

A path is a function named as it is told, with _ for a space. It is handed a Flow: flow.source("there") is a descriptor that a
stream comes from, flow.sink("there") one that all of it has to go to, and flow.tool(...) starts ipcctl between them. What a stream
is, is said with the path: bytes, or messages of up to MOST bytes. The sources go on for the time that the path has, and say how much
there was. A path that moves what it moves by itself returns how much that was.
"""
import collections
import os
import select
import socket
import subprocess
import time

from machine import BOUND

Path = collections.namedtuple("Path", "name function most separator")
PATHS = []
# What ipcctl may have more at the end than when a tenth of the time was over.
GROWTH = 64 << 20
# How long it has gone on by then at least, in seconds: the compilers have seen what goes on.
WARM = 4
# Descriptors for what comes to pass later, once and for all.
ONCE = 2
# Bytes or messages a second that come at least where others have most of the machine: less is a wait that nobody sees.
SLOWEST, FEWEST = 16 << 20, 200
# Compilers and collectors of a JVM have more threads when they have more to do.
THREADS = 3


def path(most=0, separator=b"\n"):
    """Registers a path, of bytes, or of messages of up to {most} bytes."""
    def register(function):
        PATHS.append(Path(function.__name__.replace("_", " "), function, most, separator))
        return function
    return register


class Wrong(Exception):
    """What a path cannot go on with; empty where it is told already."""


class Tool:
    """An ipcctl in a flow."""

    def __init__(self, process, name, until):
        self.process, self.name, self.until = process, name, until
        self.samples, self.said = [], b""

    def sample(self, world):
        try:
            leads, threads, memory = world.usage(self.process.pid)
            # A class that is loaded late opens the jar that it is in.
            self.samples.append(([lead for lead in leads if not lead.endswith(".jar")], threads, memory))
        except OSError:
            pass


class Flow:
    """A path for the time that it has."""

    def __init__(self, world, rng, path, seconds, stream):
        self.world, self.rng, self.path, self.seconds, self.stream = world, rng, path, seconds, stream
        self.seed = rng.getrandbits(60)
        self.sources, self.sinks, self.tools = {}, {}, []
        self.memory, self.sent = {}, {}

    # --- what a path is made of

    def joint(self):
        """The two ends of a pipe or of a socket, to read from and to write to; each is given to one process."""
        if self.rng.random() < 0.7:
            return os.pipe()
        read, write = socket.socketpair()
        return read.detach(), write.detach()

    def words(self, label, start):
        """What the program needs to know of a stream."""
        most, separator = self.path.most, self.path.separator
        cut = (["-l", str(most)] if most else []) + (["-0"] if separator == b"\0" else [])
        return [str(self.seed + sum(label.encode())), "-f", str(start), *cut]

    def writing(self, label="there", start=0, count=None, seconds=None):
        """The line that makes a stream until the time is over, or so much of it, and ends it when its standard input ends."""
        much = ["-n", str(count), "-t", str(seconds or 0)] if count else ["-t", str(self.seconds)]
        return [self.stream, "write", *self.words(label, start), *much, "-b", str(self.rng.choice([0, 4096, 1 << 16, 1 << 20]))]

    def source(self, label="there", start=0, count=None, seconds=None):
        """Where the stream comes from, from its beginning or a later place on."""
        read, write = self.joint()
        self.sources[label] = self.started(self.writing(label, start, count, seconds), stdin=subprocess.PIPE, stdout=write)
        return read

    def sink(self, label="there", start=0, count=None, zeros=False):
        """Where it is to arrive, or zeros are; as many as its source says, or as are told here."""
        read, write = self.joint()
        self.sinks[label] = self.reader(read, label, start, zeros), count
        return write

    def reader(self, fd, label="there", start=0, zeros=False):
        line = [self.stream, "zeros" if zeros else "read", *self.words(label, start)]
        return self.started(line, stdin=fd, stdout=subprocess.PIPE)

    def tool(self, *words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, until=None):
        """Starts ipcctl. Its tools end in their order, each with 0; one that follows by SIGTERM, once {until} is true."""
        name = " ".join(words[:3 if words[0] == "sysv" else 2])
        twins = sum(tool.name.startswith(name) for tool in self.tools)
        process = self.started([self.world.tool, *words], stdin=stdin, stdout=stdout)
        tool = Tool(process, f"{name} ({twins + 1})" if twins else name, until)
        self.tools.append(tool)
        return tool

    def started(self, command, **streams):
        """A process that has what it is given, alone."""
        process = self.world.start(command=command, stderr=subprocess.PIPE, **streams)
        for stream in streams.values():
            if stream >= 0:
                os.close(stream)
        return process

    def run(self, *words, **more):
        """What ipcctl writes until its end, which must be a good one."""
        return self.good(self.world.run(*words, **more), " ".join(words)).out

    def good(self, ended, what, *statuses):
        if not self.world.check(ended, *(statuses or [0]), what=f"{self.path.name}: {what}"):
            raise Wrong
        return ended

    # --- its time

    def go(self):
        """Has it go on for its time, and looks at what came; how much that was."""
        start = time.monotonic()
        begun = [self.said(source) == "begun" for source in self.sources.values()]
        if begun and all(begun):
            over, _, _ = select.select([source.stderr for source in self.sources.values()], [], [], max(WARM, self.seconds / 10))
            if not over:
                self.sample()
        sent = {label: self.told(source) for label, source in self.sources.items()}
        self.judge_pace(sum(sent.values()), time.monotonic() - start)
        self.sample()
        for label, source in self.sources.items():
            self.good(self.world.ends(source), f"the source '{label}'")
        for tool in self.tools:
            self.end(tool)
        for label, (sink, count) in self.sinks.items():
            sent[label] = sent[label] if count is None else count
            came = int(self.good(self.world.ends(sink), f"what came '{label}'").out)
            if came != sent[label]:
                raise Wrong(f"of {sent[label]} '{label}' {came} came")
        self.judge_growth()
        self.sources, self.sinks, self.tools = {}, {}, []
        return sum(sent.values())

    def end(self, tool):
        if tool.until:
            if not self.world.settles(tool.until):
                raise Wrong(f"{tool.name} leaves something where it was")
            tool.process.terminate()
        if tool.process in self.world.started:
            told = max((count or 0 for _, count in self.sinks.values()), default=0)
            ended = self.world.ends(tool.process, BOUND + told / SLOWEST)
            tool.said = self.good(ended, tool.name, 143 if tool.until else 0).err

    def said(self, source):
        """The next line of a source, which is a number at its end."""
        line = b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([source.stderr], [], [], self.seconds + BOUND)
            byte = os.read(source.stderr.fileno(), 1) if ready else b" does not go on\n"
            line += byte or b" has ended\n"
        said = line.decode(errors="replace").strip()
        if said.isdigit():
            self.sent[source] = int(said)
        elif said != "begun":
            raise Wrong(f"the source says: {said}")
        return said

    def told(self, source):
        """How much a source says that there was."""
        while source not in self.sent:
            self.said(source)
        return self.sent[source]

    def sample(self):
        for tool in self.tools:
            tool.sample(self.world)

    def judge_pace(self, amount, seconds):
        """Whether it went on all the time. A start takes some of it, and the first bytes of it are there before there is a reader."""
        least = FEWEST if self.path.most else SLOWEST
        if amount < least * (seconds - WARM):
            self.world.fail(f"{self.path.name}: {amount:,} in {seconds:.0f} s, and at least {least:,} a second were expected")

    def judge_growth(self):
        """Whether no tool has more at the end than when a tenth was over."""
        for tool in self.tools:
            if len(tool.samples) == 2:
                (leads, threads, memory), (leads_then, threads_then, memory_then) = tool.samples
                self.memory[tool.name] = f"{tool.name} {memory >> 20} to {memory_then >> 20} MiB"
                grown = memory_then > memory + GROWTH or threads_then > threads + THREADS
                if grown or len(leads_then) > len(leads) + ONCE:
                    more = sorted((collections.Counter(leads_then) - collections.Counter(leads)).elements())
                    self.world.fail(f"{self.path.name}: {tool.name} has {len(leads_then)} descriptors, {threads_then} threads and "
                                    f"{memory_then >> 20} MiB at the end, and had {len(leads)}, {threads} and {memory >> 20} "
                                    f"after a tenth of the time; other than then: {', '.join(more)}")

    def abandon(self):
        """Ends what is left of it; what that has said."""
        said = []
        sinks, tools = [sink for sink, _ in self.sinks.values()], [tool.process for tool in self.tools]
        for process in [*sinks, *tools, *self.sources.values()]:
            if process in self.world.started:
                self.world.kill_group(process)
                _, err = process.communicate()
                self.world.started.remove(process)
                said.append((err or b"").decode(errors="replace")[:500])
        return "; ".join(filter(None, said))
