/** Commands about pipes: {@code ipcctl pipe-demo} and its experiments, one class each. */
package org.ipcctl.cli.pipe;
