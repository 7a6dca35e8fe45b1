package io.ratinggrid.ingest.books;

/**
 * A file of the ledger as it stands.
 *
 * @param number from 1; 0: what came without a file
 * @param path   as it was when it was begun
 * @param format name of the format or mapping
 * @param line   last line whose outcome is kept
 * @param place  how far the queue holds what those lines became
 * @param ended  read to its end
 */
public record FileView(
        int number,
        String path,
        Fingerprint fingerprint,
        String format,
        long line,
        QueuePlace place,
        boolean ended,
        Books books) {

    static FileView of(final FileBooks file) {
        return new FileView(
                file.number, file.path, file.fingerprint, file.format, file.line, file.place, file.ended, file.books());
    }
}
