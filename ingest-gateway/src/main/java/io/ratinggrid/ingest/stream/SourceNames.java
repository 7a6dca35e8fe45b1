package io.ratinggrid.ingest.stream;

/** Names of the files that commands came from. */
@FunctionalInterface
public interface SourceNames {
    /** No file has one. */
    SourceNames NONE = file -> "";

    /** Name of a file by its number, without its directory; empty if it is not known. */
    String of(int file);
}
