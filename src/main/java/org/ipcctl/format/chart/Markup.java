package org.ipcctl.format.chart;

/** Text in XML and HTML, where some characters mean something and others may not stand at all. */
public final class Markup {
    private static final char REPLACEMENT = '\uFFFD';

    private Markup() {}

    /** {@code text} as the content of an element, or of an attribute in double quotes. */
    public static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(isAllowed(c) ? c : REPLACEMENT);
            }
        });
        return safe.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\n' || c == '\t'
                || c >= ' ' && !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE
                        && Character.getType(c) != Character.FORMAT
                        && (c & 0xFFFE) != 0xFFFE;
    }
}
