/** {@code ipcctl sock}: UNIX domain sockets. */
package org.ipcctl.cli.sock;
