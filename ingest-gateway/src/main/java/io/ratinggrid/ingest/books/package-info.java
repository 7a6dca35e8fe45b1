/** The books of files: what became of each record, kept together with how far streams are committed. */
package io.ratinggrid.ingest.books;
