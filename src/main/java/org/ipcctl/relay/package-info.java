/** Floor 2: moving bytes from one descriptor to another. */
package org.ipcctl.relay;
