package io.ratinggrid.perf.kernel;

import java.util.concurrent.TimeUnit;

import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.ResultCode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One event: encode, decode, duplicate check, rate, effects, apply, result record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RateEvent {
    private static final int DECK_ROWS = 200_000;
    /** For models that do not price by the deck, so that its load does not take longer than they do. */
    private static final int FEW_ROWS = 1_000;

    @Param
    public Model model;

    @Param("1000")
    public int accounts;

    private Workload workload;

    @Setup
    public void open() {
        try (KernelCatalog files = new KernelCatalog(model.usesDeck() ? DECK_ROWS : FEW_ROWS)) {
            final CatalogHistory catalogs = files.compile();
            workload = new Workload(model, accounts, catalogs, files.prefixes());
        }
    }

    @Benchmark
    public ResultCode rate() {
        final ResultCode code = workload.next();
        if (code != ResultCode.DONE) {
            throw new IllegalStateException("code=" + code);
        }
        return code;
    }
}
