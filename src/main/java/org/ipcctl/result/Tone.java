package org.ipcctl.result;

/** What a value means to who reads it, where that is not to be overlooked. */
public enum Tone {
    PLAIN, GOOD, WARNING, BAD
}
