/** What the commands have in common that run CMD for each message of a queue. */
package org.ipcctl.cli.work;
