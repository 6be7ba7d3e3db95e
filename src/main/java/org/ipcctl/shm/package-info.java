/** Floor 1: POSIX shared memory objects, {@code shm_overview(7)}. */
package org.ipcctl.shm;
