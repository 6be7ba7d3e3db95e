package org.ipcctl.inspect;

import java.util.Locale;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.kernel.Situation;

/**
 * What a check of this host came upon. A mechanism's class of checks tells them, and a line in
 * {@link org.ipcctl.host.Checks} has them looked for.
 *
 * @param object  what it is about: a path, the name of an object or a setting
 * @param what    what is missing or odd there, as a clause
 * @param mend    the command that mends it, or tells more; its words are quoted. Null where there is none
 * @param user    who may run that
 * @param lasting the command that makes it last beyond the next boot; null where {@code mend} does that, or nothing can
 * @param known   what it came of, from which the command line words what mends it; null where {@code mend} tells all
 */
public record Finding(Severity severity, String object, String what, String mend, long user, String lasting,
                      Case known) {
    private static final long ROOT = 0;
    /** All that others than owner and group may be let do. */
    private static final int ALL = 07;
    /** With the sticky bit, by which only owners remove. */
    private static final int FOR_ALL = 01777;

    /** How bad it is. */
    public enum Severity {
        /** Something does not work. */
        FAULT,
        /** Something may not work, or was left behind. */
        WARNING,
        /** What one should know; nothing has to be mended. */
        NOTE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What every check may run into. */
    public enum Sight implements Situation {
        /** This user may not see all that the check looks at, by whose name it goes. */
        UNSEEN
    }

    /**
     * A situation that an object is in.
     *
     * @param mode permission bits that the object has to have, or {@link #USUAL}
     */
    public record Case(Situation situation, String name, int mode) {
        /** Those that nobody has to tell. */
        public static final int USUAL = -1;

        public Case(Situation situation, String name) {
            this(situation, name, USUAL);
        }
    }

    public static Finding fault(String object, String what) {
        return new Finding(Severity.FAULT, object, what, null, ROOT, null, null);
    }

    public static Finding warning(String object, String what) {
        return new Finding(Severity.WARNING, object, what, null, ROOT, null, null);
    }

    public static Finding note(String object, String what) {
        return new Finding(Severity.NOTE, object, what, null, ROOT, null, null);
    }

    /** That this user could not see all of {@code object}; root sees more of it. */
    public static Finding unseen(String check, String object, String what) {
        return note(object, what).mendedIn(new Case(Sight.UNSEEN, check), ROOT);
    }

    /**
     * Of a {@code directory} with the permission bits {@code mode} that is for the {@code things} of all users; null
     * where it is as it should be.
     */
    public static Finding ofMode(String directory, int mode, String things) {
        if (mode == FOR_ALL) {
            return null;
        }
        String what = "its mode is " + Integer.toOctalString(mode) + " and not 1777: ";
        return ((mode & ALL) == ALL ? warning(directory, what + "any user may remove the " + things + " of others")
                : fault(directory, what + "not all users may create " + things))
                .mendedBy("chmod 1777 " + ShellWord.path(directory));
    }

    /** The same, mended by root's {@code command}. */
    public Finding mendedBy(String command) {
        return mendedBy(command, ROOT);
    }

    public Finding mendedBy(String command, long whom) {
        return new Finding(severity, object, what, command, whom, lasting, known);
    }

    public Finding lastingBy(String command) {
        return new Finding(severity, object, what, mend, user, command, known);
    }

    /** The same, mended by what {@code whom} does in such a case. */
    public Finding mendedIn(Case of, long whom) {
        return new Finding(severity, object, what, null, whom, lasting, of);
    }

    /** The same with what it came of. */
    public Finding in(Case of) {
        return new Finding(severity, object, what, mend, user, lasting, of);
    }

    /** A command that makes {@code line} the last one of the file {@code path}. */
    public static String append(String line, String path) {
        return "echo " + ShellWord.quote(line) + " >>" + path;
    }
}
