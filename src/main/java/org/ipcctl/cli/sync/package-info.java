/** The commands about mutexes and condition variables in shared memory, one class each. */
package org.ipcctl.cli.sync;
