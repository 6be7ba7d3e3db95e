/** {@code ipcctl bench}, and the hidden command that is its other processes. */
package org.ipcctl.cli.bench;
