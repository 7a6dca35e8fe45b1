package io.ratinggrid.ingest;

import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.stream.StreamSender;

/**
 * How a gateway gets on.
 *
 * @param books       sum of all files and of what came without one
 * @param pending     accepted and not yet committed
 * @param answersLost committed commands whose answers the grid no longer keeps; counted as rated
 * @param suspended   records in suspense
 * @param rejected    records rejected ever
 */
public record Progress(
        Books books, long pending, long answersLost, long suspended, long rejected, StreamSender.State sender) {}
