/** Over all mechanisms: what there is, and who has what. */
package org.ipcctl.cli.host;
