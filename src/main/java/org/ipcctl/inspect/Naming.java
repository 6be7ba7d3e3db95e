package org.ipcctl.inspect;

import org.ipcctl.kernel.OsString;

/**
 * How objects that are files of one directory are named. Users write a name with or without the leading slash; the C functions get it
 * with it. What the kernel could not take is refused before any system call, with the reason. See {@code shm_overview(7)},
 * {@code mq_overview(7)}, {@code sem_overview(7)}.
 *
 * @param directory where their files are; a shell completes names by it
 * @param prefix    what stands before the name in a file's name
 * @param foreign   what the files of another kind in the same directory begin with, null where there are none
 */
public record Naming(String directory, String prefix, String foreign) {
    /** {@code NAME_MAX}: each object is a file with its name, so bytes count, not characters. */
    private static final int LONGEST = 255;

    /**
     * The name that {@code text} means, with its slash.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public String parse(String text) {
        String bare = text.startsWith("/") ? text.substring(1) : text;
        if (bare.isEmpty()) {
            throw new IllegalArgumentException("is empty; write a name as /jobs or jobs");
        } else if (bare.indexOf('/') >= 0) {
            throw new IllegalArgumentException("holds a slash; only the first character of a name may be one");
        } else if (bare.equals(".") || bare.equals("..")) {
            throw new IllegalArgumentException("is a directory's name and no object's");
        }
        int length = OsString.length(bare);
        int longest = LONGEST - prefix.length();
        if (length > longest) {
            throw new IllegalArgumentException("is " + length + " bytes long without its slash, and at most " + longest + " are allowed");
        } else if (foreign != null && bare.startsWith(foreign)) {
            throw new IllegalArgumentException("is where glibc keeps the semaphore '" + bare.substring(foreign.length()) + "', not shared memory");
        }
        return "/" + bare;
    }

    /** The path of the file that the object {@code name} is. */
    public String file(String name) {
        return directory + "/" + prefix + name.substring(1);
    }
}
