package org.ipcctl.cli.convert;

import java.util.ArrayList;
import java.util.List;

/**
 * A file mode as chmod(1) takes it: octal ({@code 640}) or symbolic ({@code u=rw,g+r}, {@code a=rw}, {@code go-w},
 * {@code +020}).
 *
 * <p>Symbolic clauses change the mode that the object would have otherwise; a clause that names nobody ({@code +w})
 * leaves out what the umask masks, and one that does ({@code a+w}) does not. An octal mode is taken as it is. So do
 * mkfifo(1) and mkdir(1), which create the object and then set what was asked for.
 */
public final class FileMode {
    private static final int USER = 04700;
    private static final int GROUP = 02070;
    private static final int OTHER = 01007;
    private static final int ALL = 07777;
    private static final String OCTAL = "0*[0-7]{1,4}";

    /** {@code who} is the bits a clause may touch; 0 where it names nobody. */
    private record Clause(int who, char operator, String permissions) {
    }

    private final String text;
    private final int octal;
    private final List<Clause> clauses;

    private FileMode(String text, int octal, List<Clause> clauses) {
        this.text = text;
        this.octal = octal;
        this.clauses = clauses;
    }

    /**
     * Reads a mode.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static FileMode parse(String text) {
        if (text.matches(OCTAL)) {
            return new FileMode(text, Integer.parseInt(text, 8), null);
        }
        List<Clause> clauses = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            parseClauses(part, clauses);
        }
        return new FileMode(text, -1, List.copyOf(clauses));
    }

    private static void parseClauses(String part, List<Clause> into) {
        int at = 0;
        int who = 0;
        while (at < part.length() && "ugoa".indexOf(part.charAt(at)) >= 0) {
            who |= who(part.charAt(at++));
        }
        if (at == part.length()) {
            throw invalid();
        }
        while (at < part.length()) {
            char operator = part.charAt(at++);
            if ("+-=".indexOf(operator) < 0) {
                throw invalid();
            }
            int start = at;
            while (at < part.length() && "+-=".indexOf(part.charAt(at)) < 0) {
                at++;
            }
            String permissions = part.substring(start, at);
            // Octal digits stand for everybody's bits, so they go with nobody's name and end the clause: chmod(1) of
            // coreutils.
            boolean octal = permissions.matches(OCTAL) && who == 0 && at == part.length();
            if (!octal && !permissions.matches("[rwxXst]*|[ugo]")) {
                throw invalid();
            }
            into.add(new Clause(octal ? ALL : who, operator, permissions));
        }
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException("is not a mode; write it in octal as 640, or as u=rw,g=r,o=");
    }

    private static int who(char letter) {
        return switch (letter) {
            case 'u' -> USER;
            case 'g' -> GROUP;
            case 'o' -> OTHER;
            default -> ALL;
        };
    }

    /**
     * The permission bits to set.
     *
     * @param base  the bits an object has where nobody asks for others, before the umask
     * @param umask the process's mask
     */
    public int resolve(int base, int umask) {
        if (clauses == null) {
            return octal;
        }
        int mode = base;
        for (Clause clause : clauses) {
            int touched = clause.who() != 0 ? clause.who() : ALL & ~umask;
            int named = clause.who() != 0 ? clause.who() : ALL;
            int bits = bits(clause.permissions(), mode) & touched;
            mode = switch (clause.operator()) {
                case '+' -> mode | bits;
                case '-' -> mode & ~bits;
                default -> mode & ~named | bits;
            };
        }
        return mode;
    }

    private static int bits(String permissions, int mode) {
        if (permissions.matches(OCTAL)) {
            return Integer.parseInt(permissions, 8);
        }
        int bits = 0;
        for (int i = 0; i < permissions.length(); i++) {
            bits |= switch (permissions.charAt(i)) {
                case 'r' -> 0444;
                case 'w' -> 0222;
                case 'x' -> 0111;
                case 'X' -> (mode & 0111) != 0 ? 0111 : 0;
                case 's' -> 06000;
                case 't' -> 01000;
                case 'u' -> spread(mode >> 6 & 7);
                case 'g' -> spread(mode >> 3 & 7);
                default -> spread(mode & 7);
            };
        }
        return bits;
    }

    private static int spread(int triple) {
        return triple << 6 | triple << 3 | triple;
    }

    /** As the user wrote it. */
    @Override
    public String toString() {
        return text;
    }
}
