package io.ratinggrid.perf.charge;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.result.Kept;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestResult;

/** Times of requests as a table, row by row, and at last whether all of them count. */
final class RequestTable {
    private static final double MS = 1e6;
    private static final double US = 1e3;

    private final PrintWriter out;
    private final Kept kept;
    private boolean isReached = true;

    RequestTable(final PrintWriter out, final Kept kept) {
        this.out = out;
        this.kept = kept;
    }

    RequestTable head() {
        out.println("| what | a second | p50 ms | p99 | p99.9 | p99.99 | max | CPU us each, answering / asking |");
        out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        return this;
    }

    /** {@code count} of them; answering, and the generator of usage, are told where the figures have them. */
    Figures row(final String what, final Figures found, final long count) {
        isReached &= !found.all().containsKey("sent wallNs") || IngestResult.isReached(found);
        out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %.2f | %.2f | %.2f | %.2f | %.2f | %s / %.0f%s |%n",
                what,
                found.perSecond(count),
                found.of("latency p50") / MS,
                found.of("latency p99") / MS,
                found.of("latency p99.9") / MS,
                found.of("latency p99.99") / MS,
                found.of("latency max") / MS,
                found.all().containsKey("node cpuNs")
                        ? String.format(Locale.ROOT, "%.0f", found.of("node cpuNs") / US / count)
                        : "",
                found.of("cpuNs") / US / count,
                found.all().containsKey("generator cpuNs")
                        ? String.format(Locale.ROOT, ", generator %.0f", found.generatorCpuUs(count))
                        : "");
        out.flush();
        kept.add(what, found.all());
        return found;
    }

    /** The ratio of what most wait at most. */
    void compare(final String what, final Figures one, final Figures other) {
        out.printf(Locale.ROOT, "%s: %.2f%n", what, ChargeSteps.p99Ratio(one, other));
    }

    /** False if something is not as it should be, which is printed. */
    boolean conclude(final ChargeRun run) throws IOException, InterruptedException, CatalogRefusedException {
        final List<String> problems = run.problems();
        problems.forEach(problem -> out.println("FAIL: " + problem));
        if (!isReached) {
            out.println("FAIL: the rate was missed");
        }
        if (problems.isEmpty()) {
            out.printf("reconciled: all %,d requests carried out once%n", run.requests());
        }
        return problems.isEmpty() && isReached;
    }
}
