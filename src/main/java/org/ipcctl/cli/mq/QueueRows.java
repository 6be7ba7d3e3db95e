package org.ipcctl.cli.mq;

import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Users;
import org.ipcctl.mq.QueueAttributes;
import org.ipcctl.mq.QueueStatus;
import org.ipcctl.result.Column;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** What stat and ls tell of a queue. */
final class QueueRows {
    static final Schema SCHEMA = Schema.single(
            Column.of("name", Type.TEXT, "the name, with its slash"),
            Column.of("messages", Type.INTEGER, "messages that it holds"),
            Column.of("max_messages", Type.INTEGER, "messages that it can hold"),
            Column.of("message_size_bytes", Type.SIZE, "bytes that a message can have"),
            Column.of("queued_bytes", Type.SIZE, "bytes of all messages that it holds"),
            Column.of("mode", Type.MODE, "the permission bits; r to receive, w to send"),
            Column.of("owner_name", Type.TEXT, "the user who owns it"),
            Column.of("group_name", Type.TEXT, "the group that owns it"),
            Column.detail("owner_id", Type.INTEGER, "the owner's number"),
            Column.detail("group_id", Type.INTEGER, "the group's number"),
            Column.detail("accessed", Type.TIME, "when a message was last sent or received, or the state of the queue read, as stat and ls do; whole seconds"),
            Column.of("modified", Type.TIME, "when a message was last sent or received, or before that, when it was created; whole seconds"),
            Column.detail("changed", Type.TIME, "as accessed, and when its mode or owner changed"),
            Column.of("notify_pid", Type.INTEGER, "the process that mq_notify(3) will tell of a message; missing where none is registered, or one outside this PID namespace"));

    private QueueRows() {
    }

    static Row row(Schema schema, QueueStatus queue) {
        QueueAttributes attributes = queue.attributes();
        FileStatus file = queue.file();
        boolean open = attributes != null;
        return schema.row(Value.of(queue.name()),
                open ? Value.of(attributes.messages()) : Value.MISSING,
                open ? Value.of(attributes.maxMessages()) : Value.MISSING,
                open ? Value.of(attributes.messageSize()) : Value.MISSING,
                queue.queuedBytes() != null ? Value.of(queue.queuedBytes()) : Value.MISSING,
                Value.mode(file.permissions()), Value.of(Users.user(file.uid())), Value.of(Users.group(file.gid())),
                Value.of(file.uid()), Value.of(file.gid()),
                Value.of(file.accessed()), Value.of(file.modified()), Value.of(file.changed()),
                queue.notifyPid() != null && queue.notifyPid() > 0 ? Value.of(queue.notifyPid()) : Value.MISSING);
    }
}
