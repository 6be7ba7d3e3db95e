/** Commands about pipes: {@code ipcctl pipe ...}, and {@code ipcctl pipe-demo} with its experiments, one class each. */
package org.ipcctl.cli.pipe;
