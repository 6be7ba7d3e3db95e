package org.ipcctl.format;

import java.util.List;
import org.ipcctl.format.chart.Markup;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;

/**
 * Records as a table of HTML, its values as in tables on a terminal; a pointer that rests on a heading is told what it
 * means.
 */
public final class HtmlTable {
    private HtmlTable() {}

    public static <T> String of(Schema<T> shown, List<T> records) {
        StringBuilder out = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr>");
        for (Column<T> column : shown.columns()) {
            out.append("<th scope=\"col\"").append(kind(column)).append(" title=\"").append(Markup.text(column.help()))
                    .append("\">").append(Markup.text(column.heading()))
                    .append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (T record : records) {
            out.append("<tr>");
            for (Column<T> column : shown.columns()) {
                out.append("<td").append(kind(column)).append('>').append(Markup.text(cell(column, record)))
                        .append("</td>");
            }
            out.append("</tr>\n");
        }
        return out.append("</tbody></table></div>\n").toString();
    }

    private static String kind(Column<?> column) {
        return column.type().isNumeric() ? " class=\"n\"" : "";
    }

    /** A page is in UTF-8, which not every terminal is. */
    private static <T> String cell(Column<T> column, T record) {
        String text = Texts.human(column, column.value(record), TableStyle.DEFAULT);
        return column.type() == Type.NANOSECONDS && text.endsWith(" us")
                ? text.substring(0, text.length() - 2) + "\u00b5s" : text;
    }
}
