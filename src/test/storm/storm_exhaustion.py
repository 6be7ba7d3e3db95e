"""What runs out, at the n-th use (descriptors, memory, processes, disks, pipes), and each system call failing once

A try is a scenario of the storm kill, or a command that only looks, with one of the limits of exhaustion_limits.py: by
halves the least value is found that it succeeds with, and then it is tried with those below that, some at a time. Or it
is a scenario with some of the system calls that its command makes (exhaustion_faults.py), each failing once under
strace(1) with an error of its manual page; one that an older kernel lacks, or a sandbox forbids, also from then on.
First come calls that have not failed so in any command, then those that have not in this one, then all the rest.

Whatever is short: the status is one of the table and not that of a bug, there is a sentence on standard error, what
there is is as it was or as it was to be, nothing is left behind, and 0 says that all was done.
"""
import collections
import os
import pathlib
import random
import zlib

import exhaustion_faults as faults
import machine
import storm_kill
from exhaustion_limits import LIMITS, ROOMY
from exhaustion_looks import LOOK, LOOKS
from exhaustion_try import Short, jdk_of, undisturbed

# Beside a suite a minute of it would try one pair in a thousand.
SHORT = 0
PARALLEL = True
# Pairs of a scenario are of so many classes, of which a job has some to itself where there are 1, 2, 3, 4 or 6 jobs.
CLASSES = 12
# So many pairs of a class are a try, and so many of these are a round.
FAULTS, TURNS = 30, 40
# The first has calls that have not failed so anywhere, the second those that have not in the command, this the rest.
LAST_ROUND = 2
# Of a limit, in a round, beside those that the least one is found by.
VALUES = 4
LEAST = "--version" + LOOK


class Storm:
    def __init__(self, world):
        self.world, self.count = world, 0
        self.scenarios = dict(storm_kill.SCENARIOS + LOOKS)
        self.names = list(self.scenarios)
        random.Random(self.world.seed).shuffle(self.names)
        self.limits = [name for name, limit in LIMITS.items() if self.world.root or not limit.user]
        self.lines, self.calls, self.pairs = {}, {}, {}
        self.limits_tried, self.faults_tried, self.failed, self.missed = collections.Counter(), set(), 0, 0
        self.kinds, self.kinds_of, self.known = set(), set(), {}
        self.elsewhere, self.round, self.number, self.is_over = set(), world.round or 1, world.begin, False

    def leave_out_others(self, rng, commands):
        """Has only these commands tried; what any of the others does too counts as tried, in the first round."""
        own = [name for name in self.names if " ".join(command_of(name)) in commands]
        known = {" ".join(command_of(name)) for name in self.names}
        if not known.issuperset(commands):
            raise ValueError(f"there is no scenario of one of {commands}; there are {', '.join(sorted(known))}")
        others = [name for name in self.names if name not in own]
        self.names = own
        # One turn is repeated whole, and soon.
        first = (self.world.round or 1) == 1
        for name in others if first and self.world.only is None and faults.strace() else ():
            if self.world.time_left() > 0 and self.works(rng, name):
                self.elsewhere.update(kind_of(fault) for of_class in self.pairs_of(rng, name) for fault in of_class)

    def turn(self, rng, number):
        """What there is to try at this number: a limit of a scenario, and so many pairs of one of its classes."""
        rest, kind = divmod(number, CLASSES)
        rest, index = divmod(rest, len(self.names))
        turns, turn = divmod(rest, TURNS)
        self.round, self.number = turns + 1, number
        # Not all classes of one scenario, and then those of the next.
        name = self.names[(index + kind * len(self.names) // CLASSES) % len(self.names)]
        if self.works(rng, name):
            limit = turn * CLASSES + kind
            if limit < len(self.limits) and not self.world.round and number >= self.world.begin:
                self.short(rng, name, LIMITS[self.limits[limit]], turns)
            if faults.strace():
                self.fail_calls(rng, name, kind, turn, min(turns, LAST_ROUND), number < self.world.begin)

    def first_of(self, number):
        """The first turn of a round."""
        return (number - 1) * TURNS * len(self.names) * CLASSES

    def attempt(self, rng, name, disturb, how, lines=None):
        self.count += 1
        trial = Short(self.world, rng, name, disturb, how, lines)
        trial.attempt(self.scenarios[name])
        return trial

    def told(self, trial):
        for what in trial.found:
            self.world.fail(what)

    def works(self, rng, name):
        """Whether it succeeds undisturbed; notes how many lines it prints then."""
        if name not in self.lines:
            trial = self.attempt(rng, name, undisturbed, "undisturbed")
            self.told(trial)
            # What moves bytes has them as it likes, and pipes, which are in some lists, come and go.
            told = name.endswith(LOOK) and not name.startswith(("ls", "map", "pipe", "metrics", "doctor"))
            lines = [hit.out.count(b"\n") if told else 0 for hit in trial.said]
            self.lines[name] = lines if not trial.found else None
        return self.lines[name] is not None

    # --- limits

    def short(self, rng, name, limit, turns):
        """Finds the least value that the scenario succeeds with, and tries some below, others in each round."""
        known, said = self.known.setdefault((name, limit.name), {}), {}

        def succeeds(index):
            if index not in known:
                value = limit.values[index]
                disturb, how = (lambda trial: limit.hold(trial, value)), f"{limit.name} {value}"
                trial = self.attempt(rng, name, disturb, how, self.lines[name])
                self.told(trial)
                known[index] = trial.normal
                said[index] = "; ".join(hit.err.decode(errors="replace").strip() for hit in trial.said)
                self.limits_tried[limit.name] += 1
            return known[index]
        user = self.world.user
        self.world.who = {"user": user, "group": user, "extra_groups": []} if limit.user else {}
        try:
            least, enough = 0, len(limit.values) - 1
            if succeeds(least):
                return
            if not succeeds(enough) and said and not (limit.user and "root sees all" in said[enough]):
                most = limit.values[enough]
                self.world.fail(f"{name}: does not succeed with {limit.name} {most} either: {said[enough]}")
            if not known[enough]:
                return
            while enough - least > 1:
                middle = (least + enough) // 2
                least, enough = (least, middle) if succeeds(middle) else (middle, enough)
            below = list(range(least))
            random.Random(f"{self.world.seed}/{name}/{limit.name}").shuffle(below)
            for index in {least, max(0, least - 1), *below[turns * VALUES:(turns + 1) * VALUES]}:
                succeeds(index)
        finally:
            self.world.who = {}

    # --- faults

    def calls_of(self, rng, name):
        """The system calls that the scenario's command makes for itself."""
        if name not in self.calls:
            recorder = faults.recorder(self.world)
            trial = self.attempt(rng, name, recorder, "traced")
            self.told(trial)
            tree = os.path.dirname(os.path.dirname(self.world.tool))
            jdk = jdk_of(self.world)
            # Debian's JDK keeps its configuration in /etc, and has links to it.
            configured = os.path.dirname(os.path.dirname(os.path.realpath(jdk + "/conf/security/java.security")))
            foreign = [jdk, configured, tree, os.path.join(self.world.place, "java"), '"/lib', '"/usr']
            foreign += [f'"{place}"' for place in pathlib.Path(tree).parents]
            self.calls[name] = [] if trial.found else faults.own_calls(recorder, foreign)
        return self.calls[name]

    def pairs_of(self, rng, name):
        """Each call with each error, by their classes. What every command does is tried with one that does no more."""
        if name not in self.pairs:
            of_all = {(call.name, call.words) for call in self.calls_of(rng, LEAST)} if name != LEAST else ()
            own = [call for call in self.calls_of(rng, name) if (call.name, call.words) not in of_all]
            self.pairs[name] = [[] for _ in range(CLASSES)]
            for fault in faults.faults_of(own):
                self.pairs[name][zlib.crc32(repr(kind_of(fault)).encode()) % CLASSES].append(fault)
            for pairs in self.pairs[name]:
                random.Random(f"{self.world.seed}/{name}").shuffle(pairs)
        return self.pairs[name]

    def fail_calls(self, rng, name, kind, turn, turns, count_as_tried):
        pairs = self.pairs_of(rng, name)[kind]
        last = turn == TURNS - 1
        for fault in pairs[turn * FAULTS:None if last else (turn + 1) * FAULTS]:
            kind, its = kind_of(fault), (name, fault)
            like = command_of(name), kind
            is_new = kind not in self.kinds and kind not in self.elsewhere
            if [is_new, like not in self.kinds_of, its not in self.faults_tried][turns]:
                self.faults_tried.add(its)
                # Where another call was hit, the next of the kind may be.
                if count_as_tried or self.fail_call(rng, name, fault):
                    self.kinds.add(kind)
                    self.kinds_of.add(like)
            if self.world.time_left() <= 0:
                return

    def fail_call(self, rng, name, fault):
        """Whether it was hit."""
        injector = faults.injector(self.world, fault)
        self.failed += 1
        call = fault.call
        times = " and all that follow" if fault.for_good else ""
        number, place = faults.aim(fault)
        how = f"{call.name} fails with {fault.errno}, no. {number} {place}{times}: {call.words}"
        trial = self.attempt(rng, name, injector, how)
        hit = injector.has_hit(fault)
        if hit:
            self.told(trial)
        else:
            self.missed += 1
        return hit

    def notes(self):
        pairs = sum(len(of_class) for classes in self.pairs.values() for of_class in classes)
        tried = sorted(self.limits_tried.items())
        yield "rounds", f"no. {self.round} " + ("is over" if self.is_over else f"goes on with --from {self.number}")
        yield "values of limits that were tried", ", ".join(f"{name} {count}" for name, count in tried)
        if faults.strace():
            yield "calls that failed", (f"{self.failed} of {pairs} pairs of a call and an error that "
                                        f"{len(self.pairs)} scenarios have: {len(self.kinds)} that differ, "
                                        f"{len(self.kinds_of)} with the command; {self.missed} hit another call "
                                        "than they were to, or none, and say nothing")
        else:
            yield "calls that failed", "none, for strace is not there (Debian: apt install strace)"


def kind_of(fault):
    """What is like it in another place or command."""
    return fault.call.name, fault.call.words, fault.errno, fault.for_good


def command_of(name):
    words = name.split(" (")[0].split()
    return tuple(words[:3 if words[0] == "sysv" else 2])


def furnish(world):
    """Makes the scratch directory a file system of its own, and lets an ordinary user in."""
    machine.mount("none", world.directory, "tmpfs", 0, ROOMY + ",mode=755")
    machine.mount("none", "/dev/shm", None, machine.MS_REMOUNT, ROOMY)
    os.chdir(world.directory)
    # In a sticky directory root may not open what an ordinary user has made there (fs.protected_regular).
    for path in ("/dev/shm", world.environment["HOME"], world.environment["TMPDIR"]):
        os.chmod(path, 0o777)


def storm(world):
    if not world.isolated:
        world.skip("it fills file systems of its own, which takes name spaces, as root or as a user who may make them")
    furnish(world)
    storms = Storm(world)
    if world.of:
        storms.leave_out_others(random.Random(f"{world.seed}/{world.name}"), world.of)
    for number, rng in world.tries(storms.first_of(world.round or 1)):
        if world.round and world.only is None and number >= storms.first_of(world.round + 1):
            storms.is_over = True
            break
        storms.turn(rng, number)
        # A try is a row of runs to repeat, and each of them one to count.
        world.tried = storms.count - 1
    world.tried += 1
    for what, text in storms.notes():
        world.note(what, text)
