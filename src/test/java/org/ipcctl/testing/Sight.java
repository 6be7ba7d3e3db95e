package org.ipcctl.testing;

import org.ipcctl.kernel.OpenFiles;

/** Whether a test can see what all processes have open. In a container not even root need be able to. */
public final class Sight {
    private static final boolean WHOLE = OpenFiles.look(file -> {}).isComplete();

    private Sight() {}

    public static boolean isWhole() {
        return WHOLE;
    }

    /** The exit status where nobody is found to have something: {@code expected} where that means that nobody has. */
    public static int orUnknown(int expected) {
        return WHOLE ? expected : 5;
    }

    /** What is said of a number that is 0 where nobody has something: nothing where nobody knows. */
    public static String noneOr(String unknown) {
        return WHOLE ? "0" : unknown;
    }
}
