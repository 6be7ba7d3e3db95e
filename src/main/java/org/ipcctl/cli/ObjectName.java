package org.ipcctl.cli;

import org.ipcctl.kernel.OsString;

/**
 * Names of POSIX shared memory, message queues and semaphores. Users write them with or without the leading slash; the
 * C functions get them with it. What the kernel could not take is refused before any system call, with the reason.
 * See {@code shm_overview(7)}, {@code mq_overview(7)}, {@code sem_overview(7)}.
 */
public final class ObjectName {
    /** {@code NAME_MAX}: each object is a file with this name, so bytes count, not characters. */
    private static final int LONGEST = 255;
    /** glibc keeps a semaphore as {@code /dev/shm/sem.NAME}. */
    private static final String SEMAPHORE_FILE = "/sem.";
    private static final int LONGEST_SEMAPHORE = LONGEST - SEMAPHORE_FILE.length() + 1;

    public static final Kind<String> SHM = Kind.custom("NAME", String.class, ObjectName::shm).completing(Kind.Names.SHARED_MEMORY);
    public static final Kind<String> MQ = Kind.custom("NAME", String.class, ObjectName::mq).completing(Kind.Names.MESSAGE_QUEUES);
    public static final Kind<String> SEM = Kind.custom("NAME", String.class, ObjectName::sem).completing(Kind.Names.SEMAPHORES);

    private ObjectName() {
    }

    /**
     * The name of shared memory that {@code text} means, with its slash.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static String shm(String text) {
        String name = checked(text, LONGEST);
        if (name.startsWith(SEMAPHORE_FILE)) {
            throw new IllegalArgumentException("is where glibc keeps the semaphore '" + name.substring(SEMAPHORE_FILE.length())
                    + "', not shared memory");
        }
        return name;
    }

    /** As {@link #shm}, the name of a message queue. */
    public static String mq(String text) {
        return checked(text, LONGEST);
    }

    /** As {@link #shm}, the name of a semaphore. */
    public static String sem(String text) {
        return checked(text, LONGEST_SEMAPHORE);
    }

    private static String checked(String text, int longest) {
        String bare = text.startsWith("/") ? text.substring(1) : text;
        if (bare.isEmpty()) {
            throw new IllegalArgumentException("is empty; write a name as /jobs or jobs");
        } else if (bare.indexOf('/') >= 0) {
            throw new IllegalArgumentException("holds a slash; only the first character of a name may be one");
        } else if (bare.equals(".") || bare.equals("..")) {
            throw new IllegalArgumentException("is a directory's name and no object's");
        }
        int length = OsString.length(bare);
        if (length > longest) {
            throw new IllegalArgumentException("is " + length + " bytes long without its slash, and at most " + longest + " are allowed");
        }
        return "/" + bare;
    }
}
