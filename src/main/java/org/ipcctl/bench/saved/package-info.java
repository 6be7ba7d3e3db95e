/**
 * Floor 2: benchmarks that were measured before: how they are kept in a file, what has changed since, and which
 * mechanism their figures advise.
 */
package org.ipcctl.bench.saved;
