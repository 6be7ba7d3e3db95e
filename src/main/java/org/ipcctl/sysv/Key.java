package org.ipcctl.sysv;

import jnr.ffi.annotations.In;
import org.ipcctl.inspect.Naming;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Native;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Syscall;

/**
 * How a System V object is named: by a {@code key_t}, as a number or made of a path by ftok(3), or by the id that the
 * kernel gave it.
 */
public final class Key {
    /** How objects of all three kinds are named. */
    static final Naming NAMING = new Naming("KEY", text -> parse(text).text(), null);

    /** What a number can be: those of a {@code key_t}, which some tools show with a sign and others without. */
    private static final long LOWEST = Integer.MIN_VALUE;
    private static final long HIGHEST = 0xFFFFFFFFL;
    private static final int IPC_PRIVATE = 0;
    private static final String FTOK = "ftok:";
    private static final String ID = "id:";
    private static final int HIGHEST_PROJECT = 255;

    private enum Form {
        NUMBER, FTOK, ID, PRIVATE
    }

    private final String text;
    private final Form form;
    private final int number;
    private final String path;

    private Key(String text, Form form, int number, String path) {
        this.text = text;
        this.form = form;
        this.number = number;
        this.path = path;
    }

    /**
     * The object that there is to be.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static Key parse(String text) {
        Key key = parseAny(text);
        if (key.isPrivate()) {
            throw new IllegalArgumentException("names no object; write id:N with the number that create printed");
        }
        return key;
    }

    /** The same of an object to create, of which {@code private} can be said, and no id. */
    public static Key parseNew(String text) {
        Key key = parseAny(text);
        if (key.form == Form.ID) {
            throw new IllegalArgumentException("is an id, which the kernel assigns; write a key, or private");
        }
        return key;
    }

    private static Key parseAny(String text) {
        if (text.equals("private")) {
            return new Key(text, Form.PRIVATE, IPC_PRIVATE, null);
        } else if (text.startsWith(ID)) {
            return new Key(text, Form.ID,
                    (int) decimal(text.substring(ID.length()), 0, Integer.MAX_VALUE, "has no id after id:"), null);
        } else if (text.startsWith(FTOK)) {
            return ofPath(text);
        }
        long number = number(text);
        if (number == IPC_PRIVATE) {
            throw new IllegalArgumentException(
                    "is IPC_PRIVATE, which is not the key of an object; write private for a new object without a "
                            + "key");
        }
        return new Key(String.format("0x%08x", (int) number), Form.NUMBER, (int) number, null);
    }

    /** As strtoul(3) with base 0 reads it, as ipcrm(1) does: decimal, 0x and hexadecimal, 0 and octal. */
    private static long number(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        int base = digits.matches("0[xX][0-9a-fA-F]+") ? 16 : digits.matches("0[0-7]+") ? 8 : 10;
        if (base == 10 && !digits.matches("0|[1-9][0-9]*")) {
            throw new IllegalArgumentException("is not a key; write a number (0x1234), ftok:PATH:ID or id:N");
        }
        String bare = digits.substring(base == 16 ? 2 : 0).replaceFirst("^0+(?=.)", "");
        long number = bare.length() > 11 ? HIGHEST + 1 : Long.parseLong(bare, base);
        number = negative ? -number : number;
        if (number < LOWEST || number > HIGHEST) {
            throw new IllegalArgumentException("does not fit into a key of 32 bits");
        }
        return number;
    }

    private static long decimal(String digits, long low, long high, String otherwise) {
        if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) < low || Long.parseLong(digits) > high) {
            throw new IllegalArgumentException(digits.isEmpty() ? otherwise
                    : "has '" + digits + "' where a number from " + low + " to " + high + " is to be");
        }
        return Long.parseLong(digits);
    }

    /** A path may hold colons; what is behind the last one is the project. C programs often write a letter there. */
    private static Key ofPath(String text) {
        int colon = text.lastIndexOf(':');
        String path = colon < FTOK.length() ? text.substring(FTOK.length()) : text.substring(FTOK.length(), colon);
        String project = colon < FTOK.length() ? "" : text.substring(colon + 1);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("has no path; write it as ftok:PATH:ID");
        }
        boolean letter = project.length() == 1 && project.charAt(0) > ' ' && project.charAt(0) < 127
                && !Character.isDigit(project.charAt(0));
        int number = letter ? project.charAt(0) : (int) decimal(project, 1, HIGHEST_PROJECT,
                "has no project id; write it as ftok:PATH:ID, ID a number from 1 to 255 or a letter");
        return new Key(text, Form.FTOK, number, path);
    }

    /** As it is written: a number as {@code ipcs} shows it, all else as it was typed. */
    public String text() {
        return text;
    }

    /** Whether the object is to have no key. */
    public boolean isPrivate() {
        return form == Form.PRIVATE;
    }

    /** Whether it is an id, which needs no look-up. */
    boolean isId() {
        return form == Form.ID;
    }

    /**
     * The {@code key_t}, or the id.
     *
     * @throws KernelException ENOENT, EACCES where the path of ftok(3) cannot be looked at
     */
    int number() {
        if (form != Form.FTOK) {
            return number;
        }
        byte[] bytes = OsString.cString(path);
        // Each key_t but -1, which is a failure.
        return (int) Syscall.call("ftok", path, () -> {
            long made = Functions.C.ftok(bytes, number);
            return made == -1 ? -1 : made & HIGHEST;
        }, number);
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            int ftok(@In byte[] path, int project);
        }
    }
}
