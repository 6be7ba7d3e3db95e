"""Signals at random moments of every command that writes, waits or holds: KILL, TERM, INT, HUP, and STOP with CONT

Each try takes the next scenario of the files kill_*.py, and one of the signals. The moment is chosen from the whole
life of that command as it was measured undisturbed, its later part, behind the start of the JVM, more often. Afterwards
nothing may be left but what the scenario allows: no object, no file, no process; and the scenario looks at what its
command was to change, which is as it was or done.
"""
import os
import random
import re
import signal
import subprocess
import time

import grammar
import kill_host  # noqa: F401, its scenarios are in SCENARIOS
import kill_memory  # noqa: F401
import kill_messages  # noqa: F401
import kill_streams  # noqa: F401
from kill_scenarios import SCENARIOS
from trial import Hit, Output, Try

SHORT = 50
PARALLEL = True
OWN_USER = True
SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGKILL, signal.SIGINT, signal.SIGHUP, signal.SIGSTOP]
# Of a life, how much is not yet the command's own.
START = 0.4

# Commands that only look.
LOOK = re.compile(r".*\b(ls|stat|peek|get|read|dump|show)|map|holders|limits|doctor|guide|help|completion|pipe-demo .*")


class Signalled(Try):
    """One whose command gets a signal at a moment of its life, or none; lives is how long each was undisturbed."""

    def __init__(self, world, rng, sent, lives, name):
        super().__init__(world, rng, name)
        self.sent, self.lives = sent, lives

    def how(self):
        return self.sent.name if self.sent else super().how()

    def hit(self, *words, input=b"", stdin=None, stdout=subprocess.PIPE, statuses=(0,), pass_fds=()):
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
        ended, at = self.ended(words, process, reader)
        by_signal = running and self.sent != signal.SIGSTOP and ended.status == 128 + self.sent
        how = self.how() if running else "undisturbed"
        wanted = (ended.status,) if by_signal else statuses
        self.world.check(ended, *wanted, what=f"{self.name}, {how}: {self.world.shown(words)}")
        if not running:
            self.measured(at - begun)
        killed = by_signal and self.sent == signal.SIGKILL
        hit = Hit(*ended, done=ended.status == 0, killed=killed, stopped=by_signal, lossy=killed, at=at)
        self.hits.append(hit)
        return hit

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


def untried(world):
    """Commands that do more than look, and that no scenario is of."""
    tried = {name.partition(" (")[0] for name, _ in SCENARIOS}
    known = [command["path"] for command in grammar.of_installed(world.tool)["commands"]]
    return [path for path in known if path not in tried and not LOOK.fullmatch(path)]


def storm(world):
    scenarios = [*SCENARIOS]
    if world.only is None and world.job == 0 and (missing := untried(world)):
        world.fail(f"no scenario is of {', '.join(missing)}")
    lives = {}
    for number, rng in world.tries():
        name, scenario = scenarios[number % len(scenarios)]
        if name not in lives:
            Signalled(world, random.Random(0), None, lives, name).attempt(scenario)
        Signalled(world, rng, SIGNALS[number // len(scenarios) % len(SIGNALS)], lives, name).attempt(scenario)
