package org.ipcctl.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.ProcessStart;
import org.ipcctl.kernel.Signals;
import org.ipcctl.kernel.Spawn;
import org.ipcctl.kernel.Wakeup;

/**
 * Runs a command for each message of a queue, several at a time, in one loop that waits for messages and for the ends
 * of the commands at once. From when a message leaves the queue until its end is known it is in a {@link Claim}.
 *
 * <p>A message that failed is tried again out of its claim and not by way of the queue: there it could not say which
 * attempt it is at, and a full queue would keep the worker.
 */
public final class Workers implements AutoCloseable {
    /** How often it looks after a removal that nobody tells of. */
    private static final Duration LOOK_FOR_REMOVAL = Duration.ofMillis(250);
    /** The same for messages. */
    private static final Duration LOOK_FOR_MESSAGES = Duration.ofMillis(10);
    /**
     * How soon it tries again where there was no process to be had, and how long each job has to end that nobody waits
     * for.
     */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** Hears what happens. */
    public interface Listener {
        /** An attempt has ended. */
        void ended(Task.End end) throws IOException;

        /** Something is to be said of a message that no attempt of this process was made at. */
        void told(String what);

        /** A signal has come: nothing that is said from now on keeps anybody from the end. Null where nothing runs. */
        void ending(String what);

        /** Something is as it should not be. */
        void complain(RuntimeException what);

        /** How many run, and how many wait for another attempt. */
        void now(int running, int waiting);
    }

    private final JobQueue queue;
    private final ClaimDirectory claims;
    private final Failures failures;
    private final Terms terms;
    private final Work work;
    private final Listener listener;
    private final Wakeup wakeup = new Wakeup();
    private final List<Running> running = new ArrayList<>();
    private final Backlog backlog;
    private final Deque<Claim> spare = new ArrayDeque<>();
    private final BitSet workers = new BitSet();
    private long begun;
    private long tasks;
    private boolean empty;
    private Deadline idle;
    /** The first signal that came, and how many. */
    private volatile int signal;
    private volatile int signals;
    private int heeded;

    /**
     * @param letters where messages go that fail for good; null for files
     */
    public Workers(JobQueue queue, JobQueue letters, ClaimDirectory claims, Terms terms, Work work, Listener listener) {
        this(queue, new DeadLetters(queue.name(), letters, claims), claims, terms, work, listener);
    }

    /** The same for requests, whose answers tell of failures. */
    public Workers(JobQueue queue, ClaimDirectory claims, Terms terms, Answers answers, Listener listener) {
        this(queue, answers, claims, terms, answers, listener);
    }

    private Workers(JobQueue queue, Failures failures, ClaimDirectory claims, Terms terms, Work work,
                    Listener listener) {
        this.queue = queue;
        this.claims = claims;
        this.failures = failures;
        this.backlog = new Backlog(claims, failures, terms, listener);
        this.terms = terms;
        this.work = work;
        this.listener = listener;
    }

    /** A signal came, on another thread: no further job is begun, and of a second one those that run are ended. */
    public void stop(int number) {
        synchronized (wakeup) {
            signal = signal == 0 ? number : signal;
            signals++;
        }
        wakeup.ring();
    }

    /** Claims that are left for the next one. */
    public int left() {
        return backlog.size();
    }

    /**
     * Works.
     *
     * @param patience how long each wait for a message may last while nothing runs
     * @return the signal that ended it; 0 where it came to its own end
     * @throws KernelException ETIMEDOUT, EAGAIN; and what {@link JobQueue#removed} says, when the queue is removed and
     * all is done that was in it
     */
    public int run(Deadline patience) throws IOException {
        idle = patience.restarted();
        try {
            while (true) {
                reap();
                heedSignals();
                if (signal == 0) {
                    beginWaiting();
                    beginNew();
                }
                listener.now(running.size(), backlog.size());
                if (!running.isEmpty() || backlog.isPending(mayBegin())) {
                    idle = patience.restarted();
                }
                if (isOver()) {
                    return signal;
                }
                await();
            }
        } finally {
            endAll();
        }
    }

    /** Whether there may be another message, beside those that were begun. */
    private boolean mayBegin() {
        return begun < terms.count();
    }

    private boolean isOver() {
        if (!running.isEmpty()) {
            return false;
        } else if (signal != 0) {
            return true;
        } else if (backlog.isPending(mayBegin())) {
            return false;
        } else if (!mayBegin()) {
            return true;
        } else if (!empty) {
            return false;
        } else if (terms.drain()) {
            return true;
        } else if (queue.isRemoved()) {
            throw queue.removed();
        } else if (idle.hasPassed()) {
            throw idle.isOnce()
                    ? new KernelException(queue.receiveCall(), queue.name(), Errno.EAGAIN).because("the queue is empty")
                    : idle.passed(queue.receiveCall(), queue.name(), "a message");
        }
        return false;
    }

    private boolean isFree() {
        return signal == 0 && running.size() < terms.workers();
    }

    private boolean mayTake() {
        return isFree() && mayBegin() && !backlog.isFull();
    }

    private void heedSignals() {
        int now = signals;
        if (now == heeded) {
            return;
        }
        Deadline deadline = now > 1 ? Deadline.in(Duration.ZERO) : Deadline.inOrNever(terms.grace());
        if (heeded == 0) {
            listener.ending(running.isEmpty() ? null
                    : "SIG" + Signals.name(signal) + ": no further job is started, and " + running.size()
                            + (running.size() == 1 ? " still runs" : " still run")
                            + (now > 1 || terms.grace() != null ? "" : "; a second signal ends the running jobs"));
        }
        heeded = now;
        running.forEach(job -> job.endBy(deadline));
        running.forEach(Running::signalIfDue);
    }

    private void beginWaiting() throws IOException {
        if (isFree()) {
            backlog.look();
        }
        backlog.sendHopeless();
        while (isFree()) {
            Backlog.Due due = backlog.poll(mayBegin());
            if (due == null) {
                return;
            }
            begin(due.claim(), due.again());
        }
    }

    private void beginNew() throws IOException {
        empty = false;
        while (mayTake() && !empty) {
            Claim claim = spare.isEmpty() ? claims.create() : spare.pop();
            boolean taken = false;
            try {
                taken = claims.receive(claim, queue);
            } finally {
                if (!taken) {
                    spare.push(claim);
                }
            }
            empty = !taken;
            if (taken) {
                begin(claim, false);
            }
        }
    }

    private void begin(Claim claim, boolean again) throws IOException {
        claim.begin();
        int worker = workers.nextClearBit(1);
        byte[] content = new byte[claim.length()];
        claim.message().get(content);
        claim.check();
        Task task = new Task(++tasks, worker, claim.mark(), claim.attempts(), claim.failures(), claim.received(),
                Instant.now(), claim.isFound(), content);
        begun += again ? 0 : 1;
        try (Fd input = Fd.inMemory(claim.inputName())) {
            Spawn spawn = work.begin(task);
            byte[] read = work.input(task);
            input.writeFullyAt(ByteBuffer.allocateDirect(read.length).put(read).flip(), 0);
            Child child = spawn.inOwnGroup().put(input, 0).start();
            claim.worker(child.pid(), ProcessStart.asFarAsKnown(child.pid()));
            running.add(new Running(task, claim, child, Deadline.inOrNever(terms.longest())));
            workers.set(worker);
        } catch (Task.Unfit e) {
            fail(task, claim, 0, null, e.getMessage(), true);
        } catch (Task.Unwanted e) {
            claim.clear();
            spare.push(claim);
            listener.ended(new Task.End(task, 0, null, Task.Outcome.DROPPED, e.getMessage(), null));
        } catch (KernelException e) {
            notBegun(task, claim, e);
        }
    }

    /** What is wrong with CMD is wrong for the next message, too; only its environment is this one's own. */
    private void notBegun(Task task, Claim claim, KernelException e) throws IOException {
        if (e.is(Errno.E2BIG)) {
            fail(task, claim, 0, null, e.getMessage(), true);
            return;
        }
        backlog.add(claim, Deadline.in(AGAIN), false);
        if (!e.call().startsWith("posix_spawn") || !e.is(Errno.EAGAIN) && !e.is(Errno.ENOMEM)) {
            throw e;
        }
        listener.complain(e);
    }

    private void reap() throws IOException {
        for (Running job : List.copyOf(running)) {
            Child.Ending ending = job.child.poll();
            if (ending != null) {
                running.remove(job);
                workers.clear(job.task.worker());
                job.forget();
                ended(job, ending);
            }
        }
    }

    /** For the next message, unless it was made when messages had another length. */
    private void keep(Claim claim) {
        if (claims.fits(claim)) {
            spare.push(claim);
        } else {
            claims.remove(claim);
        }
    }

    private void ended(Running job, Child.Ending ending) throws IOException {
        int status = ending.shellStatus();
        String otherwise = job.isLate() || job.isCut() ? null : work.ended(job.task, status);
        if (otherwise != null) {
            fail(job.task, job.claim, job.nanos(), status, otherwise, true);
        } else if (status == 0 && !job.isLate()) {
            job.claim.clear();
            keep(job.claim);
            listener.ended(new Task.End(job.task, job.nanos(), status, Task.Outcome.DONE, null, null));
        } else if (job.isCut()) {
            backlog.add(job.claim, Deadline.never(), false);
            listener.ended(new Task.End(job.task, job.nanos(), status, Task.Outcome.CUT, "ipcctl was ended by a signal",
                    null));
        } else {
            String reason = job.isLate() ? "it ran longer than --job-timeout allows"
                    : ending.signal() != 0 ? "ended by SIG" + Signals.name(ending.signal()) : "exit status " + status;
            fail(job.task, job.claim, job.nanos(), status, reason, false);
        }
    }

    private void fail(Task task, Claim claim, long nanos, Integer status, String reason, boolean forGood)
            throws IOException {
        boolean again = !forGood && claim.failures() < terms.retries();
        claim.failed(reason, Instant.now().plus(again ? terms.retryDelay() : Duration.ZERO));
        String target = null;
        if (again) {
            backlog.add(claim, Deadline.in(terms.retryDelay()), false);
        } else {
            claim.giveUp();
            target = failures.take(claim);
            if (target != null) {
                keep(claim);
            } else {
                listener.complain(failures.full(claim));
                backlog.addHopeless(claim);
            }
        }
        listener.ended(
                new Task.End(task, nanos, status, again ? Task.Outcome.RETRY : Task.Outcome.FAILED, reason, target));
    }

    private void await() {
        boolean takes = mayTake();
        boolean listens = queue.removalTold() != null;
        boolean tells = queue.readable() != null;
        Fd[] fds = new Fd[running.size() + 3];
        int[] events = new int[fds.length];
        fds[0] = wakeup.fd();
        events[0] = Poll.IN;
        fds[1] = tells ? queue.readable() : wakeup.fd();
        events[1] = takes && tells ? Poll.IN : 0;
        fds[2] = listens ? queue.removalTold() : wakeup.fd();
        events[2] = listens ? Poll.IN : 0;
        Deadline next = signal == 0 ? backlog.next(isFree(), mayBegin()) : Deadline.never();
        if (isFree() && running.isEmpty() && !backlog.isPending(mayBegin())) {
            next = sooner(next, idle);
        }
        for (int i = 0; i < running.size(); i++) {
            fds[i + 3] = running.get(i).end;
            events[i + 3] = Poll.IN;
            next = sooner(next, running.get(i).due());
        }
        int[] ready = Poll.await(fds, events,
                takes && !tells ? next.within(LOOK_FOR_MESSAGES) : listens ? next : next.within(LOOK_FOR_REMOVAL));
        if (ready[0] != 0) {
            wakeup.clear();
        }
        if (ready[2] != 0) {
            queue.isRemoved();
        }
        running.forEach(Running::signalIfDue);
    }

    private static Deadline sooner(Deadline one, Deadline other) {
        return one.remainingNanos() <= other.remainingNanos() ? one : other;
    }

    /**
     * Where it went as it should, nothing runs any more; else the claims stay as they are, and their messages are begun
     * again.
     */
    private void endAll() {
        running.forEach(job -> job.child.signalGroup(Signals.SIGTERM));
        Deadline deadline = Deadline.in(AGAIN);
        for (Running job : running) {
            if (job.child.await(deadline) == null) {
                job.child.signalGroup(Signals.SIGKILL);
                job.child.await(Deadline.in(AGAIN));
            }
            job.forget();
            backlog.add(job.claim, Deadline.never(), false);
        }
        running.clear();
        spare.forEach(claims::remove);
        spare.clear();
    }

    @Override
    public void close() {
        work.close();
        wakeup.close();
    }
}
