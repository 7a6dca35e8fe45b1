package io.ratinggrid.ingest.cdr;

import java.nio.charset.Charset;
import java.util.List;

/**
 * How a CSV file is written.
 *
 * @param comment     character that starts a comment line, 0: none
 * @param headerLines lines before the first record; names are in the first
 * @param columns     names of the columns; empty: taken from the header
 * @param exact       a record has as many fields as there are columns; else at least those that are used
 */
record Dialect(
        char delimiter,
        char quote,
        char comment,
        int headerLines,
        List<String> columns,
        boolean exact,
        Charset charset) {}
