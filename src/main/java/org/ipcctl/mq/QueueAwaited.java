package org.ipcctl.mq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.inspect.Cues;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Removal;

/**
 * Waits until a queue has a message, or room for one, in poll(2): nothing is taken, nobody registered, and who waits in
 * mq_receive(3) gets its message as if this were not there.
 */
final class QueueAwaited implements Awaited {
    private final MessageQueue queue;
    private final Condition condition;
    private final Cues removal;

    QueueAwaited(String name, Condition condition) {
        this.queue = QueueStatus.openSomehow(name);
        this.condition = condition;
        this.removal = Cues.ofFile(queue.fd(), Removal.EVENTS);
    }

    @Override
    public boolean holds() {
        removal.renew();
        QueueAttributes now = queue.attributes();
        boolean so = condition.what() == Condition.What.DATA ? now.messages() > 0 : now.messages() < now.maxMessages();
        if (!so && Removal.isOf(queue.fd())) {
            throw condition.removed(queue.name());
        }
        return so;
    }

    @Override
    public List<Cue> cues() {
        List<Cue> cues = new ArrayList<>(removal.cues());
        cues.add(new Cue(queue.fd(), condition.what() == Condition.What.DATA ? Poll.IN : Poll.OUT));
        return cues;
    }

    /** Where nothing tells of its removal, that can wait. */
    @Override
    public Duration pause() {
        return removal.pause().isZero() ? Duration.ZERO : RARELY;
    }

    @Override
    public void close() {
        removal.close();
        queue.close();
    }
}
