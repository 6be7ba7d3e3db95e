"""Runs a program where one system call fails once, told by what it is about: the n-th such call of all its processes.

strace(1) counts the calls of a name in each thread by itself, or those on a file whose name is known before. Where a
command makes its names up, and has threads that race, neither tells one of its calls from the others. This is a tracer
as strace is: ptrace(2), with a filter of seccomp(2) that stops what makes that call and nothing else.

    failing_call.py CALL TOKENS NUMBER ERRNO FILE PROGRAM [ARGUMENT...]

TOKENS is what tokens_of() makes of the words of strace for such a call; FILE gets a line once the call has failed.
"""
import ctypes
import errno
import json
import os
import re
import signal
import struct
import sys

# Of x86-64: the number of a call, and what its arguments are: a descriptor, a string, the first descriptor of a list,
# an operation, or something else.
CALLS = {
    "openat": (257, "ds"), "newfstatat": (262, "ds"), "statx": (332, "ds"), "mknodat": (259, "ds"),
    "unlinkat": (263, "ds"), "unlink": (87, "s"), "rename": (82, "s"), "access": (21, "s"), "readlink": (89, "s"),
    "read": (0, "d"), "write": (1, "d"), "lseek": (8, "d"), "pread64": (17, "d"), "pwrite64": (18, "d"),
    "mmap": (9, "----d"), "fallocate": (285, "d"), "fsync": (74, "d"), "fchmod": (91, "d"), "mq_open": (240, "s"),
    "mq_unlink": (241, "s"), "mq_timedsend": (242, "d"), "mq_timedreceive": (243, "d"), "mq_getsetattr": (245, "d"),
    "fcntl": (72, "do"), "futex": (202, "-o"), "poll": (7, "l"), "pipe2": (293, ""),
}
OPERATIONS = {
    "fcntl": {1: "F_GETFD", 2: "F_SETFD", 3: "F_GETFL", 4: "F_SETFL", 1030: "F_DUPFD_CLOEXEC", 1031: "F_SETPIPE_SZ",
              1032: "F_GETPIPE_SZ", 1033: "F_ADD_SEALS", 1034: "F_GET_SEALS"},
    "futex": {0: "FUTEX_WAIT", 1: "FUTEX_WAKE", 9: "FUTEX_WAIT_BITSET"},
}
# Parts of names that are others in each run or on each machine.
CHANGING = re.compile(r"(?<=/map_files/)[0-9a-f-]+|(?<=/vulnerabilities/)\w+|(?<=ipcctl-bench-)\d+-[0-9a-z]+")
TOKEN = re.compile(r'<((?:[^<>]|->)*)>(\(deleted\))?|"([^"]*)"')
REGISTERS = ("rdi", "rsi", "rdx", "r10", "r8", "r9")
AT_FDCWD = -100
MOST = 4096
# What strace shows of a string, behind which are dots.
SHOWN = 80

SEIZE, CONT, LISTEN, GETREGS, SETREGS = 0x4206, 7, 0x4208, 12, 13
FOLLOW = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 7
EVENT_SECCOMP, EVENT_STOP = 7, 128
WALL = 0x40000000
NO_NEW_PRIVS, SET_SECCOMP, SET_NAME, SET_PTRACER = 38, 22, 15, 0x59616D61

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.restype = ctypes.c_long
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


class Registers(ctypes.Structure):
    """struct user_regs_struct of x86-64."""
    _fields_ = [(name, ctypes.c_ulonglong) for name in (
        "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss fs_base gs_base "
        "ds es fs gs").split()]


def steady(text):
    """The text without what is another in each run."""
    return re.sub(r"0x[0-9a-f]+|\d+", "N", CHANGING.sub("N", text))


def tokens_of(call, words):
    """The files, strings and operation of such words, or None if such a call can't be told by them."""
    kinds = CALLS.get(call, (0, None))[1]
    if kinds is None or os.uname().machine != "x86_64":
        return None
    # What a call without any shows is what it has made.
    found = TOKEN.findall(words) if kinds else []
    tokens = [name + deleted if name or not text else text for name, deleted, text in found]
    if "o" in kinds:
        operation = (words.split(", ") + [""])[1]
        if operation not in OPERATIONS[call].values():
            return None
        tokens.append(operation)
    return [steady(token) for token in tokens] if tokens or not kinds else None


def memory(pid, address, size):
    with open(f"/proc/{pid}/mem", "rb", 0) as file:
        file.seek(address)
        return file.read(size)


def string(pid, address):
    """What is at that address up to its zero byte, as strace shows it."""
    # Up to the end of the page, behind which there may be nothing.
    rest = MOST - address % MOST
    found = memory(pid, address, rest)
    if b"\0" not in found:
        found += memory(pid, address + rest, MOST)
    return found.partition(b"\0")[0][:SHOWN].decode(errors="replace")


def file_of(pid, number):
    """What strace shows of a descriptor."""
    link = os.readlink(f"/proc/{pid}/" + ("cwd" if number == AT_FDCWD else f"fd/{number}"))
    return link.removesuffix(" (deleted)") + "(deleted)" * link.endswith(" (deleted)")


def about(pid, call, registers):
    """The tokens of the call that it is about to make."""
    found = []
    for kind, register in zip(CALLS[call][1], REGISTERS):
        value = getattr(registers, register)
        number = ctypes.c_int(value & 0xFFFFFFFF).value
        try:
            if kind == "s" and value:
                found.append(string(pid, value))
            elif kind == "d":
                found.append(file_of(pid, number))
            elif kind == "l":
                found.append(file_of(pid, struct.unpack("i", memory(pid, value, 4))[0]))
            elif kind == "o":
                found.append(OPERATIONS[call].get(number))
        except (OSError, struct.error):
            pass
    return [token and steady(token) for token in found]


class Tracer:
    def __init__(self, call, tokens, number, error, path):
        self.call, self.tokens, self.left, self.error, self.path = call, tokens, number, error, path

    def request(self, what, pid, data=0):
        """Whoever was killed meanwhile is gone."""
        if libc.ptrace(what, pid, None, data) < 0 and ctypes.get_errno() != errno.ESRCH:
            raise OSError(ctypes.get_errno(), "ptrace")

    def trace(self):
        while True:
            try:
                pid, status = os.waitpid(-1, WALL)
            except ChildProcessError:
                return
            if os.WIFSTOPPED(status):
                self.stopped(pid, os.WSTOPSIG(status), status >> 16)

    def stopped(self, pid, by, event):
        if event == EVENT_SECCOMP:
            if self.left > 0:
                self.look_at(pid)
            self.request(CONT, pid)
        elif event == EVENT_STOP and by in (signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
            self.request(LISTEN, pid)
        else:
            self.request(CONT, pid, 0 if event else by)

    def look_at(self, pid):
        registers = Registers()
        self.request(GETREGS, pid, ctypes.addressof(registers))
        if about(pid, self.call, registers) != self.tokens:
            return
        self.left -= 1
        if self.left == 0:
            registers.orig_rax = ctypes.c_ulonglong(-1).value
            registers.rax = ctypes.c_ulonglong(-self.error).value
            self.request(SETREGS, pid, ctypes.addressof(registers))
            with open(self.path, "a", encoding="ascii") as file:
                file.write(f"{pid}\n")


def filter_of(number):
    """Has the tracer look at this call, and lets all the others pass."""
    load, equal, give = 0x20, 0x15, 0x06
    traced, allowed = 0x7FF00000, 0x7FFF0000
    lines = [(load, 0, 0, 0), (equal, 0, 1, number), (give, 0, 0, traced), (give, 0, 0, allowed)]
    return ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in lines)), len(lines)


def main(call, tokens, number, error, path, *program):
    with open("/proc/self/environ", "rb") as file:
        # Not what Python has made of it.
        environment = dict(entry.split(b"=", 1) for entry in file.read().split(b"\0") if b"=" in entry)
    traced = os.getpid()
    libc.prctl(SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
    ready, told = os.pipe()
    # As a grandchild, so that the program stays who it is for its parent and has no child that it does not know.
    child = os.fork()
    if child == 0:
        if os.fork():
            os._exit(0)
        libc.prctl(SET_NAME, b"strace", 0, 0, 0)
        tracer = Tracer(call, json.loads(tokens), int(number), getattr(errno, error), path)
        if libc.ptrace(SEIZE, traced, None, FOLLOW) < 0:
            raise OSError(ctypes.get_errno(), "ptrace")
        os.write(told, b"!")
        nothing = os.open("/dev/null", os.O_RDWR)
        for fd in range(3):
            os.dup2(nothing, fd)
        os.closerange(3, 1 << 16)
        for fatal in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
            # Who looks for the program by its words finds the tracer, too.
            signal.signal(fatal, signal.SIG_IGN)
        tracer.trace()
        os._exit(0)
    os.waitpid(child, 0)
    os.close(told)
    if not os.read(ready, 1):
        sys.exit("there is no tracer")
    os.close(ready)
    # Python ignores them.
    for ignored in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(ignored, signal.SIG_DFL)
    code, lines = filter_of(CALLS[call][0])
    fprog = struct.pack("HxxxxxxQ", lines, ctypes.addressof(code))
    libc.prctl(NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(SET_SECCOMP, 2, ctypes.c_char_p(fprog), 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "prctl")
    os.execve(program[0], program, environment)


if __name__ == "__main__":
    main(*sys.argv[1:])
