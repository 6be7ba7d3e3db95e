package org.ipcctl.format.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws a light page as pixels, of which each unit has two a side, for screens that have as many. It brings AWT with
 * it.
 */
final class PngCanvas implements Canvas {
    private static final int SCALE = 2;
    /** As {@link BasicStroke} has it unless told otherwise. */
    private static final float MITER = 10;

    private final BufferedImage image;
    private final Graphics2D page;

    PngCanvas(int width, int height) {
        System.setProperty("java.awt.headless", "true");
        image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        page = image.createGraphics();
        page.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        page.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        page.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        page.scale(SCALE, SCALE);
    }

    /** What follows is drawn so much farther below. */
    void down(double pixels) {
        page.translate(0, pixels);
    }

    byte[] bytes() throws IOException {
        page.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Of the other kind of stream, over a temporary file, none can be made while a signal ends the JVM.
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", stream);
        }
        return out.toByteArray();
    }

    private static Path2D way(double[] points) {
        Path2D way = new Path2D.Double();
        way.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            way.lineTo(points[i], points[i + 1]);
        }
        return way;
    }

    @Override
    public void stroke(double[] points, Ink ink, double width, double[] dash) {
        float[] lengths = new float[dash.length];
        for (int i = 0; i < dash.length; i++) {
            lengths[i] = (float) dash[i];
        }
        page.setColor(Color.decode(ink.light()));
        page.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, MITER,
                dash.length == 0 ? null : lengths, 0));
        page.draw(way(points));
    }

    @Override
    public void fill(double[] points, Ink ink) {
        Path2D area = way(points);
        area.closePath();
        page.setColor(Color.decode(ink.light()));
        page.fill(area);
    }

    @Override
    public void text(double x, double y, String text, Anchor anchor, Face face, Ink ink) {
        page.setFont(new Font(Font.SANS_SERIF, face == Face.TITLE ? Font.BOLD : Font.PLAIN, face.size()));
        double width = page.getFontMetrics().stringWidth(text);
        double start = switch (anchor) {
            case START -> x;
            case MIDDLE -> x - width / 2;
            case END -> x - width;
        };
        page.setColor(Color.decode(ink.light()));
        page.drawString(text, (float) start, (float) y);
    }

    @Override
    public void begin(String kind, String title) {
        // A picture tells nothing to a pointer.
    }

    @Override
    public void end() {
        // Nor does a group mean anything in it.
    }
}
