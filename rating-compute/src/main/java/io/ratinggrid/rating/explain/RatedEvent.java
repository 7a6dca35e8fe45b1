package io.ratinggrid.rating.explain;

import java.util.List;

import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/**
 * A usage event with its result, as read back from the journal.
 *
 * @param command      the event; valid until the next record is read
 * @param catalog      the version that rated it
 * @param charge       what priced it
 * @param zone         name of its zone, empty: none
 * @param prefixLength digits of the called number that matched a deck, 0: no deck
 * @param counted      units after increments that were rated
 * @param unfunded     counted units that could not be paid
 * @param amount       scaled units: what it added to its lines
 * @param prepaid      the part of {@code amount} that money buckets paid
 */
public record RatedEvent(
        ResultCode code,
        Command command,
        Catalog catalog,
        Charge charge,
        String zone,
        int prefixLength,
        long counted,
        long unfunded,
        long amount,
        long prepaid,
        List<Part> parts) {

    /**
     * One reason of the price.
     *
     * @param kind   {@code SliceKind}
     * @param amount whole scaled units of the part, rounded down
     * @param bucket id and type of the bucket that paid, empty: none
     * @param detail id of the bucket, or row of the deck or matrix, or -1
     */
    public record Part(int kind, int band, int tier, long units, long amount, String bucket, long detail) {}
}
