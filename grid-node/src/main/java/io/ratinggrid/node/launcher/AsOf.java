package io.ratinggrid.node.launcher;

import picocli.CommandLine.Option;

/** The option that says as of when documents are looked at. */
final class AsOf {
    @Option(
            names = "--at",
            defaultValue = "",
            paramLabel = "TIME",
            description = "When it is asked whether cycles are over and invoices overdue, as in 2026-07-01T00:00:00Z;"
                    + " default: the time of the latest journal entry.")
    private String at;

    /** The query of a path. */
    String query() {
        return at.isEmpty() ? "" : "?at=" + NodeClient.encoded(at);
    }
}
