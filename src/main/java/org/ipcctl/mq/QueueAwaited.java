package org.ipcctl.mq;

import java.time.Duration;
import java.util.List;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Removal;

/**
 * Waits until a queue has a message, or room for one, in poll(2): nothing is taken, nobody registered, and who waits in
 * mq_receive(3) gets its message as if this were not there.
 */
final class QueueAwaited implements Awaited {
    private final MessageQueue queue;
    private final Condition condition;
    private final Removal removal;

    QueueAwaited(String name, Condition condition) {
        this.queue = QueueStatus.openSomehow(name);
        this.condition = condition;
        this.removal = new Removal(queue.fd());
    }

    @Override
    public boolean holds() {
        QueueAttributes now = queue.attributes();
        boolean so = condition.what() == Condition.What.DATA ? now.messages() > 0 : now.messages() < now.maxMessages();
        if (!so && removal.hasHappened()) {
            throw condition.removed(queue.name());
        }
        return so;
    }

    @Override
    public List<Cue> cues() {
        Cue message = new Cue(queue.fd(), condition.what() == Condition.What.DATA ? Poll.IN : Poll.OUT);
        return removal.descriptor() == null ? List.of(message)
                : List.of(message, new Cue(removal.descriptor(), removal.events()));
    }

    @Override
    public Duration pause() {
        return RARELY;
    }

    @Override
    public void close() {
        removal.close();
        queue.close();
    }
}
