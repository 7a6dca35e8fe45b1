package io.ratinggrid.ingest.intake;

import io.ratinggrid.ingest.books.Ledger;
import io.ratinggrid.ingest.directory.SubscriberDirectory;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.reject.RejectStore;
import io.ratinggrid.ingest.suspense.SuspenseStore;

/**
 * What records pass through on their way into the queue.
 *
 * @param partitions of the grid
 * @param power      whether what is kept must survive a loss of power
 * @param chunk      commands appended at once at most
 */
public record IntakeContext(
        int partitions,
        boolean power,
        int chunk,
        InputLimits limits,
        SubscriberDirectory directory,
        Ledger ledger,
        RejectStore rejects,
        SuspenseStore suspense,
        QueueIntake queue) {}
