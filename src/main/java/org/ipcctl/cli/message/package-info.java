/**
 * What the commands that send or receive messages have in common: their options, and the messages on standard input and
 * output.
 */
package org.ipcctl.cli.message;
