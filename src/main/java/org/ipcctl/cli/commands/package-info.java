/** The registry of commands, above the groups that it names. */
package org.ipcctl.cli.commands;
