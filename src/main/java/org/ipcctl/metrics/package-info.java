/**
 * Floor 2: what the mechanisms measure ({@link org.ipcctl.inspect.MetricSource}) in the formats of Prometheus, by its
 * own library, and a server that tells it. Nothing else imports that library, nor the JDK's HTTP server.
 */
package org.ipcctl.metrics;
