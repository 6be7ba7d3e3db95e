/** Floor 4: the man pages and shell completions, made out of the same model that parses the command line. */
package org.ipcctl.docs;
