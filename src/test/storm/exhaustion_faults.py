"""The system calls that a command makes for itself, by a run under strace(1), and runs where one of them fails.

A call is the n-th of its name in its thread, counted as strace counts; on a file of the system, whose name is the same
in each run, the n-th on that file, which other processes of the command have at another place of all; and on any other
file the n-th of its name on such a file in all processes, which failing_call.py counts. Not the command's own are those
of the JVM: before main begins, on files of the JDK, the system and ipcctl's own, anonymous memory, private futexes; and
those of CMD, behind its execve(2).
"""
import collections
import contextlib
import glob
import json
import os
import re
import shlex
import shutil
import sys

import failing_call
from errnos import ERRNOS, FORBIDDABLE, FORBIDDEN, errors_of

# Which errors are tried of a call that a command makes again and again: the first such, and the last.
FIRST = 3
# Calls that are told by two arguments, beside those at a directory's descriptor.
BY_TWO = {"futex", "fcntl", "prctl", "prlimit64", "statx", "renameat2", "kill", "dup2", "dup3"}
MAIN_BEGINS = '"/proc/self/cmdline"'
LINE = re.compile(r"[\d.]+ (\w+)\((.*)")
EXECUTED = re.compile(r"^[\d.]+ execve\(.* = 0$")
OF_THE_JVM = re.compile(r"_PRIVATE|PR_SET_NAME|PR_SET_VMA|\.jar|\.so\b|\.jsa|/sys/fs/cgroup|/etc/ld\.so"
                        r"|/dev/(u?random|null)"
                        r"|/proc/(self|\d+)/(maps|task|coredump_filter)")
# Names that are the same in each run.
FIXED = r"/(?:etc|sys|usr)/[^\">]*|/proc/(?!self/|\d)[^\">]*"
OF_THE_SYSTEM = re.compile(fr'"({FIXED})"(?!\.\.\.)|<({FIXED})>(?!\(deleted\))')

# The number is that in its thread; the file is one of the system, or None, and the other number that of those on it;
# the tokens are what it is about, as JSON, and what follows is the number of those about such; and whether it is one of
# a child that then becomes another program.
Call = collections.namedtuple("Call", "name number words file number_on_file tokens number_about of_child")
# A call and how it ends: that one alone, or all of its name from then on in its thread, and in others as many later.
Fault = collections.namedtuple("Fault", "call errno for_good")


def strace():
    return shutil.which("strace")


def bare(name, words):
    """What a call is about, without what is another in each run, and what it has found."""
    return failing_call.steady(telling(name, words))[:100]


def telling(name, words):
    """Its first arguments."""
    most = 6 if name == "mmap" else 2 if name in BY_TWO or name.endswith(("at", "at2", "ctl")) else 1
    return ", ".join(re.split(r"\)\s+= ", words)[0].split(", ")[:most])


class Traced:
    """A context for a Try: ipcctl runs under strace, which writes a file for each thread."""

    def __init__(self, world, options):
        self.world, self.options, self.place = world, options, os.path.join(world.place, "trace")

    def command(self):
        # As a grandchild of the JVM, which stays who it is for its parent.
        return f"{strace()} -D -ff --seccomp-bpf -qqq -y -ttt -s {failing_call.SHOWN} -o {self.place}/of {self.options}"

    @contextlib.contextmanager
    def __call__(self, trial):
        shutil.rmtree(self.place, ignore_errors=True)
        os.mkdir(self.place)
        # What a JVM asks of its cgroup now and then would make the numbers of calls others in each run.
        yield trial.through_java(f'exec {self.command()} "$java" -XX:-UseContainerSupport "$@"')
        self.world.settles(self.has_written)

    def has_written(self):
        for comm in glob.glob("/proc/[0-9]*/comm"):
            try:
                with open(comm, "rb") as file:
                    if file.read() == b"strace\n":
                        return False
            except OSError:
                continue
        return True

    def threads(self):
        """The lines of each thread."""
        for path in sorted(glob.glob(self.place + "/of.*"), key=lambda path: int(path.rpartition(".")[2])):
            with open(path, encoding="utf-8", errors="replace") as file:
                yield [line.rstrip("\n") for line in file]

    def injected(self):
        return [line for thread in self.threads() for line in thread if "(INJECTED)" in line]

    def has_hit(self, fault):
        """Whether that call has failed, once in each process that makes it, and no other; or no other before."""
        lines = [LINE.match(line) for line in self.injected()]
        told = [bare(*line.groups()) == fault.call.words for line in lines if line]
        return any(told) if fault.for_good else bool(told) and all(told)


class Failing(Traced):
    """Where ipcctl runs under failing_call.py instead."""

    def command(self):
        return f"{sys.executable} -I {failing_call.__file__} {self.options} {self.place}/hit"

    def has_hit(self, fault):
        return os.path.exists(self.place + "/hit")


def recorder(world):
    known = ",".join("?" + name for name in ERRNOS)
    return Traced(world, f"-e trace={known} -e signal=none")


def own_calls(traced, foreign):
    """Each call that the command makes for itself; foreign are the beginnings of paths that are not its business."""
    threads = list(traced.threads())
    begins = [next((time_of(line) for line in thread if MAIN_BEGINS in line), None) for thread in threads]
    first = min((begin for begin in begins if begin is not None), default=None)
    if first is None:
        return []
    about = numbers_about(threads)
    seen, calls = collections.Counter(), []
    for thread, own_begin in zip(threads, begins):
        numbers = collections.Counter()
        if own_begin is None and thread and time_of(thread[0]) < first:
            continue
        # Another ipcctl that it starts has a JVM that begins later.
        begin = own_begin or first
        of_child = own_begin is None and any(EXECUTED.search(line) for line in thread)
        for line in thread:
            parts = LINE.match(line)
            if not parts:
                continue
            name, words = parts.groups()
            numbers[name] += 1
            file = file_of(words)
            numbers[name, file] += file is not None
            if time_of(line) > begin and is_own(name, words, foreign):
                seen[name, bare(name, words)] += 1
                told = bare(name, words), file, numbers[name, file], *about[line]
                calls.append(Call(name, numbers[name], *told, of_child))
            if EXECUTED.search(line):
                break
    kept, counts = [], collections.Counter()
    for call in calls:
        key = call.name, call.words
        counts[key] += 1
        if counts[key] <= FIRST or counts[key] == seen[key]:
            kept.append(call)
    return kept


def numbers_about(threads):
    """For each line the tokens of its call, and how many of its name with these there were up to it in all threads."""
    numbers, about = collections.Counter(), {}
    for line in sorted((line for thread in threads for line in thread if LINE.match(line)), key=time_of):
        name, words = LINE.match(line).groups()
        tokens = failing_call.tokens_of(name, telling(name, words))
        key = name, json.dumps(tokens)
        numbers[key] += 1
        about[line] = key[1], numbers[key]
    return about


def time_of(line):
    return float(line.split()[0])


def file_of(words):
    """The only file of the system that such a call is about, or None."""
    files = {name or opened for name, opened in OF_THE_SYSTEM.findall(re.split(r"\)\s+= ", words)[0])}
    return files.pop() if len(files) == 1 else None


def is_own(name, words, foreign):
    if OF_THE_JVM.search(words) or any(place in words for place in foreign):
        return False
    return name != "sched_getaffinity" and (name != "mmap" or "MAP_SHARED" in words)


def faults_of(calls):
    """Each of these calls with each error of its page; and the first of each kind as if there were no such call."""
    for call in calls:
        # Who is to try again starts another child, and its first call of the name would fail again, for ever.
        yield from (Fault(call, errno, False) for errno in errors_of(call.name, call.words)
                    if errno != "EINTR" or not call.of_child)
    for name in sorted({call.name for call in calls} & FORBIDDABLE):
        first = next(call for call in calls if call.name == name)
        yield from (Fault(first, errno, True) for errno in FORBIDDEN)


def aim(fault):
    """Which call of its name fails, and of what: on its file, on files such as its own, or of its thread."""
    call = fault.call
    if fault.for_good:
        return call.number, "of its thread"
    if call.file:
        return call.number_on_file, "on its file"
    if call.tokens != "null":
        return call.number_about, "on such files"
    return call.number, "of its thread"


def injector(world, fault):
    call, (number, place) = fault.call, aim(fault)
    if place == "on such files":
        return Failing(world, f"{call.name} {shlex.quote(call.tokens)} {number} {fault.errno}")
    only = f"-P {shlex.quote(call.file)} " if place == "on its file" else ""
    inject = f"{call.name}:error={fault.errno}:when={number}{'+' if fault.for_good else ''}"
    return Traced(world, f"{only}-e trace={call.name} -e signal=none -e inject={inject}")
