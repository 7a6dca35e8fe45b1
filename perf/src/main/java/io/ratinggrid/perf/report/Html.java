package io.ratinggrid.perf.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A page of a run that needs nothing but a browser. One thread. */
public final class Html {
    private static final String STYLE =
            """
            body {font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 1040px; margin: 2em auto; padding: 0 1em}
            h1 {font-size: 1.4em} table {border-collapse: collapse; margin: 1em 0} td, th {padding: 2px 12px 2px 0; text-align: left; vertical-align: top}
            svg {width: 100%; margin: 1em 0; background: #fafafa} svg text {font: 12px system-ui, sans-serif; fill: #333}
            .title {font-size: 14px; font-weight: 600} .x {text-anchor: middle} .y {text-anchor: end} .grid {stroke: #ddd}
            polyline {fill: none; stroke-width: 1.6} pre {background: #f4f4f4; padding: 1em; white-space: pre-wrap}
            """;

    private final String title;
    private final List<String> parts = new ArrayList<>();

    public Html(final String title) {
        this.title = title;
    }

    public Html text(final String text) {
        parts.add("<pre>" + escape(text) + "</pre>");
        return this;
    }

    public Html table(final Map<String, String> rows) {
        final StringBuilder table = new StringBuilder("<table>\n");
        rows.forEach((name, value) -> table.append("<tr><th>")
                .append(escape(name))
                .append("</th><td>")
                .append(escape(value))
                .append("</td></tr>\n"));
        parts.add(table.append("</table>").toString());
        return this;
    }

    public Html chart(final Chart chart) {
        parts.add(chart.svg());
        return this;
    }

    public void write(final Path file) throws IOException {
        Files.writeString(
                file,
                "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><title>" + escape(title)
                        + "</title><style>\n" + STYLE + "</style></head>\n<body><h1>" + escape(title) + "</h1>\n"
                        + String.join("\n", parts) + "\n</body></html>\n");
    }

    static String escape(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;");
    }
}
