package org.ipcctl.format.chart;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws as elements of SVG, whose classes {@link #style} gives colours. */
final class SvgCanvas implements Canvas {
    private final StringBuilder out;
    /** How deep within groups. */
    private int depth;

    SvgCanvas(StringBuilder out) {
        this.out = out;
    }

    /** What classes mean; a viewer that knows no dark pages takes the light half. */
    static String style() {
        return "text{font-family:system-ui,'Segoe UI',Roboto,'DejaVu Sans',sans-serif}\n.spread{opacity:.65}\n"
                + rules(false) + "@media (prefers-color-scheme:dark){\n"
                + rules(true) + "}\n";
    }

    private static String rules(boolean dark) {
        return Ink.all().stream().map(ink -> {
            String colour = dark ? ink.dark() : ink.light();
            return ".l-" + ink.name() + "{stroke:" + colour + ";fill:none}.f-" + ink.name() + "{fill:" + colour + "}\n";
        }).collect(Collectors.joining());
    }

    @Override
    public void stroke(double[] points, Ink ink, double width, double[] dash) {
        indent().append("<path class=\"l-").append(ink.name()).append("\" stroke-width=\"").append(number(width))
                .append('"');
        if (dash.length > 0) {
            out.append(" stroke-dasharray=\"").append(
                    IntStream.range(0, dash.length).mapToObj(i -> number(dash[i])).collect(Collectors.joining(" ")))
                    .append('"');
        }
        out.append(" d=\"").append(way(points)).append("\"/>\n");
    }

    @Override
    public void fill(double[] points, Ink ink) {
        indent().append("<path class=\"f-").append(ink.name()).append("\" d=\"").append(way(points)).append("Z\"/>\n");
    }

    @Override
    public void text(double x, double y, String text, Anchor anchor, Face face, Ink ink) {
        indent().append("<text class=\"f-").append(ink.name()).append("\" x=\"").append(number(x)).append("\" y=\"")
                .append(number(y)).append("\" font-size=\"")
                .append(face.size()).append('"').append(face == Face.TITLE ? " font-weight=\"600\"" : "")
                .append(anchor == Anchor.START ? "" : " text-anchor=\"" + anchor.name().toLowerCase(Locale.ROOT) + "\"")
                .append('>').append(Markup.text(text)).append("</text>\n");
    }

    @Override
    public void begin(String kind, String title) {
        indent().append("<g class=\"").append(kind).append("\">")
                .append(title == null ? "" : "<title>" + Markup.text(title) + "</title>").append('\n');
        depth++;
    }

    @Override
    public void end() {
        depth--;
        indent().append("</g>\n");
    }

    private StringBuilder indent() {
        return out.append(" ".repeat(depth));
    }

    private static String way(double[] points) {
        StringBuilder way = new StringBuilder();
        for (int i = 0; i < points.length; i += 2) {
            way.append(i == 0 ? 'M' : 'L').append(number(points[i])).append(' ').append(number(points[i + 1]));
        }
        return way.toString();
    }

    /** To a tenth of a pixel. */
    static String number(double value) {
        double tenths = Math.rint(value * 10) / 10;
        return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : Double.toString(tenths);
    }
}
