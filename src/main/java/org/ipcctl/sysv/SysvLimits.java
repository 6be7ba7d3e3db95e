package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.Limit;
import org.ipcctl.inspect.Limit.Unit;
import org.ipcctl.kernel.Raise;
import org.ipcctl.kernel.Sysctl;

/**
 * What bounds System V objects, each a sysctl of the IPC name space: {@code msgget(2)}, {@code semget(2)},
 * {@code shmget(2)}, {@code proc_sys_kernel(5)}.
 */
public final class SysvLimits {
    private static final String HOLDER = "IPC namespace";
    /** {@code IPCMNI} of the kernel; it has more where it is started with ipcmni_extend. */
    private static final long MOST_OBJECTS = 32_768;
    private static final long MOST_BYTES = Integer.MAX_VALUE;
    private static final String SEM = "kernel.sem";
    private static final int[] SEM_ORDER = {0, 1, 2, 3};
    private static final String[] SEM_NAMES = {"SEMMSL", "SEMMNS", "SEMOPM", "SEMMNI"};

    private SysvLimits() {}

    /** Each of them, and how much is in use. */
    public static List<Limit> all() {
        // msgpool of struct msginfo, semusz and semaem of struct seminfo, used_ids and shm_tot of struct shm_info.
        ByteBuffer queues = MsgStatus.TABLE.counts();
        ByteBuffer sets = SemStatus.TABLE.counts();
        ByteBuffer segments = ShmStatus.TABLE.counts();
        List<Limit> all = new ArrayList<>(List.of(
                Limit.sysctl("kernel.msgmax", "kernel.msgmax", "message", Unit.BYTES, "EINVAL", MOST_BYTES, true),
                Limit.sysctl("kernel.msgmnb", "kernel.msgmnb", "queue", Unit.BYTES, "EPERM", MOST_BYTES, true)
                        .exempting("CAP_SYS_RESOURCE"),
                Limit.sysctl("kernel.msgmni", "kernel.msgmni", HOLDER, Unit.QUEUES, "ENOSPC", MOST_OBJECTS, true)
                        .using(number(queues, 0))));
        String text = Sysctl.text("kernel/sem");
        String[] values = text == null ? new String[0] : text.split("\\s+");
        for (int i : SEM_ORDER) {
            all.add(ofSem(values, i).using(i == 1 ? number(sets, 36) : i == 3 ? number(sets, 28) : Limit.UNKNOWN));
        }
        all.add(Limit.sysctl("kernel.shmmax", "kernel.shmmax", "segment", Unit.BYTES, "EINVAL", Limit.NONE, true));
        all.add(Limit.sysctl("kernel.shmall", "kernel.shmall", HOLDER, Unit.PAGES, "ENOSPC", Limit.NONE, true)
                .using(segments == null ? Limit.UNKNOWN : segments.getLong(8)));
        all.add(Limit.sysctl("kernel.shmmni", "kernel.shmmni", HOLDER, Unit.SEGMENTS, "ENOSPC", MOST_OBJECTS, true)
                .using(number(segments, 0)));
        return List.copyOf(all);
    }

    private static long number(ByteBuffer counts, int offset) {
        return counts == null ? Limit.UNKNOWN : counts.getInt(offset);
    }

    /** The four of semaphores are one sysctl, and all of them are set where one is. */
    private static Limit ofSem(String[] values, int place) {
        boolean known = values.length == SEM_NAMES.length && values[place].matches("\\d{1,18}");
        long value = known ? Long.parseLong(values[place]) : Limit.UNKNOWN;
        Unit unit = place == 2 ? Unit.OPERATIONS : place == 3 ? Unit.SETS : Unit.SEMAPHORES;
        String holder = place == 0 ? "set" : place == 2 ? "call" : HOLDER;
        String error = place == 0 ? "EINVAL" : place == 2 ? "E2BIG" : "ENOSPC";
        Limit limit = Limit.of(SEM + " " + SEM_NAMES[place], holder, unit, value, error);
        long most = place == 3 ? MOST_OBJECTS : MOST_BYTES;
        if (!known || value >= most) {
            return limit;
        }
        String[] raised = values.clone();
        raised[place] = Long.toString(Math.min(Limit.twice(value), most));
        String all = String.join(" ", raised);
        return limit.raisedBy(new Raise("sysctl -w " + SEM + "='" + all + "'", SEM + " = " + all, null, null, null,
                "--sysctl '" + SEM + "=" + all + "'"));
    }
}
