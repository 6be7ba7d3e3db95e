/**
 * Floor 1: FIFOs, the pipes that have a name in the file system. See {@code fifo(7)}, {@code pipe(7)},
 * {@code mkfifo(3)}.
 */
package org.ipcctl.fifo;
