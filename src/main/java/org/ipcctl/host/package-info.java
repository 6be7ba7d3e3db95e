/** Floor 2: what there is on this host, over all mechanisms. */
package org.ipcctl.host;
