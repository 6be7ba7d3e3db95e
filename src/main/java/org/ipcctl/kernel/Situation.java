package org.ipcctl.kernel;

/**
 * What has come about, as a fact, where the call and its number do not tell it. Each mechanism has an enumeration of
 * its own; what a user does about each of them is known to the command line alone.
 */
public interface Situation {
}
