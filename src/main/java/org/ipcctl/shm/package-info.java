/**
 * Floor 1: POSIX shared memory objects, {@code shm_overview(7)}, and the layout of a ring of bytes in shared memory.
 */
package org.ipcctl.shm;
