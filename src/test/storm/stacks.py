"""What a process that hangs is doing, for whoever looks for the reason later."""

import os
import subprocess

# The tool's JVM answers nobody who attaches to it; this looks at its memory, for which it stops it.
LOOKING = 60


def calls(pid):
    """The number of the system call that each thread is in, and its first argument."""
    found = []
    for thread in sorted(os.listdir(f"/proc/{pid}/task"), key=int):
        try:
            name, call = (open(f"/proc/{pid}/task/{thread}/{file}", encoding="ascii", errors="replace").read().split("\n")[0] for file in ("comm", "syscall"))
            found.append(f"{name}: {' '.join(call.split()[:2])}")
        except OSError:
            continue
    return "\n  ".join(found)


def of(pid):
    """The same and, of a JVM of a whole JDK, the methods that its threads are in."""
    try:
        known = calls(pid)
        debugger = os.path.join(os.path.dirname(os.readlink(f"/proc/{pid}/exe")), "jhsdb")
    except OSError:
        return "it has ended meanwhile"
    if not os.access(debugger, os.X_OK):
        return known
    try:
        looked = subprocess.run([debugger, "jstack", "--pid", str(pid)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LOOKING, check=False)
    except subprocess.TimeoutExpired:
        return known
    return known + "\n" + looked.stdout.decode(errors="replace")
