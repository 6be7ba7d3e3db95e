/**
 * Floor 1: sockets between processes of one host, {@code unix(7)}; and {@code tcp(7)} on the loopback, to be measured
 * against.
 */
package org.ipcctl.sock;
