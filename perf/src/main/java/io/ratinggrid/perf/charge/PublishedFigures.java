package io.ratinggrid.perf.charge;

import java.io.PrintWriter;

/** What makers of other charging systems have published, for a reader to set beside; other machines, other work. */
final class PublishedFigures {
    private PublishedFigures() {}

    static void print(final PrintWriter out) {
        out.println(
                """
                | published by others, on their machines | requests/s | time |
                |---|---:|---|
                | Volt charglt, 3 servers of 6 cores and a client, one copy, no tariffs | 272,000 | p99 1 ms |
                | Oracle ECE 15.0.1, 31 application and 5 database cores, rating and balances | 19,700 | p95 1.6 to 3.6 ms |
                | PortaBilling, one server, calls authorised and rated | 90 | |
                """);
    }
}
