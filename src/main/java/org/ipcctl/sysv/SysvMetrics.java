package org.ipcctl.sysv;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Measured;
import org.ipcctl.inspect.Metric;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSet.Label;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.inspect.MetricSource.Look;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/** What is measured of System V's objects. The labels are keys, and {@code id:N} of what has none. */
public final class SysvMetrics {
    private record Member(SemStatus set, SemSet.Semaphore semaphore) {
    }

    private static final MetricSet<List<MsgStatus>> QUEUES = MetricSet
            .of(new Metric<>("sysv_msg_queues", "System V message queues of this IPC name space.", List::size));
    private static final MetricSet<MsgStatus> QUEUE = MetricSet.by("queue",
            queue -> queue.permissions().name(queue.id()),
            new Metric<>("sysv_msg_messages", "Messages in the queue.", MsgStatus::messages),
            new Metric<>("sysv_msg_queued_bytes", "Bytes of all messages in the queue.", MsgStatus::bytes),
            new Metric<>("sysv_msg_max_bytes", "Bytes that the queue can hold.", MsgStatus::maxBytes));
    private static final MetricSet<List<SemStatus>> SETS = MetricSet
            .of(new Metric<>("sysv_sem_sets", "System V semaphore sets of this IPC name space.", List::size));
    private static final MetricSet<Member> SEMAPHORE = new MetricSet<>(
            List.of(new Label<>("set", member -> member.set().permissions().name(member.set().id())),
                    new Label<>("semaphore", member -> Integer.toString(member.semaphore().number()))),
            List.of(new Metric<>("sysv_sem_waiters", "Processes that wait until the semaphore's value rises.",
                    member -> member.semaphore().waiting()),
                    new Metric<>("sysv_sem_waiters_for_zero", "Processes that wait until the semaphore is 0.",
                            member -> member.semaphore().waitingFor0()),
                    new Metric<>("sysv_sem_value", "The semaphore's value.", member -> member.semaphore().value())));
    private static final MetricSet<List<ShmStatus>> SEGMENTS = MetricSet.of(
            new Metric<>("sysv_shm_segments",
                    "System V shared memory segments of this IPC name space, including removed ones that are still "
                            + "attached.",
                    List::size));
    private static final MetricSet<ShmStatus> SEGMENT = MetricSet.by("segment",
            segment -> segment.permissions().name(segment.id()),
            new Metric<>("sysv_shm_size_bytes", "Length of the segment in bytes.", ShmStatus::size),
            new Metric<>("sysv_shm_attached", "How often processes have the segment attached.", ShmStatus::attached));

    public static final MetricSource MSG = source(MsgKind.KIND, QUEUES, QUEUE, Function.identity(), "");
    public static final MetricSource SEM = source(SemKind.KIND, SETS, SEMAPHORE, SysvMetrics::members,
            "not all semaphore sets may be read by this user");
    public static final MetricSource SHM = source(ShmKind.KIND, SEGMENTS, SEGMENT, Function.identity(), "");

    private SysvMetrics() {}

    /**
     * @param members what is measured of those that are listed; null for one that this user may not look into, which
     * {@code unseen} says
     */
    private static <T, M> MetricSource source(IpcKind<T> kind, MetricSet<List<T>> all, MetricSet<M> each,
                                              Function<List<T>, List<M>> members, String unseen) {
        return new MetricSource(kind.word(), List.of(all, each), () -> {
            List<T> objects;
            try {
                objects = kind.list();
            } catch (KernelException e) {
                if (e.is(Errno.ENOSYS)) {
                    return Look.nothing("this kernel has no System V objects");
                }
                throw e;
            }
            List<M> known = new ArrayList<>(members.apply(objects));
            boolean hides = known.removeIf(member -> member == null);
            List<Measured> measured = List.of(all.measure(List.of(objects)), each.measure(known));
            return new Look(measured, hides ? List.of(unseen) : List.of());
        });
    }

    private static List<Member> members(List<SemStatus> sets) {
        List<Member> members = new ArrayList<>();
        for (SemStatus set : sets) {
            try {
                SemSet.open(Key.parse("id:" + set.id())).semaphores()
                        .forEach(semaphore -> members.add(new Member(set, semaphore)));
            } catch (KernelException e) {
                if (e.is(Errno.EACCES)) {
                    members.add(null);
                } else if (!e.isGone() && !e.is(Errno.EIDRM) && !e.is(Errno.EINVAL)) {
                    throw e;
                }
                // Else it was removed meanwhile.
            }
        }
        return members;
    }
}
