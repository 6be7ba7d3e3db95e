/**
 * Floor 2: the one boundary from results to bytes. Rows go in, bytes in one of the six formats go out to the stream
 * that was handed in; nothing here prints by itself.
 */
package org.ipcctl.format;
