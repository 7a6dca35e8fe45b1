package io.ratinggrid.node.demo;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can be expected of an account in {@code expected.json}. */
enum FigureQuantity {
    /** Money that no document has billed yet, rounded as a document would; {@code of} one line or of all. */
    @JsonProperty("unbilled")
    UNBILLED,
    /** What is left in buckets that are not over; {@code of} one bucket of the catalog or of all. */
    @JsonProperty("remaining")
    REMAINING,
    /** The same of what was rolled over from an earlier cycle. */
    @JsonProperty("remaining-rolled")
    REMAINING_ROLLED,
    /** What each line has drawn of a pool, in order of lines; {@code of} one bucket of the catalog. */
    @JsonProperty("pool-draws")
    POOL_DRAWS,
    /** Money that usage has cost; {@code of} one command or of all. */
    @JsonProperty("charged")
    CHARGED,
    /** Units that were rated; {@code of} one command. */
    @JsonProperty("rated")
    RATED,
    /** Units that could not be paid; {@code of} one command. */
    @JsonProperty("unfunded")
    UNFUNDED,
    /** Units that buckets have paid; {@code of} one command. */
    @JsonProperty("covered")
    COVERED,
    /** Units that were priced; {@code of} one command. */
    @JsonProperty("priced")
    PRICED,
    /** The result code; {@code of} one command. */
    @JsonProperty("result")
    RESULT,
    /** Kind and total of each document, or {@code none}. */
    @JsonProperty("documents")
    DOCUMENTS,
    /** Sum of all documents. */
    @JsonProperty("billed")
    BILLED,
    /** Sum of all documents, and what is unbilled. */
    @JsonProperty("documents-and-unbilled")
    DOCUMENTS_AND_UNBILLED,
    /** A line of the last document: total so far less what was billed before; {@code of} the line. */
    @JsonProperty("last-document")
    LAST_DOCUMENT,
    /** The last statement, over all buckets: opening + granted - drawn = what was left at the end of the cycle. */
    @JsonProperty("statement")
    STATEMENT,
    /** What became of that at the end of the cycle. */
    @JsonProperty("statement-end")
    STATEMENT_END;

    /** As files write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
