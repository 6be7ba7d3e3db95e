"""The host that an attack is made on: an intruder without any rights, a user who runs ipcctl, and what must hold whatever the intruder does."""
import ctypes
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
import time

ROOT = 0
SECRET = b"only root's\n"
INTRUDER = 65533
NEIGHBOUR = 65532
STATUSES = {*range(9), 124, 126, 127, 130, 141, 143}
TRACE = re.compile(rb"^\tat |Exception in thread|internal error|\bjava\.\w+\.[A-Z]|SIGSEGV|SIGBUS", re.M)
CONTROLS = re.compile(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")
RENAME_EXCHANGE = 2
AT_FDCWD = -100

ATTACKS = {}
libc = ctypes.CDLL(None, use_errno=True)


def attack(function):
    """Registers an attack under the name of its function."""
    ATTACKS[function.__name__.replace("_", "-")] = function
    return function


def exchange(one, other):
    """Two names for each other, at once."""
    if libc.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) != 0:
        raise OSError(ctypes.get_errno(), f"{one} {other}")


class Result:
    """How a command ended: its status (None where it did not), output, errors, the most memory it had, in KiB, and seconds."""

    def __init__(self, line, status, out, err, rss, seconds):
        self.line, self.status, self.out, self.err, self.rss, self.seconds = line, status, out, err, rss, seconds

    def __str__(self):
        words = " ".join(map(str, self.line))[:300]
        return f"{words}: status {self.status}, {self.seconds:.1f} s, {self.rss >> 10} MiB, said {self.err[:300]!r}"


class Deed:
    """A process of the intruder's, which runs a function until it is stopped, or a number of seconds at most."""

    def __init__(self, user, function, most=300):
        read, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            status = 1
            try:
                os.setsid()
                signal.alarm(most)
                os.close(read)
                os.setgroups([])
                os.setresgid(user, user, user)
                os.setresuid(user, user, user)
                os.umask(0)
                function(lambda: os.write(write, b"."))
                status = 0
            except BaseException as e:  # a child never returns into the storm
                os.write(write, f"!{e!r}".encode())
            finally:
                os._exit(status)
        os.close(write)
        self.ready = read

    def is_ready(self):
        """Waits for its word."""
        said = os.read(self.ready, 4096)
        if not said.startswith(b"."):
            raise RuntimeError(f"the intruder has ended without a word, {said!r}")
        return self

    def stop(self):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            os.close(self.ready)
            self.pid = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Host:
    """The tool, directories, and what was found wrong: a try of a storm's world."""

    def __init__(self, world, rng, name):
        self.world, self.rng, self.name = world, rng, name
        self.root = world.directory
        os.chmod(world.place, 0o1777)
        self.secret = self.file("secret", SECRET, 0o600)
        # Where the intruder may do as he likes, and a directory like /tmp.
        self.evil = self.directory("evil", 0o777, INTRUDER)
        self.public = self.directory("public", 0o1777, ROOT)

    def close(self):
        """The next attack begins on an empty host."""
        for name in os.listdir(self.root):
            path = os.path.join(self.root, name)
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path, ignore_errors=True)
            else:
                os.unlink(path)
        self.world.clear()

    def path(self, *names):
        return os.path.join(self.root, *names)

    def file(self, name, content, mode=0o644, owner=ROOT):
        path = self.path(name)
        with open(path, "wb") as file:
            file.write(content)
        os.chown(path, owner, owner)
        os.chmod(path, mode)
        return path

    def directory(self, name, mode, owner):
        path = self.path(name)
        os.makedirs(path)
        os.chown(path, owner, owner)
        os.chmod(path, mode)
        return path

    def check(self, holds, what):
        """Tells what was wrong."""
        if not holds:
            self.world.fail(f"{self.name}: {what}")
        return holds

    def intruder(self, function, most=300):
        return Deed(INTRUDER, function, most)

    def start(self, *words, user=ROOT, files=None, **streams):
        """The tool as a process of a user's."""
        if files:
            streams["preexec_fn"] = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
        if user:
            streams |= {"user": user, "group": user, "extra_groups": []}
        return self.world.start(*words, **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams)

    def run(self, *words, stdin=b"", timeout=60, **more):
        """Runs the tool to its end, or ends it with all that it has started."""
        if not isinstance(stdin, bytes):
            return self.ended(self.start(*words, stdin=stdin, **more), words, timeout)
        with tempfile.TemporaryFile(dir=self.world.place) as file:
            file.write(stdin)
            file.seek(0)
            return self.ended(self.start(*words, stdin=file, **more), words, timeout)

    def ended(self, process, words, timeout=60):
        begun, outputs = time.monotonic(), {}

        def drain(name, stream):
            with stream:
                outputs[name] = stream.read()

        readers = [threading.Thread(target=drain, args=(name, stream), daemon=True) for name, stream in (("out", process.stdout), ("err", process.stderr)) if stream]
        for reader in readers:
            reader.start()
        late = threading.Timer(timeout, os.killpg, (process.pid, signal.SIGKILL))
        late.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode, rss = os.waitstatus_to_exitcode(status), usage.ru_maxrss
        except ChildProcessError:
            # Somebody asked before whether it had ended.
            rss = 0
        late.cancel()
        seconds = time.monotonic() - begun
        self.world.started.remove(process)
        for reader in readers:
            reader.join(10)
        hung = process.returncode == -signal.SIGKILL
        code = process.returncode if process.returncode >= 0 else 128 - process.returncode
        return Result(words, None if hung else code, outputs.get("out", b""), outputs.get("err", b""), rss, seconds)

    def sane(self, result, memory=768 << 10):
        """Whether it ended, in a sentence that no terminal obeys, with a status of the table, and in bounded memory."""
        self.check(result.status in STATUSES, f"hangs, or ends otherwise than it may: {result}")
        self.check(not TRACE.search(result.err), f"a trace: {result}")
        self.check(not CONTROLS.search(result.err), f"says what a terminal obeys: {result}")
        self.check(result.rss <= memory, f"takes too much memory: {result}")
        return result

    def batch(self, lines, timeout=120, user=ROOT):
        """Runs lines in one process; the rows that came of them."""
        result = self.sane(self.run("batch", "--keep-going", "--format", "ndjson", stdin="\n".join(lines).encode(errors="surrogateescape") + b"\n", timeout=timeout, user=user))
        rows = [json.loads(row) for row in result.out.splitlines()]
        self.check(len(rows) == len(lines), f"{len(rows)} of {len(lines)} lines were run, the last one of {lines[min(len(rows), len(lines) - 1)]!r}: {result}")
        for row in rows:
            said = (row["error"] or "").encode(errors="surrogateescape")
            self.check(row["exit_code"] in STATUSES and not TRACE.search(said) and not CONTROLS.search(said), f"{row['command']}: status {row['exit_code']}, said {said[:300]!r}")
        return rows

    def untouched(self, what, path=None):
        """Whether root's file is as it was: nobody read it into something of the intruder's, changed it or had it changed."""
        path = path or self.secret
        try:
            status = os.stat(path)
            with open(path, "rb") as file:
                same = (file.read(), status.st_uid, status.st_mode & 0o7777) == (SECRET, 0, 0o600)
        except OSError as e:
            self.check(False, f"{what}: root's file is gone ({e})")
            self.file(os.path.relpath(path, self.root), SECRET, 0o600)
            return
        self.check(same, f"{what}: root's file has changed, {status}")
