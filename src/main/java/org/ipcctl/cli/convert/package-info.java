/** From the words of the command line to values: sizes, durations, modes. Pure functions, no I/O. */
package org.ipcctl.cli.convert;
