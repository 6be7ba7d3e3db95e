"""One scenario run while something is short or a call fails, and what it may say and leave then."""
import contextlib
import os
import shutil
import subprocess
import time

from exhaustion_limits import hand_over
from trial import Hit, Output, Try

# What any command may end with where something is short.
SAID = {1, 3, 4, 5, 6, 7, 8, 124, 126, 127}
STDOUT_CLOSED = 141
UNKNOWN_END = 127
SAY_GONE = {"ENOENT", "ENOTDIR", "ENXIO", "ESRCH", "EIDRM"}
SAY_CLOSED = {"EPIPE", "ECONNRESET"}
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
        if not (self.told(*SAY_GONE) and "FileNotFoundError" in what):
            self.found.append(what)

    def told(self, *errors):
        return any(f" fails with {error}," in self.shown for error in errors)

    def how(self):
        return self.shown

    def finish(self):
        said = b"".join(hit.err for hit in self.hits if b"is left behind" in hit.err).decode(errors="replace")
        if said:
            left = self.world.objects()
            self.allow(*(thing for thing in left if thing.startswith("file:") or thing.partition(":")[2] in said))
        if self.told(*SAY_GONE):
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
        # Who goes is no failure of a proxy: whom it carries for is told, as if it were not there.
        gone = words[:2] == ("sock", "proxy") and self.told(*SAY_CLOSED)
        hit = Hit(*ended, done=ended.status == 0 and not gone, killed=False, stopped=not normal, lossy=lossy, at=at)
        self.hits.append(hit)
        self.normal &= normal
        self.said.append(hit)
        return hit

    def judge(self, words, ended, statuses):
        allowed = set(statuses) | SAID
        if self.told("EPIPE"):
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
