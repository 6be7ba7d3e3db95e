package org.ipcctl.inspect;

import java.util.function.UnaryOperator;
import org.ipcctl.kernel.OsString;

/**
 * How objects of a kind are named.
 *
 * @param label  what a name is called in help: {@code NAME}
 * @param parser the one spelling of what a user typed; IllegalArgumentException with a clause for what names nothing
 * @param files  where the files are that they are; null where they are not files of one directory
 */
public record Naming(String label, UnaryOperator<String> parser, Files files) {
    /** {@code NAME_MAX}: each object is a file with its name, so bytes count, not characters. */
    private static final int LONGEST = 255;

    /**
     * Files of one directory, whose names a shell can complete.
     *
     * @param directory where they are
     * @param prefix    what stands before the name in a file's name
     * @param foreign   what the files of another kind in the same directory begin with, null where there are none
     */
    public record Files(String directory, String prefix, String foreign) {
    }

    /**
     * Of objects that are files of one directory. Users write a name with or without the leading slash; the C functions
     * get it with it. What the kernel could not take is refused before any system call, with the reason. See
     * {@code shm_overview(7)},
     * {@code mq_overview(7)}, {@code sem_overview(7)}.
     */
    public static Naming of(Files files) {
        return new Naming("NAME", text -> parse(text, files), files);
    }

    /**
     * The name that {@code text} means.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public String parse(String text) {
        return parser.apply(text);
    }

    private static String parse(String text, Files files) {
        String bare = text.startsWith("/") ? text.substring(1) : text;
        if (bare.isEmpty()) {
            throw new IllegalArgumentException("is empty; write a name as /jobs or jobs");
        } else if (bare.indexOf('/') >= 0) {
            throw new IllegalArgumentException("contains a slash; only the first character of a name may be one");
        } else if (bare.equals(".") || bare.equals("..")) {
            throw new IllegalArgumentException("is the name of a directory, and cannot be used for an object");
        }
        int length = OsString.length(bare);
        int longest = LONGEST - files.prefix.length();
        if (length > longest) {
            throw new IllegalArgumentException(
                    "is " + length + " bytes long without its slash, and at most " + longest + " are allowed");
        } else if (files.foreign != null && bare.startsWith(files.foreign)) {
            throw new IllegalArgumentException("is where glibc keeps the semaphore '"
                    + bare.substring(files.foreign.length()) + "', not shared memory");
        }
        return "/" + bare;
    }

    /** The path of the file that the object {@code name} is; null of a kind that has no {@link #files}. */
    public String file(String name) {
        return files == null ? null : files.directory + "/" + files.prefix + name.substring(1);
    }
}
