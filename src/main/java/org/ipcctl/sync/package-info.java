/**
 * Floor 1: process-shared pthread mutexes and condition variables in shared memory,
 * {@code pthread_mutexattr_setrobust(3)}.
 */
package org.ipcctl.sync;
