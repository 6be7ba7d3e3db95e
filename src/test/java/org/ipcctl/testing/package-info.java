/** What the tests share: names that nobody else has, commands run in process, C peers and other second processes. */
package org.ipcctl.testing;
