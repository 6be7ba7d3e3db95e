/** The commands about POSIX named semaphores, one class each. */
package org.ipcctl.cli.sem;
