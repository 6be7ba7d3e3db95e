/** One class for each mechanism that the benchmark knows, and the registry of them. */
package org.ipcctl.bench.transport;
