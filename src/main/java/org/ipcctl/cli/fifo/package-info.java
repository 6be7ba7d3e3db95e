/** {@code ipcctl mkfifo} and {@code ipcctl fifo ...}. */
package org.ipcctl.cli.fifo;
