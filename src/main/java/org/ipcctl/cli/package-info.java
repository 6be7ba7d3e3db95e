/**
 * Floor 3: the command line. One class for each leaf command, grouped in packages as {@code cli.mq}; what they share is
 * here: options and value converters, the road from a failure to a message and an exit code.
 */
package org.ipcctl.cli;
