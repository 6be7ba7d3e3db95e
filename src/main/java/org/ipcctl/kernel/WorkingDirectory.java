package org.ipcctl.kernel;

/**
 * The directory that ipcctl was called in, where it was removed meanwhile: Java does not begin in one that has no name.
 */
final class WorkingDirectory {
    private WorkingDirectory() {}

    /** The launcher has left it, and its descriptor open; nothing is found there, and CMD begins there as it should. */
    static void goBack() {
        String descriptor = System.getProperty("ipcctl.directory", "");
        if (!descriptor.isEmpty()) {
            int number = Integer.parseInt(descriptor);
            Functions.C.fchdir(number);
            Functions.C.close(number);
        }
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            int fchdir(int directory);

            int close(int fd);
        }
    }
}
