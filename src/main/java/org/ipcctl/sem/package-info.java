/** Floor 1: POSIX named semaphores, {@code sem_overview(7)}. */
package org.ipcctl.sem;
