package io.ratinggrid.perf.simulator;

import java.util.function.BooleanSupplier;

import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;

/**
 * The engine of a machine that may fail under it, for want of memory or by a bit that tips over, as it carries out a command or applies an
 * opening entry; never otherwise, for what fails while it is replayed fails as what was read.
 */
final class FailingEngine extends PartitionEngine {
    private final BooleanSupplier fails;

    FailingEngine(final CatalogBook book, final PartitionSettings settings, final BooleanSupplier fails) {
        super(book, settings);
        this.fails = fails;
    }

    @Override
    public ResultCode execute(final byte[] command, final int offset, final int length) {
        check();
        return super.execute(command, offset, length);
    }

    @Override
    public void apply(
            final long sequence, final long timeMs, final byte[] records, final int offset, final int length) {
        if (length == 0) {
            check();
        }
        super.apply(sequence, timeMs, records, offset, length);
    }

    private void check() {
        if (fails.getAsBoolean()) {
            throw new IllegalStateException("the machine fails");
        }
    }
}
