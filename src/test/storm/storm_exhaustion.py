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
import contextlib
import os
import pathlib
import random
import shutil
import subprocess
import time
import zlib

import exhaustion_faults as faults
import machine
import storm_kill
from exhaustion_limits import LIMITS, ROOMY, USER, hand_over
from exhaustion_looks import LOOK, LOOKS
from trial import Hit, Output, Try

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
# What any command may end with where something is short.
SAID = {1, 3, 4, 5, 6, 7, 8, 124, 126, 127}
STDOUT_CLOSED = 141
UNKNOWN_END = 127
SAY_GONE = {"ENOENT", "ENOTDIR", "ENXIO", "ESRCH", "EIDRM"}
# A CMD that cannot go on for a limit has statuses of its own: those of a shell, and SIGXFSZ.
OF_CMD = {2, 128 + 25}


class Short(Try):
    """A Try whose command runs while something is short: disturb is a context that says what it is started with."""
    cmd_may_fail = True

    def __init__(self, world, rng, name, disturb, how, lines=None):
        super().__init__(world, rng, name)
        self.disturb, self.shown, self.lines = disturb, how, lines
        self.found, self.normal, self.said = [], True, []

    def attempt(self, scenario):
        # Only who knows whether it was this that failed can tell of it.
        self.world.fail = self.find
        try:
            super().attempt(scenario)
        finally:
            del self.world.fail

    def find(self, what, _=1):
        # A scenario may look for what the command was told is not there.
        if not (self.says_gone() and "FileNotFoundError" in what):
            self.found.append(what)

    def says_gone(self):
        return any(f" fails with {errno}," in self.shown for errno in SAY_GONE)

    def how(self):
        return self.shown

    def finish(self):
        said = b"".join(hit.err for hit in self.hits if b"is left behind" in hit.err).decode(errors="replace")
        if said:
            left = self.world.objects()
            self.allow(*(thing for thing in left if thing.startswith("file:") or thing.partition(":")[2] in said))
        if self.says_gone():
            # Whoever is told that nothing is there removes nothing.
            self.allow(*self.world.objects())
        super().finish()

    def hand_over(self):
        hand_over(self.world, self.world.who.get("user", 0))

    def beside(self, *words, **more):
        self.hand_over()
        process = super().beside(*words, **more)
        if self.shown.startswith("processes ") and "command" not in more:
            # How many threads a user has is asked before the JVM starts its own: who begins meanwhile takes them.
            self.world.settles(lambda: self.has_all_threads(process))
        return process

    def has_all_threads(self, process):
        def threads():
            try:
                return self.world.usage(process.pid)[1]
            except OSError:
                return 0
        before = threads()
        time.sleep(0.2)
        return 1 < before == threads() or process.poll() is not None

    def run(self, *words, **more):
        self.hand_over()
        return super().run(*words, **more)

    def through_java(self, body):
        """What it is started with where lines of sh stand between the launcher and $java."""
        home = os.path.join(self.world.place, "java")
        os.makedirs(os.path.join(home, "bin"), exist_ok=True)
        jdk = jdk_of(self.world)
        if not os.path.lexists(home + "/release"):
            os.symlink(jdk + "/release", home + "/release")
        with open(home + "/bin/java.new", "w", encoding="ascii") as file:
            file.write(f"#!/bin/sh\njava={jdk}/bin/java\n{body}\n")
        os.chmod(file.name, 0o755)
        os.replace(file.name, home + "/bin/java")
        return {"env": self.world.environment | {"IPCCTL_JAVA_HOME": home}}

    def hit(self, *words, input=b"", stdin=None, stdout=subprocess.PIPE, statuses=(0,), pass_fds=()):
        source = stdin if stdin is not None else self.input(input)
        self.hand_over()
        with self.disturb(self) as streams:
            if stdout != subprocess.PIPE:
                streams.pop("stdout", None)
            streams = {"stdin": source, "stdout": stdout, "stderr": subprocess.PIPE, "pass_fds": pass_fds} | streams
            process = self.world.start(*words, **streams)
            if stdin is None:
                os.close(source)
            ended, at = self.ended(words, process, Output(process))
        if streams["stdout"] != stdout and os.path.exists(self.path("output")):
            with open(self.path("output"), "rb") as file:
                ended = ended._replace(out=file.read())
        normal = ended.status in statuses
        self.judge(words, ended, statuses)
        # What waits in a socket goes with it where it cannot be received.
        unread = words[:2] == ("sock", "recv") and b"(recvmmsg: " in ended.err
        lossy = not normal and (b"standard output" in ended.err or ended.status == STDOUT_CLOSED or unread)
        hit = Hit(*ended, done=ended.status == 0, killed=False, stopped=not normal, lossy=lossy, at=at)
        self.hits.append(hit)
        self.normal &= normal
        self.said.append(hit)
        return hit

    def judge(self, words, ended, statuses):
        allowed = set(statuses) | SAID
        if "EPIPE" in self.shown:
            allowed.add(STDOUT_CLOSED)
        if "--" in words:
            allowed |= OF_CMD
        what = f"{self.name}, {self.shown}: {self.world.shown(words)}"
        self.world.check(ended, *allowed, what=what)
        # A demonstration says in its table what was otherwise than it expected, a benchmark what could not be measured.
        noted = {"pipe-demo": b"deviates", "bench": b"NOTE"}
        said = ended.err.strip() or words[0] in noted and noted[words[0]] in ended.out
        # How a CMD ended of which the kernel knows nothing is not known to a shell either, and then is 127; of a job
        # that ended with that, -q says nothing.
        said = said or (ended.status == UNKNOWN_END or "-q" in words) and "wait4 fails with ECHILD" in self.shown
        if ended.status not in (*statuses, None, STDOUT_CLOSED) and not said:
            printed = ended.out[-800:].decode(errors="replace")
            self.world.fail(f"{what}: status {ended.status}, and nothing is said; on standard output is {printed}")
        expected = self.lines[len(self.hits)] if self.lines else 0
        if ended.status == 0 and not ended.err and ended.out.count(b"\n") < expected:
            self.world.fail(f"{what}: status 0, and of {expected} lines there are {ended.out.count(10)}")


@contextlib.contextmanager
def undisturbed(_):
    yield {}


def jdk_of(world):
    """The one that the launcher would take."""
    library = os.path.join(os.path.dirname(os.path.dirname(world.tool)), "lib", "ipcctl")
    candidates = [os.environ.get("IPCCTL_JAVA_HOME"), library + "/runtime", os.environ.get("JAVA_HOME")]
    if os.path.exists(library + "/jdk"):
        with open(library + "/jdk", encoding="utf-8") as file:
            candidates.insert(2, file.readline().rstrip("\n"))
    found = next((jdk for jdk in candidates if jdk and os.access(jdk + "/bin/java", os.X_OK)), None)
    return found or os.path.dirname(os.path.dirname(os.path.realpath(shutil.which("java"))))


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
        self.elsewhere, self.round, self.is_over = set(), 0, False

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
        self.round = turns + 1
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
        # What belongs to a user is counted for all name spaces.
        user = USER + self.world.job
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
        number, file = faults.aim(fault)
        place = "on its file" if file else "of its thread"
        how = f"{call.name} fails with {fault.errno}, no. {number} {place}{times}: {call.words}"
        trial = self.attempt(rng, name, injector, how)
        hit = faults.has_hit(injector, fault)
        if hit:
            self.told(trial)
        else:
            self.missed += 1
        return hit

    def notes(self):
        pairs = sum(len(of_class) for classes in self.pairs.values() for of_class in classes)
        tried = sorted(self.limits_tried.items())
        yield "rounds", f"no. {self.round} has been begun" + (", and is over" if self.is_over else "")
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
