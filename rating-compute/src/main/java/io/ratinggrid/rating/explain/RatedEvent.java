package io.ratinggrid.rating.explain;

import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/**
 * A usage event with its result, as read back from the journal, or one part of an event that was split.
 *
 * @param command      the event; valid until the next record is read
 * @param request      the request of a session that said that it was used, if one did; {@code command} is the usage of one rating group then
 * @param split        true: it was split, and this is the part that starts at {@code startMs}
 * @param startMs      start of the event or part, milliseconds
 * @param used         usage of the event or part
 * @param catalog      the version that rated it
 * @param charge       what priced it
 * @param zone         name of its zone, empty: none
 * @param prefixLength digits of the called number that matched a deck, 0: no deck
 * @param counted      units after increments that were rated
 * @param unfunded     counted units that could not be paid
 * @param late         where it counts, if its cycle had ended when it came
 * @param amount       scaled units: what it added to its lines
 * @param prepaid      the part of {@code amount} that money buckets paid
 * @param refills      what was refilled after it, in order; of an event in parts, or of several that a session used, after the last
 */
public record RatedEvent(
        ResultCode code,
        Command command,
        Optional<Request> request,
        boolean split,
        long startMs,
        long used,
        Catalog catalog,
        Charge charge,
        String zone,
        int prefixLength,
        long counted,
        long unfunded,
        Optional<Late> late,
        long amount,
        long prepaid,
        List<Part> parts,
        List<Refilled> refills) {

    /**
     * What a session said.
     *
     * @param session its id
     * @param number  of the request in it
     * @param group   rating group
     */
    public record Request(String session, long number, int group) {}

    /**
     * The cycle of a late event.
     *
     * @param cycleFromMs its start, milliseconds
     * @param correction  true: the cycle was closed before, so that the event corrects a line that was billed
     */
    public record Late(long cycleFromMs, boolean correction) {}

    /**
     * A bucket that was refilled.
     *
     * @param type   as the version of the time of the command has it
     * @param number how many times in its cycle so far, this one with them
     * @param amount that was granted, whole units, of money scaled
     * @param price  scaled, 0: none
     * @param line   of the price, empty: none
     */
    public record Refilled(BucketType type, long number, long amount, long price, String line) {}

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
