package org.ipcctl.bench.report;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.ipcctl.bench.Control;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.saved.BenchFile;
import org.ipcctl.bench.saved.SavedBench;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.format.HtmlTable;
import org.ipcctl.format.chart.ChartPage;
import org.ipcctl.format.chart.Markup;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;

/**
 * A benchmark as one page of HTML that needs nothing else: no script, no font and no network, which its own policy
 * forbids, too. Its colours follow the reader's, light or dark.
 */
public final class ReportPage {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String LAYOUT = """
            body{margin:0;background:var(--paper);color:var(--text);font:16px/1.5 system-ui,'Segoe UI',Roboto,'DejaVu \
            Sans',sans-serif}
            main{max-width:1000px;margin:0 auto;padding:1.5rem 1rem 4rem}
            h1{font-size:1.7rem;margin:0}
            h2{font-size:1.25rem;margin:2.5rem 0 .5rem}
            .about{color:var(--faint);margin:.3rem 0 0}
            .doubt{border-left:4px solid #c47f00;padding:.2rem .8rem;margin:1rem 0}
            svg{display:block;width:100%;height:auto;margin:1.5rem 0}
            .wide{overflow-x:auto;margin:1rem 0}
            table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
            th,td{padding:.25rem .8rem .25rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--grid)}
            th{color:var(--faint);font-weight:600}
            th[title]{cursor:help}
            td.n,th.n{text-align:right;white-space:nowrap}
            pre{background:var(--grid);padding:.8rem 1rem;white-space:pre-wrap;overflow-wrap:anywhere}
            li{margin:.3rem 0}
            @media print{svg{break-inside:avoid}}
            """;

    private final SavedBench bench;
    private final String command;
    private final BiFunction<Metric, List<SavedCase>, Schema<SavedCase>> columns;

    /**
     * @param command what measures the same again
     * @param columns of the table about cases of a metric
     */
    public ReportPage(SavedBench bench, String command,
                      BiFunction<Metric, List<SavedCase>, Schema<SavedCase>> columns) {
        this.bench = bench;
        this.command = command;
        this.columns = columns;
    }

    /** In one line: on which machine it was measured, and when. */
    public static String about(SavedBench bench) {
        Machine there = bench.machine();
        return there.cpu() + ", " + there.cpus() + (there.cpus() == 1 ? " CPU" : " CPUs") + ", Linux " + there.kernel()
                + ", Java " + there.jdk() + ", "
                + DATE.format(bench.date());
    }

    /** The file, in UTF-8. */
    public byte[] html() {
        List<SavedCase> measured = bench.cases().stream().filter(SavedCase::isMeasured).toList();
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"").append(POLICY).append("\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
                        + "name=\"color-scheme\" content=\"light dark\">\n")
                .append("<link rel=\"icon\" href=\"data:,\">\n<title>ipcctl bench, ").append(DATE.format(bench.date()))
                .append("</title>\n<style>\n:root{")
                .append(ChartPage.variables(false)).append("}\n@media (prefers-color-scheme:dark){:root{")
                .append(ChartPage.variables(true)).append("}}\n")
                .append(LAYOUT).append(ChartPage.style())
                .append("</style>\n</head>\n<body>\n<main>\n<h1>ipcctl bench</h1>\n<p class=\"about\">")
                .append(Markup.text(about(bench))).append("</p>\n");
        if (bench.partial()) {
            out.append("<p class=\"doubt\">The benchmark was interrupted, so cases or rounds are missing.</p>\n");
        }
        if (bench.conditions().containsKey(BenchFile.DOUBTS)) {
            out.append("<p class=\"doubt\">Doubtful: ").append(Markup.text(bench.conditions().get(BenchFile.DOUBTS)))
                    .append(".</p>\n");
        }
        new ChartPage("ipcctl bench", BenchCharts.of(measured)).elements().forEach(out::append);
        out.append("<h2>Figures</h2>\n");
        for (Metric metric : Metric.values()) {
            List<SavedCase> some = measured.stream().filter(one -> one.metric() == metric).toList();
            if (!some.isEmpty()) {
                out.append(HtmlTable.of(columns.apply(metric, some), some));
            }
        }
        if (!bench.notes().isEmpty()) {
            out.append("<p>Not measured:</p>\n").append(items("ul", bench.notes()));
        }
        out.append("<h2>Environment</h2>\n").append(pairs(environment()));
        if (!bench.controls().isEmpty()) {
            out.append("<p>Control figures, from the lowest to the highest:</p>\n").append(pairs(controls()));
        }
        out.append("<h2>Method</h2>\n").append(items("ol", Method.of(bench.plan())))
                .append("<h2>How to repeat it</h2>\n<pre>").append(Markup.text(command))
                .append("</pre>\n<p>To see later what has changed, save the figures with <code>--save "
                        + "FILE.json</code> and measure again with <code>ipcctl bench --compare "
                        + "FILE.json</code>.</p>\n</main>\n</body>\n</html>\n");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> environment() {
        Machine there = bench.machine();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("processor", there.cpu());
        all.put("CPUs that could be used", Integer.toString(there.cpus()));
        all.put("kernel", "Linux " + there.kernel());
        all.put("Java", there.jdk());
        for (Column<?> column : BenchFile.ENVIRONMENT.columns()) {
            String told = bench.conditions().get(column.id());
            if (told != null) {
                all.put(column.help(), told.equals("true") ? "yes" : told.equals("false") ? "no" : told);
            }
        }
        return all;
    }

    private Map<String, String> controls() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Control each : Control.values()) {
            double[] figures = bench.controls().of(each).stream().mapToDouble(figure -> figure).sorted().toArray();
            if (figures.length > 0) {
                all.put(each.toString(),
                        Math.round(figures[0]) + " to " + Math.round(figures[figures.length - 1]) + " ns, median "
                                + Math.round(Measurement.median(figures)) + " ns");
            }
        }
        addKnown(all, "CPUs that other processes kept busy during the benchmark", bench.controls().load(), "");
        addKnown(all, "time of the CPUs that the hypervisor gave to others during the benchmark",
                bench.controls().stealPercent(),
                " %");
        return all;
    }

    private static void addKnown(Map<String, String> all, String what, double number, String unit) {
        if (!Double.isNaN(number)) {
            all.put(what, number + unit);
        }
    }

    private static String pairs(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> "<tr><th scope=\"row\">" + Markup.text(pair.getKey()) + "</th><td>"
                        + Markup.text(pair.getValue()) + "</td></tr>\n")
                .collect(Collectors.joining("", "<div class=\"wide\"><table><tbody>\n", "</tbody></table></div>\n"));
    }

    private static String items(String kind, List<String> items) {
        return items.stream().map(item -> "<li>" + Markup.text(item) + "</li>\n")
                .collect(Collectors.joining("", "<" + kind + ">\n", "</" + kind + ">\n"));
    }
}
