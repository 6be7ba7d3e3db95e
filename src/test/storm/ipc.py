"""IPC objects made and looked at as a C program would, so that a storm needs no ipcctl to know what ipcctl has done."""
import ctypes
import errno
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
rt = libc if hasattr(libc, "mq_open") else ctypes.CDLL("librt.so.1", use_errno=True)
LONGEST = 8192
IPC_CREAT, IPC_NOWAIT = 0o1000, 0o4000


def checked(outcome, call):
    if outcome < 0:
        raise OSError(ctypes.get_errno(), f"{call}: {os.strerror(ctypes.get_errno())}")
    return outcome


class MessageQueue:
    """A POSIX queue, which does not wait."""

    def __init__(self, name, messages=(), most=10, size=256):
        self.name = name
        attributes = struct.pack("8l", 0, most, size, 0, 0, 0, 0, 0)
        self.fd = checked(rt.mq_open(b"/" + name.encode(), os.O_RDWR | os.O_CREAT | os.O_NONBLOCK, 0o600, attributes), "mq_open")
        for message in messages:
            self.send(message)

    def send(self, message, priority=0):
        checked(rt.mq_send(self.fd, message, ctypes.c_size_t(len(message)), priority), "mq_send")

    def take(self):
        """All that is in it."""
        buffer, taken = ctypes.create_string_buffer(LONGEST), []
        while True:
            length = rt.mq_receive(self.fd, buffer, ctypes.c_size_t(LONGEST), None)
            if length < 0:
                if ctypes.get_errno() == errno.EAGAIN:
                    return taken
                checked(length, "mq_receive")
            taken.append(buffer.raw[:length])

    def count(self):
        """How many are in it."""
        attributes = ctypes.create_string_buffer(64)
        checked(rt.mq_getattr(self.fd, attributes), "mq_getattr")
        return struct.unpack("8l", attributes.raw)[3]

    def close(self):
        os.close(self.fd)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class SysvQueue:
    def __init__(self, key, messages=()):
        self.key = key
        self.id = checked(libc.msgget(key, IPC_CREAT | 0o600), "msgget")
        for message in messages:
            self.send(message)

    def send(self, message, kind=1):
        checked(libc.msgsnd(self.id, struct.pack("l", kind) + message, ctypes.c_size_t(len(message)), IPC_NOWAIT), "msgsnd")

    def take(self):
        buffer, taken = ctypes.create_string_buffer(LONGEST + 8), []
        while True:
            length = libc.msgrcv(self.id, buffer, ctypes.c_size_t(LONGEST), ctypes.c_long(0), IPC_NOWAIT)
            if length < 0:
                if ctypes.get_errno() == errno.ENOMSG:
                    return taken
                checked(length, "msgrcv")
            taken.append(buffer.raw[8:8 + length])

    def count(self):
        """How many are in it."""
        with open("/proc/sysvipc/msg", encoding="ascii") as file:
            return next(int(line.split()[4]) for line in file.readlines()[1:] if int(line.split()[1]) == self.id)


class SysvSemaphores:
    def __init__(self, key, *values):
        self.key = key
        self.id = checked(libc.semget(key, len(values), IPC_CREAT | 0o600), "semget")
        for number, value in enumerate(values):
            checked(libc.semctl(self.id, number, 16, value), "semctl")  # SETVAL

    def value(self, number=0):
        return checked(libc.semctl(self.id, number, 12, 0), "semctl")  # GETVAL


def sysv_memory(key, size):
    """The id of a new segment."""
    return checked(libc.shmget(key, ctypes.c_size_t(size), IPC_CREAT | 0o600), "shmget")


def sysv_memory_bytes(identity, size):
    libc.shmat.restype = ctypes.c_void_p
    address = libc.shmat(identity, None, 0)
    try:
        return ctypes.string_at(address, size)
    finally:
        libc.shmdt(ctypes.c_void_p(address))


def semaphore(name, value):
    """A POSIX semaphore of this value."""
    libc.sem_open.restype = ctypes.c_void_p
    made = libc.sem_open(b"/" + name.encode(), os.O_CREAT | os.O_EXCL, 0o600, value)
    if not made:
        raise OSError(ctypes.get_errno(), "sem_open")
    libc.sem_close(ctypes.c_void_p(made))


def semaphore_value(name):
    """None where there is no such file, or none of the size of a semaphore."""
    try:
        with open("/dev/shm/sem." + name, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return None
    return struct.unpack_from("I", data)[0] if len(data) == 32 else None


def memory(name, data):
    with open("/dev/shm/" + name, "wb") as file:
        file.write(data)


def memory_bytes(name):
    """None where there is no such object."""
    try:
        with open("/dev/shm/" + name, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
