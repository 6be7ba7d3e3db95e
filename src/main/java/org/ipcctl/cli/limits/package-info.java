/** {@code ipcctl limits}: the limits of the kernel, over all mechanisms. */
package org.ipcctl.cli.limits;
