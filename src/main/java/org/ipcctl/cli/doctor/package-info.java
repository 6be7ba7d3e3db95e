/** {@code ipcctl doctor}: what is missing or odd on this host, over all mechanisms. */
package org.ipcctl.cli.doctor;
