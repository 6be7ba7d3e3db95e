/** Commands about POSIX message queues. */
package org.ipcctl.cli.mq;
