package io.ratinggrid.ingest.suspense;

import io.ratinggrid.ingest.store.FileLine;
import io.ratinggrid.rating.command.ResultCode;

/**
 * A record in suspense.
 *
 * @param number  of the item, from 1
 * @param reason  why it cannot be rated
 * @param place   where it came from
 * @param field   field at fault, empty: none in particular
 * @param value   its value
 * @param message for people
 * @param event   the event as a JSON line of type usage, or another command, that can be taken again
 * @param record  the original record as it was read; empty if it came back from the grid
 */
public record SuspenseItem(
        long number,
        ResultCode reason,
        FileLine place,
        String field,
        String value,
        String message,
        String event,
        String record) {}
