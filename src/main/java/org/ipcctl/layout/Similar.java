package org.ipcctl.layout;

import java.util.Collection;
import java.util.Locale;

/** What somebody who mistyped may have meant. */
public final class Similar {
    /** Names looked at; to compare words takes its time. */
    private static final int MOST = 20_000;
    /** Nobody mistypes a longer one. */
    private static final int LONGEST = 100;

    private Similar() {}

    /** {@code ; did you mean 'x'?}, or {@code otherwise} where nothing is near. */
    public static String hint(String word, Collection<String> known, String otherwise) {
        String nearest = nearest(word, known);
        return nearest == null ? otherwise : "; did you mean '" + nearest + "'?";
    }

    /**
     * Of {@code known} the one with the fewest mistakes in it, the first by name of several; null where all have too
     * many.
     */
    public static String nearest(String word, Collection<String> known) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        int looks = 0;
        for (String name : known) {
            if (++looks > MOST) {
                break;
            }
            int mistakes = mistakes(name, word);
            if (mistakes < least || mistakes == least && nearest != null && name.compareTo(nearest) < 0) {
                nearest = name;
                least = mistakes;
            }
        }
        return nearest;
    }

    /** How many there are in {@code word}; the largest number where there are too many, a third of the letters. */
    private static int mistakes(String name, String word) {
        int shorter = Math.min(name.length(), word.length());
        int most = Math.max(1, shorter / 3);
        if (shorter == 0 || word.length() >= LONGEST || Math.abs(name.length() - word.length()) > most) {
            return Integer.MAX_VALUE;
        }
        int distance = distance(name.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
        return distance <= most ? distance : Integer.MAX_VALUE;
    }

    /** Letters to insert, delete, replace, or to change with their neighbour. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
