"""Command lines with hostile words out of the grammar of all commands, in one batch and as processes of their own

A try is a block of lines, which goes through one long batch; of each hundred one is run as a process too, as long as these take no more than
a quarter of the time, or as many as --alone says. No line has a status outside of the table, that of a bug or a trace; none ends the batch
or holds it up; and at the end the batch has the descriptors and threads that it had when it was warm, and not much more memory.
"""
import json
import collections
import os
import resource
import select
import shutil
import subprocess
import threading
import time

import grammar
import stacks
from machine import FORBIDDEN

SHORT = 40
PARALLEL = True
OWN_USER = True
BLOCK = 1000
# So that a block does not take minutes on a busy host; those of a seed begin alike.
SHORT_BLOCK = 250
EVERY = 100
# The part of the time that processes have.
ALONE = 0.25
# So that ipcctl has a heap of 64 MiB, which what is kept for ever would fill.
ADDRESS_SPACE = 6 << 30
WARM = 20
# The heap, which is used up to its limit by and by, and what the compiler takes for a while.
GROWTH = 128 << 20
# Descriptors that rare lines have set aside once and for all.
ONCE = 4
# A benchmark gives each of its processes 30 s to start and 10 s for each step, and on a busy host some take as long.
PATIENCE = 150
FORBIDDEN_TEXT = [word.decode() for word in FORBIDDEN]


class Batch:
    """A batch that lines are written to and rows are read from."""

    def __init__(self, world):
        self.world = world
        read, write = os.pipe()
        self.errors = open(os.path.join(world.place, "errors"), "w+b")
        self.process = world.start("batch", "-k", "--format", "ndjson", "--columns", "line,exit_code,error", stdin=read, stdout=subprocess.PIPE, stderr=self.errors,
                                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE)))
        os.close(read)
        self.lines = write
        self.rest = b""
        self.warm = None
        self.blocks = self.number = self.heard = 0

    def rows(self, lines):
        """(status, error) of each of the lines, in their order; fewer where it hangs or ends."""
        writer = threading.Thread(target=self.write, args=(b"".join(line + b"\n" for line in lines),), daemon=True)
        writer.start()
        rows = []
        while len(rows) < len(lines):
            ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
            block = os.read(self.process.stdout.fileno(), 1 << 20) if ready else b""
            if not block:
                break
            *whole, self.rest = (self.rest + block).split(b"\n")
            for row in map(json.loads, whole):
                self.number += 1
                if row["line"] != self.number:
                    self.world.fail(f"line {self.number} is told as line {row['line']}")
                rows.append((row["exit_code"], row["error"] or ""))
        self.blocks += 1
        return rows

    def write(self, data):
        try:
            while data:
                data = data[os.write(self.lines, data[:1 << 16]):]
        except OSError:
            pass

    def said(self):
        """What it has written to standard error since this was asked last: not its lines, whose errors are in their rows."""
        text = os.pread(self.errors.fileno(), 4000, self.heard)
        self.heard += len(text)
        return text.decode(errors="replace")

    def doing(self):
        """What its threads are doing, and what else there is of processes: for a hang."""
        return "\n  ".join([stacks.of(self.process.pid), *(f"{pid}: {words}" for pid, words in self.world.strangers().items())])

    def close(self):
        self.world.kill_group(self.process)
        self.process.wait()
        self.process.stdout.close()
        self.world.started.remove(self.process)
        os.close(self.lines)
        said = self.said()
        self.errors.close()
        return said


def furnish(world):
    """What the lines find: files of each kind in the scratch directory."""
    os.makedirs("directory", exist_ok=True)
    with open("file", "w", encoding="ascii") as file:
        file.write("struct S { int a; char b[4]; };\n")
    for name, target in (("link", "file"), ("loop", "loop")):
        if not os.path.lexists(name):
            os.symlink(target, name)
    if not os.path.exists("fifo"):
        os.mkfifo("fifo")


def statuses(table, words):
    """Those that this line may end with: of the table, of a signal that it is told to send, and what -E asks for."""
    if any(word.startswith(("-E", "--c")) for word in words):
        return range(256)
    return {int(status) for status in table if status.isdigit()} - {70}


def judge(world, table, words, status, error, how):
    at = next((error.index(word) for word in FORBIDDEN_TEXT if word in error), -1)
    if status not in statuses(table, words) or at >= 0 and not any("xception" in word for word in words):
        # With --verbose there may be much before it.
        world.fail(f"{how}, status {status}: {b' '.join(map(grammar.quoted, words)).decode(errors='surrogateescape')}\n  {error[max(0, at - 500):][:1500]}")


def listen(world, said):
    if any(word in said for word in FORBIDDEN_TEXT):
        world.fail(f"the batch said: {said}")


def clean(world):
    for thing in sorted(world.objects(), reverse=True):
        world.remove(thing)


def storm(world):
    if not world.isolated:
        world.skip("its lines would be of the whole host; it takes name spaces, as root or as a user who may make them")
    known = grammar.of_installed(world.tool)
    # No word of a line is a program, but for the one that is meant.
    empty = os.path.join(world.place, "empty")
    os.mkdir(empty)
    world.environment |= {"JAVA_HOME": os.environ.get("JAVA_HOME") or os.path.dirname(os.path.dirname(os.path.realpath(shutil.which("java")))), "PATH": empty}
    furnish(world)
    lines = grammar.Lines(known)
    batch, alone = None, 0.0
    count = processes = 0
    for _, rng in world.tries():
        furnish(world)
        batch = batch or Batch(world)
        block = [lines.line(rng) for _ in range(SHORT_BLOCK if world.short else BLOCK)]
        written = [b" ".join(map(grammar.quoted, words)) for words in block]
        rows = batch.rows(written)
        count += len(rows)
        for words, (status, error) in zip(block, rows):
            judge(world, known["statuses"], words, status, error, "in the batch")
        listen(world, batch.said())
        if len(rows) < len(block):
            ended = batch.process.poll()
            what = f"hangs\n  {batch.doing()}\nat" if ended is None else f"ended with {ended} at"
            world.fail(f"the batch {what} its line {batch.number + 1}: {written[len(rows)].decode(errors='surrogateescape')}\n  {batch.close()}")
            batch = None
        else:
            compare(world, batch)
        begun = time.monotonic()
        for words in block[::world.alone or EVERY]:
            if not world.alone and alone > (time.monotonic() - world.begun) * ALONE:
                break
            processes += run_alone(world, known["statuses"], words)
        alone += time.monotonic() - begun
        clean(world)
        # A try is a block to repeat, and a line to count.
        world.tried = count + processes - 1
    if batch:
        listen(world, batch.close())
    world.note("lines", f"{count} in a batch, of these {processes} as processes too")


def run_alone(world, table, words):
    """How many processes that was."""
    # A batch of its own waits for who writes its file, where that is a FIFO, and has no time for that.
    if words[0] == "batch":
        return 0
    ended = world.run(*(os.fsencode(word) for word in words))
    if ended.status is not None:
        judge(world, table, words, ended.status, ended.err.decode(errors="replace"), "as a process")
    return 1


def compare(world, batch):
    leads, threads, memory = world.usage(batch.process.pid)
    # Jars stay open that a class was loaded from late, and what is set aside for the report of a failure is there or,
    # behind one, is not.
    descriptors = [lead for lead in leads if not lead.endswith(".jar") and lead != "/dev/null"]
    if batch.blocks == WARM:
        batch.warm = descriptors, threads, memory
    elif batch.warm and (len(descriptors) > len(batch.warm[0]) + ONCE or threads > batch.warm[1] + 2 or memory > batch.warm[2] + GROWTH):
        world.fail(f"after {batch.number} lines the batch has {len(descriptors)} descriptors, {threads} threads and {memory >> 20} MiB; after {WARM * BLOCK} it had "
                   f"{len(batch.warm[0])}, {batch.warm[1]} and {batch.warm[2] >> 20}; other than then: "
                   + ", ".join(sorted((collections.Counter(descriptors) - collections.Counter(batch.warm[0])).elements())))
        batch.warm = descriptors, threads, memory
