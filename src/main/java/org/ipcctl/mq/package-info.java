/**
 * Floor 1: POSIX message queues, {@code mq_overview(7)}.
 *
 * <p>{@link org.ipcctl.mq.MessageQueue} is the open queue; {@link org.ipcctl.mq.QueueWriter} and
 * {@link org.ipcctl.mq.QueueReader} know how to wait for it. What the kernel refuses is explained here with the limit
 * that was hit, its value, and the line that raises it.
 */
package org.ipcctl.mq;
