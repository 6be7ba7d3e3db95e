package org.ipcctl.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What one look measured. */
public final class Scrape {
    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();
    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();

    private final MetricSnapshots families;
    private final List<String> notes;

    Scrape(MetricSnapshots families, List<String> notes) {
        this.families = families;
        this.notes = List.copyOf(notes);
    }

    /** What could not be seen, or was left out, a clause each. */
    public List<String> notes() {
        return notes;
    }

    /** As OpenMetrics text. */
    public byte[] openMetrics() {
        return write(OPEN_METRICS);
    }

    /**
     * In the format that the header Accept of a request asks for: OpenMetrics, or else the older text of Prometheus.
     */
    byte[] accepted(String accept) {
        return write(writer(accept));
    }

    static String contentType(String accept) {
        return writer(accept).getContentType();
    }

    private static ExpositionFormatWriter writer(String accept) {
        return accept != null && OPEN_METRICS.accepts(accept) ? OPEN_METRICS : TEXT;
    }

    private byte[] write(ExpositionFormatWriter writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(bytes, families, EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return bytes.toByteArray();
    }
}
