/** {@code ipcctl metrics}: what monitoring asks of the mechanisms. */
package org.ipcctl.cli.metrics;
