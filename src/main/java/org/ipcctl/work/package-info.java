/**
 * Floor 2: messages of a queue worked on by commands, each kept in a file from when it leaves the queue until its end
 * is known.
 */
package org.ipcctl.work;
