package io.ratinggrid.ingest.books;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;

/**
 * Entries of the ledger's log.
 *
 * <pre>
 *  file begun      u8 1  var number  text path  text fingerprint  text format  var incarnation  i64 index
 *  file position   u8 2  var number  var line  var incarnation  i64 index  var filtered  var appended  u8 ended
 *  committed       u8 3  var incarnation  var partition  var number  i64 checksum  var files (var file, 4 var counts)*
 *  through         u8 4  var incarnation  i64 index
 *  answers so far  u8 5  var files (var file, 4 var counts)*                       when the log is written anew
 * </pre>
 */
final class LedgerEntry {
    static final int BEGUN = 1;
    static final int POSITION = 2;
    static final int COMMITTED = 3;
    static final int THROUGH = 4;
    static final int ANSWERS = 5;

    private LedgerEntry() {}

    static void begun(final FileBooks file, final ByteSink sink) {
        sink.truncate(0);
        sink.putByte(BEGUN);
        sink.putVar(file.number);
        sink.putText(file.path);
        sink.putText(file.fingerprint.hex());
        sink.putText(file.format);
        putPlace(file.place, sink);
    }

    static FileBooks readBegun(final ByteSource source) {
        return new FileBooks(
                (int) source.getVar(),
                source.getText(),
                new Fingerprint(source.getText()),
                source.getText(),
                getPlace(source));
    }

    static void position(final FileBooks file, final ByteSink sink) {
        sink.truncate(0);
        sink.putByte(POSITION);
        sink.putVar(file.number);
        sink.putVar(file.line);
        putPlace(file.place, sink);
        sink.putVar(file.filtered);
        sink.putVar(file.appended);
        sink.putByte(file.ended ? 1 : 0);
    }

    static void readPosition(final ByteSource source, final FileBooks file) {
        file.line = source.getVar();
        file.place = getPlace(source);
        file.filtered = source.getVar();
        file.appended = source.getVar();
        file.ended = source.getByte() == 1;
    }

    static void committed(
            final int incarnation,
            final int partition,
            final long number,
            final long checksum,
            final AnswerCounts counts,
            final ByteSink sink) {
        sink.truncate(0);
        sink.putByte(COMMITTED);
        sink.putVar(incarnation);
        sink.putVar(partition);
        sink.putVar(number);
        sink.putLong(checksum);
        counts.write(sink);
    }

    static void through(final int incarnation, final long index, final ByteSink sink) {
        sink.truncate(0);
        sink.putByte(THROUGH);
        putPlace(new QueuePlace(incarnation, index), sink);
    }

    static void answers(final AnswerCounts counts, final ByteSink sink) {
        sink.truncate(0);
        sink.putByte(ANSWERS);
        counts.write(sink);
    }

    static QueuePlace getPlace(final ByteSource source) {
        return new QueuePlace((int) source.getVar(), source.getLong());
    }

    private static void putPlace(final QueuePlace place, final ByteSink sink) {
        sink.putVar(place.incarnation());
        sink.putLong(place.index());
    }
}
