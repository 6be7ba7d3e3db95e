/**
 * Floor 1: System V message queues, semaphore sets and shared memory segments, {@code sysvipc(7)}.
 *
 * <p>A {@link org.ipcctl.sysv.Key} names an object of any of the three. What is known of them comes from the kernel's
 * own tables, which
 * {@link org.ipcctl.sysv.Table} walks. The layouts of C's structures are those of 64-bit Linux.
 */
package org.ipcctl.sysv;
