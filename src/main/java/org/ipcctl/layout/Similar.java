package org.ipcctl.layout;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody who mistyped may have meant. */
public final class Similar {
    /** Names looked at; to compare words takes its time. */
    private static final int MOST = 20_000;

    private Similar() {}

    /** {@code ; did you mean 'x'?}, or {@code otherwise} where nothing is near. */
    public static String hint(String word, Collection<String> known, String otherwise) {
        return known.stream().limit(MOST).filter(name -> isNear(name, word))
                .min(Comparator.comparingInt((String name) -> distance(name, word)).thenComparing(name -> name))
                .map(name -> "; did you mean '" + name + "'?").orElse(otherwise);
    }

    private static boolean isNear(String name, String word) {
        int shorter = Math.min(name.length(), word.length());
        // Two letters in each other's place are two changes.
        int most = Math.max(shorter < 4 ? 1 : 2, shorter / 3);
        return word.length() < 100 && Math.abs(name.length() - word.length()) <= most && distance(name, word) <= most;
    }

    /** Letters to insert, delete or replace, whatever their case. */
    private static int distance(String name, String other) {
        String a = name.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
