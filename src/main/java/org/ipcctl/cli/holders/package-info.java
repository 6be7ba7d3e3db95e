/** {@code ipcctl holders}: over all mechanisms, who has what. */
package org.ipcctl.cli.holders;
