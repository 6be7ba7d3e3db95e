package org.ipcctl.cli.mq;

import org.ipcctl.cli.FileColumns;
import org.ipcctl.cli.Command.Example;
import org.ipcctl.cli.Command.Texts;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.RemoveCommand;
import org.ipcctl.cli.StatCommand;
import org.ipcctl.mq.QueueAttributes;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.mq.QueueStatus;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** What stat and ls tell of a queue; of one that may not be opened there are no attributes. */
final class QueueColumns {
    static final Schema<QueueStatus> SCHEMA = Schema.<QueueStatus>single(
            Column.<QueueStatus>text("name", "the name, with its slash", Shrink.MIDDLE, QueueStatus::name).identity())
            .<QueueAttributes>with(QueueStatus::attributes,
                    Column.<QueueAttributes>of("messages", Type.INTEGER, "messages that it holds",
                            a -> Value.of(a.messages())).rated(),
                    Column.of("max_messages", Type.INTEGER, "messages that it can hold",
                            a -> Value.of(a.maxMessages())),
                    Column.of("message_size_bytes", Type.SIZE, "bytes that a message can have",
                            a -> Value.of(a.messageSize())))
            .and(Column.<QueueStatus>of("queued_bytes", Type.SIZE, "bytes of all messages that it holds",
                    q -> Value.of(q.queuedBytes())).rated())
            .with(QueueStatus::file, FileColumns.MODE.saying("the permission bits; r to receive, w to send"))
            .with(QueueStatus::file, FileColumns.OWNERS)
            .with(QueueStatus::file,
                    FileColumns.ACCESSED.saying(
                            "when a message was last sent or received, or the state of the queue read, as by stat "
                                    + "and ls; whole seconds")
                            .disturbed(),
                    FileColumns.MODIFIED.saying(
                            "when a message was last sent or received, or before that, when it was created; "
                                    + "whole seconds"),
                    FileColumns.CHANGED.saying("like accessed, and when its mode or owner changed").disturbed())
            .and(Column.of("notify_pid", Type.INTEGER,
                    "the process that mq_notify(3) will notify of a message; missing if none is registered, or one "
                            + "outside this PID namespace",
                    q -> Value.of(q.notifyPid() != null && q.notifyPid() > 0 ? q.notifyPid() : null)));

    private QueueColumns() {}

    /** {@code ipcctl mq stat}. */
    static Command stat() {
        return new StatCommand<>(QueueKind.KIND, SCHEMA, "The queue, with or without its leading slash.",
                Texts.of(
                        "No message is removed. queued_bytes and notify_pid are not shown to a user who may only "
                                + "send to the queue.",
                        new Example("its attributes and how full it is", "ipcctl mq stat jobs")
                                .after("ipcctl mq create jobs"),
                        new Example("the next change of its contents",
                                "ipcctl mq stat jobs --watch=200ms --columns change,messages,messages_per_second | sed "
                                        + "-n '2{p;q}'")
                                .after("ipcctl mq create jobs",
                                        "for i in 1 2 3 4 5; do sleep 0.5; ipcctl mq send jobs $i; done &"),
                        new Example("until nothing has changed for a second",
                                "ipcctl mq stat jobs --watch --timeout 1s >changes").after(
                                        "ipcctl mq create "
                                                + "jobs")
                                .exits(124),
                        new Example("into variables of a script",
                                "eval \"$(ipcctl mq stat jobs --format shell)\"; echo \"$messages of $max_messages\"")
                                .after("ipcctl mq create jobs")));
    }

    /** {@code ipcctl mq rm}. */
    static Command rm() {
        return new RemoveCommand(QueueKind.KIND, "The queues to remove.",
                Texts.of(
                        "The messages in a queue are lost with it. If one queue cannot be removed, the others still "
                                + "are, and the exit status is that of the first failure. Processes that have a "
                                + "queue open can go on using it, but an ipcctl that waits for it ends.",
                        new Example("remove two", "ipcctl mq rm jobs results").after("ipcctl mq create jobs",
                                "ipcctl mq create results"),
                        new Example("clean up at the end of a script", "trap 'ipcctl mq rm -f jobs' EXIT")));
    }
}
