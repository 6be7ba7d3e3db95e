package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a kernel without an option, yama or seccomp do to a mechanism is a note in its rows; strace(1) fails the calls
 * as they would.
 */
class BenchForbiddenIT {
    private static final String SHORT = " --count 10 --warmup 0 --repeat 1 --pin none --format csv --columns "
            + "mechanism,metric,count,note";

    @BeforeEach
    void strace() {
        Needs.program("strace", "strace");
        Needs.that(Installed.shell("strace -f -qq -o /dev/null true").exitCode() == 0, "this process may trace nobody");
    }

    private static Outcome failing(String call, String errno, String mechanisms) {
        return failing(call, errno, mechanisms, 64);
    }

    private static Outcome failing(String call, String errno, String mechanisms, int size) {
        return Installed.shell(
                "strace -f -qq -o /dev/null --seccomp-bpf -e trace=" + call + " -e inject=" + call + ":error=" + errno
                        + " ipcctl bench " + mechanisms + " --size " + size + SHORT);
    }

    @Test
    void memoryOfOthersThatMayNotBeReached() {
        Outcome outcome = failing("process_vm_readv,process_vm_writev", "EPERM",
                "process-vm-readv process-vm-writev pipe").exits(0);
        String why = ",,\"?(kernel.yama.ptrace_scope is [1-3], which does not let this process|this process may "
                + "not) access the memory of another[^\\n]*\\(process_vm_%s: EPERM\\)[^\\n]*\\n";
        assertThat(outcome.out())
                .matches("mechanism,metric,count,note\n" + "process-vm-readv,throughput" + String.format(why, "readv")
                        + "process-vm-readv,latency" + String.format(why, "readv") + "process-vm-writev,throughput"
                        + String.format(why, "writev")
                        + "process-vm-writev,latency" + String.format(why, "writev")
                        + "pipe,throughput,10,\npipe,latency,10,\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void aKernelWithoutSystemVObjects() {
        assertThat(failing("msgget,semget,shmget", "ENOSYS", "sysv-msg sysv-shm pipe").exits(0).out())
                .isEqualTo("mechanism,metric,count,note\n"
                        + "sysv-msg,throughput,,this kernel has no System V IPC (CONFIG_SYSVIPC) (msgget: "
                        + "ENOSYS)\nsysv-msg,latency,,this kernel has no System V IPC (CONFIG_SYSVIPC) (msgget: "
                        + "ENOSYS)\n"
                        + "sysv-shm,throughput,,this kernel has no System V IPC (CONFIG_SYSVIPC) (shmget: "
                        + "ENOSYS)\nsysv-shm,latency,,this kernel has no System V IPC (CONFIG_SYSVIPC) (shmget: "
                        + "ENOSYS)\n"
                        + "pipe,throughput,10,\npipe,latency,10,\n");
    }

    @Test
    void callsThatSeccompForbids() {
        assertThat(failing("vmsplice,rt_tgsigqueueinfo", "EPERM", "pipe-vmsplice signal pipe", 8).exits(0).out())
                .contains(
                        "pipe-vmsplice,latency,,operation not permitted (vmsplice: EPERM)\n",
                        "signal,latency,,operation not permitted (rt_tgsigqueueinfo: EPERM)\n", "pipe,latency,10,\n");
    }

    /** What both sides are to inherit is made before they start, and is no reason not to start them. */
    @Test
    void descriptorsThatCannotBeMade() {
        assertThat(failing("socketpair", "ENOSYS", "socketpair pipe unix-fd").exits(0).out()).contains(
                "socketpair,latency,,function not implemented (socketpair: ENOSYS)\n",
                "unix-fd,latency,,function not implemented (socketpair: ENOSYS)\n", "pipe,latency,10,\n");
    }

    @Test
    void whereNothingElseIsMeasuredNothingIs() {
        failing("process_vm_readv", "EPERM", "process-vm-readv").exits(1).complains("no case could be measured",
                "The notes say why.");
    }

    @Test
    void aLimitOnQueuedSignalsIsOneToRaise() {
        Outcome outcome = Installed.shell("ulimit -i 0; ipcctl bench signal --size 8" + SHORT).exits(1);
        assertThat(outcome.out()).isEqualTo(
                "mechanism,metric,count,note\nsignal,latency,,this user already has as many queued signals as the "
                        + "kernel allows (RLIMIT_SIGPENDING) "
                        + "(rt_tgsigqueueinfo: EAGAIN)\n");
    }
}
