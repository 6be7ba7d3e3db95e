package org.ipcctl.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipcctl.bench.saved.SavedSituation;
import org.ipcctl.fifo.FifoSituation;
import org.ipcctl.host.HostSituation;
import org.ipcctl.inspect.Finding;
import org.ipcctl.kernel.DevShmSituation;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.kernel.Situation;
import org.ipcctl.mq.MqSituation;
import org.ipcctl.sem.SemSituation;
import org.ipcctl.shm.ShmSituation;
import org.ipcctl.sock.SocketSituation;
import org.ipcctl.sync.SyncSituation;
import org.ipcctl.sysv.SysvSituation;

/**
 * What to do in each {@link Situation} that a mechanism tells. A command line is between backticks, and these stand for
 * what is known of the case: {@code {object}} and {@code {path}} for the subject as a word of a command,
 * {@code {key}} for one that is no name, {@code {asked}} for a size, {@code {mode}} for an option, {@code {advice}} for
 * what the mechanism advises, in the midst of a sentence, {@code {next}} for the same as a sentence of its own, if
 * there is one, and {@code {what}} for what was found.
 */
public final class NextSteps {
    /** Of failures: sentences. */
    static final Map<Situation, String> SENTENCES = Map.ofEntries(
            Map.entry(DevShmSituation.NO_INODE, "Remove some with `ipcctl shm rm`, or {advice}"),
            Map.entry(ShmSituation.ABSENT,
                    "Create it with `ipcctl shm create {object} --size SIZE`, or list objects with `ipcctl shm ls`."),
            Map.entry(ShmSituation.NOTHING_TO_REMOVE, "List objects with `ipcctl shm ls`."),
            Map.entry(ShmSituation.DENIED,
                    "The object's mode does not allow it; `ipcctl shm ls` shows its mode and owner."),
            Map.entry(ShmSituation.FULL, "Remove objects (`ipcctl shm ls`, `ipcctl shm rm`), or {advice}"),
            Map.entry(ShmSituation.NO_RING, "Use another name; `ipcctl shm ls` lists those in use."),
            Map.entry(ShmSituation.OTHER_VERSION, "Use the same version of ipcctl on both sides."),
            Map.entry(ShmSituation.RING_DAMAGED,
                    "Another program has written into it: remove it with `ipcctl shm rm {object}`."),
            Map.entry(ShmSituation.RING_LOCKED, "`ipcctl holders shm:{object}` shows which processes have it."),
            Map.entry(ShmSituation.SIDE_TAKEN, "Use another name, or wait until it ends."),
            Map.entry(SemSituation.ABSENT,
                    "Create it with `ipcctl sem create {object}`, or list semaphores with `ipcctl sem ls`."),
            Map.entry(SemSituation.NOTHING_TO_REMOVE, "List semaphores with `ipcctl sem ls`."),
            Map.entry(SemSituation.DENIED,
                    "The semaphore's mode does not allow it; `ipcctl sem ls` shows its mode and owner."),
            Map.entry(SemSituation.EXISTS, "Remove it with `ipcctl sem rm {object}` first."),
            Map.entry(SemSituation.FULL, "Remove objects (`ipcctl shm ls`, `ipcctl shm rm`)."),
            Map.entry(SyncSituation.NO_MUTEX, "Create it with `ipcctl mutex create {object}`."),
            Map.entry(SyncSituation.NO_MUTEX_TO_REMOVE, "List them with `ipcctl mutex ls`."),
            Map.entry(SyncSituation.NO_CONDITION, "Create it with `ipcctl cond create {object}`."),
            Map.entry(SyncSituation.NO_CONDITION_TO_REMOVE, "List them with `ipcctl cond ls`."),
            Map.entry(SyncSituation.MUTEX_DAMAGED, "Another program has written into it: remove it with "
                    + "`ipcctl shm rm {object}` and create it again with `ipcctl mutex create {object}`."),
            Map.entry(SyncSituation.CONDITION_DAMAGED, "Another program has written into it: remove it with "
                    + "`ipcctl shm rm {object}` and create it again with `ipcctl cond create {object}`."),
            Map.entry(SyncSituation.WAITERS_STUCK, "End the C programs that use it and try again, or remove it with "
                    + "`ipcctl cond rm {object}` and create it again."),
            Map.entry(SyncSituation.LOCKED, "`ipcctl mutex stat {object}` shows which."),
            Map.entry(SyncSituation.COMMAND_LEFT, "`ipcctl holders mutex:{object}` shows what."),
            Map.entry(MqSituation.ABSENT, "Create it with `ipcctl mq create {object}`, or list queues with "
                    + "`ipcctl mq ls`."),
            Map.entry(MqSituation.NOTHING_TO_REMOVE, "List queues with `ipcctl mq ls`."),
            Map.entry(MqSituation.DENIED,
                    "The queue's mode does not allow it; `ipcctl mq ls` shows its mode and owner."),
            Map.entry(MqSituation.TOO_MANY, "Remove some with `ipcctl mq rm`, or {advice}"),
            Map.entry(MqSituation.BEYOND_LIMIT, "`ipcctl limits mq` shows what is in use.{next}"),
            Map.entry(MqSituation.TOO_LONG,
                    "Create a queue with larger messages: `ipcctl mq create NAME --message-size {asked}`."),
            Map.entry(MqSituation.LEFT_BEHIND, "Remove it with `ipcctl mq rm {object}`."),
            Map.entry(MqSituation.FULL, "Wait for room with --timeout, or receive some first."),
            Map.entry(MqSituation.NOTIFIES_ANOTHER,
                    "A queue notifies one process at a time; `ipcctl mq stat {object}` shows which."),
            Map.entry(SysvSituation.QUEUE_ABSENT, "Create it with `ipcctl sysv msg create {key}`, or list those there "
                    + "are with `ipcctl sysv msg ls`."),
            Map.entry(SysvSituation.QUEUE_GONE, "List those there are with `ipcctl sysv msg ls`."),
            Map.entry(SysvSituation.QUEUE_DENIED, "`ipcctl sysv msg stat {key}` shows its mode and owner."),
            Map.entry(SysvSituation.SET_ABSENT, "Create it with `ipcctl sysv sem create {key}`, or list those there "
                    + "are with `ipcctl sysv sem ls`."),
            Map.entry(SysvSituation.SET_GONE, "List those there are with `ipcctl sysv sem ls`."),
            Map.entry(SysvSituation.SET_DENIED, "`ipcctl sysv sem stat {key}` shows its mode and owner."),
            Map.entry(SysvSituation.SET_IS_SMALLER, "`ipcctl sysv sem get {key}` shows their values."),
            Map.entry(SysvSituation.SEGMENT_ABSENT, "Create it with `ipcctl sysv shm create {key}`, or list those "
                    + "there are with `ipcctl sysv shm ls`."),
            Map.entry(SysvSituation.SEGMENT_GONE, "List those there are with `ipcctl sysv shm ls`."),
            Map.entry(SysvSituation.SEGMENT_DENIED, "`ipcctl sysv shm stat {key}` shows its mode and owner."),
            Map.entry(SysvSituation.BEYOND_LIMIT,
                    "`ipcctl limits sysv` shows what is allowed and in use.{next}"),
            Map.entry(SavedSituation.ABSENT, "Make one with `ipcctl bench --save FILE`."),
            Map.entry(SavedSituation.FOREIGN, "Make one with `ipcctl bench --save FILE`."),
            Map.entry(SavedSituation.DAMAGED, "Make one with `ipcctl bench --save FILE`."),
            Map.entry(SavedSituation.NEWER, "Update ipcctl, or measure again with `ipcctl bench --save FILE`."),
            Map.entry(FifoSituation.ABSENT, "Create it with `ipcctl mkfifo {path}`."),
            Map.entry(FifoSituation.DENIED, "`ipcctl fifo stat {path}` shows its owner and mode."),
            Map.entry(SocketSituation.NO_LISTENER,
                    "Start a listener, `ipcctl sock listen {path}`, or wait for one with --retry."),
            Map.entry(SocketSituation.DENIED,
                    "`ls -l {path}` shows its owner and mode; its listener sets them with -m."),
            Map.entry(SocketSituation.OTHER_PEER, "`ipcctl sock ls {path}` shows which one it is."),
            Map.entry(SocketSituation.IS_FIFO, "Write to it with `ipcctl fifo write {path}`."),
            Map.entry(SocketSituation.NO_SOCKET, "`ipcctl sock ls` shows the sockets there are."),
            Map.entry(SocketSituation.OTHER_TYPE, "`ipcctl sock ls` shows its type."),
            Map.entry(SocketSituation.IS_STREAM, "Use `ipcctl sock connect {path}`; `ipcctl sock ls` shows types."),
            Map.entry(SocketSituation.IS_DGRAM, "Use `ipcctl sock send {path}`; `ipcctl sock ls` shows types."),
            Map.entry(SocketSituation.IS_SEQPACKET,
                    "Use `ipcctl sock connect {path}` or `ipcctl sock send {path}`; `ipcctl sock ls` shows types."),
            Map.entry(SocketSituation.UNBOUND, "`ipcctl sock ls` lists all."),
            Map.entry(SocketSituation.IN_USE, "`ipcctl sock ls` shows which one."),
            Map.entry(SocketSituation.BEYOND_BUFFER,
                    "Send it through a stream, `ipcctl sock connect`, or {advice}"),
            Map.entry(SocketSituation.NO_MEMORY, "Send it through a stream: `ipcctl sock connect`."),
            Map.entry(SocketSituation.NO_ROOM, "Receive with --message-size {asked}."),
            Map.entry(SocketSituation.NO_DESCRIPTOR, "Receive data with `ipcctl sock listen`."),
            Map.entry(SocketSituation.NO_EXCHANGE, "Let clients connect elsewhere: `ipcctl sock proxy`."));

    /** Of what a check finds: a command line each. */
    static final Map<Situation, String> COMMANDS = Map.of(
            Finding.Sight.UNSEEN, "ipcctl doctor {object}",
            HostSituation.NEAR_LIMIT, "ipcctl limits {object}",
            HostSituation.OTHER_QUEUES, "nsenter --target 1 --mount --ipc ipcctl mq ls",
            SyncSituation.LOST, "ipcctl mutex rm {object} && ipcctl mutex create{mode} {object}",
            SyncSituation.OWNER_DIED, "ipcctl mutex run {object} -- true",
            SocketSituation.UNCHECKED, "ipcctl doctor sockets");

    /** What went wrong, where that is best told by the name of a command. */
    static final Map<Situation, String> REASONS = Map.of(
            SocketSituation.TAKEN_OVER, "another 'ipcctl sock spy' is already running there",
            SocketSituation.LEFT_ASIDE,
            "'ipcctl sock spy' moved the server's socket and was killed; clients are refused",
            HostSituation.NEAR_LIMIT, "{what}; 'ipcctl limits {object}' shows more",
            SavedSituation.FOREIGN, "it was not written by 'ipcctl bench --save'");

    private static final String COMMAND_MARK = "`";
    private static final Pattern FIELD = Pattern.compile("\\{(\\w+)\\}");

    private NextSteps() {}

    /** Of a failure in a situation; what the mechanism advises where it is in none. */
    static String of(KernelException failure) {
        String sentence = failure.situation() == null ? null : SENTENCES.get(failure.situation());
        return sentence == null ? failure.hint()
                : sentence(sentence, Map.of("object", ShellWord.object(failure.subject()), "path",
                        ShellWord.path(failure.subject()), "key", ShellWord.quote(failure.subject()), "asked",
                        Long.toString(failure.asked()), "advice", amid(failure.hint()), "next",
                        failure.hint() == null ? "" : " " + failure.hint()));
    }

    /** In {@code situation}, of the object {@code name}; null where that is null. */
    public static String of(Situation situation, String name) {
        return situation == null ? null : sentence(SENTENCES.get(situation), Map.of("object", ShellWord.object(name)));
    }

    /** The command that mends what was found or, for a note, shows more; null where there is none. */
    public static String mending(Finding finding) {
        String command = finding.known() == null ? null : COMMANDS.get(finding.known().situation());
        if (finding.mend() != null || command == null) {
            return finding.mend();
        }
        int mode = finding.known().mode();
        return filled(command, Map.of("object", ShellWord.object(finding.known().name()), "mode",
                mode == Finding.Case.USUAL ? "" : " -m " + Integer.toOctalString(mode)));
    }

    /** What went wrong, which the mechanism calls {@code otherwise}. */
    public static String reason(Situation situation, String otherwise) {
        return situation == null ? otherwise : REASONS.getOrDefault(situation, otherwise);
    }

    /** What {@code finding} is, in a clause. */
    public static String found(Finding finding) {
        String reason = finding.known() == null ? null : REASONS.get(finding.known().situation());
        return reason == null ? finding.what() : filled(reason, Map.of("what", finding.what(), "object",
                ShellWord.object(finding.known().name())));
    }

    private static String sentence(String text, Map<String, String> values) {
        String[] parts = text.split(COMMAND_MARK, -1);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            String part = filled(parts[i], values);
            line.append(i % 2 == 0 ? part : ShellWord.shown(part));
        }
        return line.toString();
    }

    private static String filled(String text, Map<String, String> values) {
        return FIELD.matcher(text).replaceAll(field -> Matcher.quoteReplacement(values.get(field.group(1))));
    }

    /** The sentence {@code advice} after a comma. */
    private static String amid(String advice) {
        return advice == null ? "" : Character.toLowerCase(advice.charAt(0)) + advice.substring(1);
    }
}
