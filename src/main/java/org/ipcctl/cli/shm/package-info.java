/** The commands about POSIX shared memory, one class each. */
package org.ipcctl.cli.shm;
