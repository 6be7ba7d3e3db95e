"""Signals at random moments of every command that writes, waits or holds: KILL, TERM, INT, HUP, and STOP with CONT

Each try takes the next scenario of the files kill_*.py, and one of the signals. The moment is chosen from the whole life of that command as it
was measured undisturbed, its later part, behind the start of the JVM, more often. Afterwards nothing may be left but what the scenario
allows: no object, no file, no process; and the scenario looks at what its command was to change, which is as it was or done.
"""
import collections
import os
import random
import re
import signal
import subprocess
import threading
import time
import traceback

import grammar
import kill_host  # noqa: F401, its scenarios are in SCENARIOS
import kill_memory  # noqa: F401
import kill_messages  # noqa: F401
import kill_streams  # noqa: F401
from kill_scenarios import SCENARIOS
from machine import BOUND, Ended

SHORT = 50
PARALLEL = True
OWN_USER = True
SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGKILL, signal.SIGINT, signal.SIGHUP, signal.SIGSTOP]
# Of a life, how much is not yet the command's own.
START = 0.4

# Commands that only look.
LOOK = re.compile(r".*\b(ls|stat|peek|get|read|dump|show)|map|holders|limits|doctor|guide|help|completion|pipe-demo .*")

Hit = collections.namedtuple("Hit", "status out err done killed stopped at")


class Try:
    """What a scenario has in its hands."""

    def __init__(self, world, rng, sent, lives, name):
        self.world, self.rng, self.sent, self.lives, self.name = world, rng, sent, lives, name
        self.allowed, self.closing, self.threads, self.hits = set(), [], [], []
        self.over = False

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
        """Runs work beside the command, and no longer than the try; what it stumbles over because that was ended is nothing."""
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
        """Whether the command comes to listen there; who went on to wait when it has ended would be a client of the next try's."""
        return self.world.settles(lambda: self.hits or own.connect_ex(self.path(name)) == 0, 20) and not self.hits

    def accepts(self, server, only_the_command=False):
        """The next connection, which comes before the try is over, or the command if nobody else connects. Nothing but a time limit ends accept(2)."""
        while True:
            try:
                return server.accept()[0]
            except TimeoutError:
                if self.over or only_the_command and self.hits:
                    raise

    # --- the command

    def hit(self, *words, input=b"", stdin=None, stdout=subprocess.PIPE, statuses=(0,), pass_fds=()):
        """Runs ipcctl with these words and sends it the signal at a moment of its life."""
        # A little more than its life, so that some end by themselves, and tell how long that is by now.
        end = self.lives.get(self.name, 0) * 1.15
        moment = self.rng.uniform(0, end) if self.rng.random() < 0.4 else self.rng.uniform(end * START, end)
        source = stdin if stdin is not None else self.input(input)
        begun = time.monotonic()
        process = self.world.start(*words, stdin=source, stdout=stdout, stderr=subprocess.PIPE, pass_fds=pass_fds)
        if stdin is None:
            os.close(source)
        reader = Output(process)
        running = self.sent is not None and self.is_running_at(process, begun + moment)
        if running:
            process.send_signal(self.sent)
            if self.sent == signal.SIGSTOP:
                time.sleep(self.rng.uniform(0, 0.15))
                process.send_signal(signal.SIGCONT)
        hit = self.judge(words, process, reader, running, statuses)
        if not running:
            self.measured(hit.at - begun)
        self.hits.append(hit)
        return hit

    def input(self, data):
        path = os.path.join(self.world.place, "input")
        with open(path, "wb") as file:
            file.write(data)
        return os.open(path, os.O_RDONLY)

    @staticmethod
    def is_running_at(process, moment):
        try:
            process.wait(max(0.0, moment - time.monotonic()))
            return False
        except subprocess.TimeoutExpired:
            return True

    def measured(self, life):
        """The mean of the latest, for a machine is not always as busy."""
        known = self.lives.get(self.name)
        self.lives[self.name] = life if known is None else 0.7 * known + 0.3 * life

    def judge(self, words, process, reader, running, statuses):
        shown = self.world.shown(words)
        try:
            process.wait(BOUND)
        except subprocess.TimeoutExpired:
            self.fail(f"{shown} does not end within {BOUND:.0f} s")
            self.world.kill_group(process)
            process.wait()
        at = time.monotonic()
        out, err = reader.whole()
        status = process.returncode if process.returncode >= 0 else 128 - process.returncode
        by_signal = running and self.sent != signal.SIGSTOP and status == 128 + self.sent
        wanted = (status,) if by_signal else statuses
        self.world.check(Ended(status, out, err), *wanted, what=f"{self.name}, {self.how() if running else 'undisturbed'}: {shown}")
        if process in self.world.started:
            self.world.started.remove(process)
        return Hit(status, out, err, status == 0, by_signal and self.sent == signal.SIGKILL, by_signal, at)

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
        return self.sent.name if self.sent else "undisturbed"

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
        left = {thing for thing in self.world.objects() - self.allowed if not any(place.endswith("/") and thing.startswith(place) for place in self.allowed)}
        if left:
            self.fail(f"left behind: {sorted(left)}")


class Output:
    """Reads what a process writes, so that it never waits for us, until the process has ended; what it left behind may have the pipe still."""

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


def attempt(world, rng, sent, lives, name, scenario):
    trial = Try(world, rng, sent, lives, name)
    try:
        scenario(trial)
    except Exception as failure:  # pylint: disable=broad-except
        trial.fail(f"the scenario itself failed: {type(failure).__name__} {failure} {traceback.format_exc()[-600:]}")
    finally:
        trial.finish()
        world.clear()


def untried(world):
    """Commands that do more than look, and that no scenario is of."""
    tried = {name.partition(" (")[0] for name, _ in SCENARIOS}
    return [command["path"] for command in grammar.of_installed(world.tool)["commands"] if command["path"] not in tried and not LOOK.fullmatch(command["path"])]


def storm(world):
    scenarios = [*SCENARIOS]
    if world.only is None and world.job == 0 and (missing := untried(world)):
        world.fail(f"no scenario is of {', '.join(missing)}")
    lives = {}
    for number, rng in world.tries():
        name, scenario = scenarios[number % len(scenarios)]
        if name not in lives:
            attempt(world, random.Random(0), None, lives, name, scenario)
        attempt(world, rng, SIGNALS[number // len(scenarios) % len(SIGNALS)], lives, name, scenario)
