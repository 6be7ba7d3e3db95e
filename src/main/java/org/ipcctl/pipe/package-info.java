/**
 * Floor 1: pipes. A handle over {@code pipe2(2)}, the limits that apply to it, the pipes that other
 * processes have open, and experiments that show on the live
 * kernel, with real child processes, what {@code pipe(7)} promises: each returns a record of what it saw and judges
 * nothing but that.
 */
package org.ipcctl.pipe;
