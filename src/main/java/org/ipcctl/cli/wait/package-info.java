/** {@code ipcctl wait}: until objects of any kind are as they should be. */
package org.ipcctl.cli.wait;
