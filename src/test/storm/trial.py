"""A scenario's hands: what is there before, the command that is disturbed, and what may be there afterwards.

The storm kill disturbs it by a signal, the storm exhaustion by a shortage or a system call that fails: each has a class
of its own for that.
"""
import collections
import os
import signal
import subprocess
import threading
import time
import traceback

import stacks
from machine import BOUND, Ended

# How the command ended: its status and output; whether all was done that was asked; whether it was ended by SIGKILL, or
# before its time in whatever way; whether what it had taken from somewhere may be lost; and when.
Hit = collections.namedtuple("Hit", "status out err done killed stopped lossy at")


class Try:
    """What a scenario has in its hands."""
    # The signal, if it is one that disturbs it.
    sent = None
    # Whether a CMD may fail that a signal would not have fail.
    cmd_may_fail = False

    def __init__(self, world, rng, name):
        self.world, self.rng, self.name = world, rng, name
        self.allowed, self.closing, self.threads, self.hits = set(), [], [], []
        self.over = False

    def told(self, *_):
        """Whether a call of the command fails with one of these errors, though what they say is not so."""
        return False

    def attempt(self, scenario):
        try:
            scenario(self)
        except Exception as failure:  # pylint: disable=broad-except
            self.fail(f"the scenario itself failed: {type(failure).__name__} {failure} {traceback.format_exc()[-600:]}")
        finally:
            self.finish()
            self.world.clear()

    # --- before

    def allow(self, *things):
        """Objects and files that may be there at the end, as World.objects() names them."""
        self.allowed.update(things)

    def allow_after_kill(self, *things):
        """What nobody can take away once a process was ended by SIGKILL."""
        if self.sent == signal.SIGKILL:
            self.allow(*things)

    def path(self, name, data=None):
        """A path in the scratch directory, and a file there where it has data."""
        path = os.path.join(self.world.directory, name)
        if data is not None:
            with open(path, "wb") as file:
                file.write(data)
            self.allow("file:" + name)
        return path

    def close_at_end(self, thing):
        self.closing.append(thing)
        return thing

    def beside(self, *words, command=None, **streams):
        """Another process, which is ended when the try is over."""
        return self.world.start(*words, command=command, **streams)

    def thread(self, work):
        """Runs work beside it, no longer than the try; what it stumbles over because that was ended is nothing."""
        def run():
            try:
                work()
            except OSError:
                pass
        thread = threading.Thread(target=run, daemon=True)
        self.threads.append(thread)
        thread.start()
        return thread

    def connects(self, own, name):
        """Whether the command comes to listen there; who waited on when it has ended would be one of the next try's."""
        return self.world.settles(lambda: self.hits or own.connect_ex(self.path(name)) == 0, 20) and not self.hits

    def accepts(self, server, only_the_command=False):
        """
        The next connection, which comes before the try is over, or the command if nobody else connects. Nothing but a
        time limit ends accept(2).
        """
        while True:
            try:
                return server.accept()[0]
            except TimeoutError:
                if self.over or only_the_command and self.hits:
                    raise

    # --- the command

    def hit(self, *words, input=b"", stdin=None, stdout=subprocess.PIPE, statuses=(0,), pass_fds=()):
        """Runs ipcctl with these words and disturbs it; undisturbed it ends with one of the statuses. A Hit."""
        raise NotImplementedError

    def input(self, data):
        path = os.path.join(self.world.place, "input")
        with open(path, "wb") as file:
            file.write(data)
        return os.open(path, os.O_RDONLY)

    def ended(self, words, process, reader):
        """What came of it, and when, once it has ended."""
        try:
            process.wait(BOUND)
        except subprocess.TimeoutExpired:
            self.fail(f"{self.world.shown(words)} does not end within {BOUND:.0f} s: {stacks.of(process.pid)}")
            self.world.kill_group(process)
            process.wait()
        at = time.monotonic()
        out, err = reader.whole()
        if process in self.world.started:
            self.world.started.remove(process)
        return Ended(process.returncode if process.returncode >= 0 else 128 - process.returncode, out, err), at

    # --- afterwards

    def run(self, *words, statuses=(0,), **more):
        """Another command, which has to go well."""
        ended = self.world.run(*words, **more)
        self.world.check(ended, *statuses, what=f"{self.name}, afterwards: {self.world.shown(words)}")
        return ended

    def expect(self, is_so, what):
        if not is_so:
            self.fail(what)

    def how(self):
        return "undisturbed"

    def fail(self, what):
        how = "; ".join(f"status {hit.status}, stderr {hit.err.decode(errors='replace')[:500]!r}" for hit in self.hits)
        self.world.fail(f"{self.name}, {self.how()}: {what} ({how})")

    def finish(self):
        """Nothing is left but what may be."""
        self.over = True
        for process in list(self.world.started):
            self.world.kill_group(process)
            process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream:
                    stream.close()
            self.world.started.remove(process)
        for thread in self.threads:
            thread.join(25)
        if any(thread.is_alive() for thread in self.threads):
            self.fail("what runs beside the command does not end")
        for thing in self.closing:
            thing.close()
        if not self.world.settles(lambda: not self.world.strangers(), 20):
            self.fail(f"left running: {self.world.strangers()}")
        within = tuple(place for place in self.allowed if place.endswith("/"))
        left = {thing for thing in self.world.objects() - self.allowed if not thing.startswith(within)}
        if left:
            self.fail(f"left behind: {sorted(left)}")


class Output:
    """Reads what a process writes, so that it never waits for us; what it left behind may have the pipe still."""

    def __init__(self, process):
        self.process, self.parts = process, {}
        self.threads = []
        for name in ("stdout", "stderr"):
            stream = getattr(process, name)
            self.parts[name] = bytearray()
            if stream:
                thread = threading.Thread(target=self.read, args=(stream, self.parts[name]), daemon=True)
                thread.start()
                self.threads.append(thread)

    @staticmethod
    def read(stream, into):
        while block := os.read(stream.fileno(), 1 << 16):
            into += block
        stream.close()

    def whole(self):
        for thread in self.threads:
            thread.join(10)
        return bytes(self.parts["stdout"]), bytes(self.parts["stderr"])
