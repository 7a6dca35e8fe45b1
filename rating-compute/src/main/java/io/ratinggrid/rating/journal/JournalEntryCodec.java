package io.ratinggrid.rating.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Bytes;
import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.command.SourceFile;
import io.ratinggrid.rating.command.SourceFiles;

/**
 * Journal entries as bytes, all numbers little-endian.
 *
 * <pre>
 *        0        1        2        3        4        5        6        7
 *   0 | format | kind   |   streams S     |            partition              |
 *   8 |                               sequence                                |
 *  16 |                              grid epoch                               |
 *  24 |                              owner epoch                              |
 *  32 |                            batch id (random)                          |
 *  40 |                       checksum of the predecessor                     |
 *  48 |                                time (ms)                              |
 *  56 |          record count             |          record bytes R           |
 *  64 |           code bytes C            |     record bytes before packing   |
 *  72 | S times: stream id (high, low), session, first number, last number,   |
 *     |          checksum chain, sequence of the stream's previous run        |
 *     |          (7 x 8 bytes)                                                |
 *     | C bytes: result codes of the streams' commands, in the order of the   |
 *     |          rows ({@link CodeRuns})                                      |
 *     | in formats 3 and 4: of each row, the files that its commands came     |
 *     |          from ({@link SourceFiles})                                   |
 *     | R bytes: records, as the partition logic wrote them; in formats 2     |
 *     |          and 4 packed ({@link RecordPacker})                          |
 *     | checksum: CRC-32C of all of the above (4 bytes), then half of a       |
 *     |          {@link Hash64} of the first 72 bytes, batch id among them    |
 * </pre>
 *
 * <p>Formats 2 and 4 pack their records, 1 and 3 do not and have 0 for their bytes before packing. An entry whose records would not become smaller is
 * of these. One whose commands came from no file that is named is of format 1 or 2.
 *
 * <p>The checksum's first half finds damage, both together tell one entry from another. A {@code Hash64} of everything would
 * do both, for 120 us an entry instead of 15.
 */
public final class JournalEntryCodec {
    /** The largest entry in bytes. */
    public static final int MAX_ENTRY_BYTES = 256 * 1024;

    static final int PLAIN = 1;
    static final int PACKED = 2;
    /** Added to the format of an entry that names files. */
    static final int NAMED = 2;

    static final int HEADER_BYTES = 72;
    static final int RUN_BYTES = 56;
    static final int CHECKSUM_BYTES = 8;
    private static final long SEED = 0x6a6f75726e616cL;
    private static final ByteSink NOTHING = new ByteSink(0);

    private JournalEntryCodec() {}

    /** Bytes of an entry with so many streams, code bytes and record bytes, which names no files. */
    public static int length(final int streams, final int codeBytes, final int recordBytes) {
        return HEADER_BYTES + streams * RUN_BYTES + codeBytes + recordBytes + CHECKSUM_BYTES;
    }

    /**
     * Encodes one entry into an array of its own, its records packed if that makes them smaller.
     *
     * @param sources of each run, the files that its commands came from
     * @throws IllegalArgumentException if it would be larger than {@link #MAX_ENTRY_BYTES} without packing
     */
    public static byte[] encode(
            final EntryHeader header,
            final List<StreamRun> runs,
            final List<List<SourceFile>> sources,
            final ByteSink codes,
            final int recordCount,
            final ByteSink records,
            final RecordPacker packer) {
        final ByteSink names = encoded(sources);
        checkLength(header, runs, length(runs.size(), codes.length(), records.length()) + names.length());
        final ByteSink packed = packer.pack(records);
        return packed.length() < records.length()
                ? encode(header, runs, codes, names, recordCount, packed, records.length())
                : encode(header, runs, codes, names, recordCount, records, 0);
    }

    /**
     * Encodes one entry into an array of its own, its records as they are.
     *
     * @throws IllegalArgumentException if it would be larger than {@link #MAX_ENTRY_BYTES}
     */
    public static byte[] encode(
            final EntryHeader header,
            final List<StreamRun> runs,
            final ByteSink codes,
            final int recordCount,
            final ByteSink records) {
        checkLength(header, runs, length(runs.size(), codes.length(), records.length()));
        return encode(header, runs, codes, NOTHING, recordCount, records, 0);
    }

    private static ByteSink encoded(final List<List<SourceFile>> sources) {
        boolean any = false;
        for (final List<SourceFile> files : sources) {
            any |= !files.isEmpty();
        }
        if (!any) {
            return NOTHING;
        }
        final ByteSink names = new ByteSink(64);
        for (final List<SourceFile> files : sources) {
            SourceFiles.write(names, files);
        }
        return names;
    }

    private static void checkLength(final EntryHeader header, final List<StreamRun> runs, final int length) {
        if (length > MAX_ENTRY_BYTES || runs.size() > 0xffff) {
            throw new IllegalArgumentException("partition=" + header.partition() + " sequence=" + header.sequence()
                    + " entryBytes=" + length + " limit=" + MAX_ENTRY_BYTES + " streams=" + runs.size());
        }
    }

    /** {@code unpackedBytes}: 0 if the records are not packed. */
    private static byte[] encode(
            final EntryHeader header,
            final List<StreamRun> runs,
            final ByteSink codes,
            final ByteSink names,
            final int recordCount,
            final ByteSink records,
            final int unpackedBytes) {
        final byte[] entry = new byte[length(runs.size(), codes.length(), records.length()) + names.length()];
        putHeader(entry, header);
        entry[0] = (byte) ((unpackedBytes == 0 ? PLAIN : PACKED) + (names.length() == 0 ? 0 : NAMED));
        Bytes.putShort(entry, 2, runs.size());
        Bytes.putInt(entry, 56, recordCount);
        Bytes.putInt(entry, 60, records.length());
        Bytes.putInt(entry, 64, codes.length());
        Bytes.putInt(entry, 68, unpackedBytes);
        int at = HEADER_BYTES;
        for (final StreamRun run : runs) {
            putRun(entry, at, run);
            at += RUN_BYTES;
        }
        at = put(entry, at, codes);
        at = put(entry, at, names);
        at = put(entry, at, records);
        Bytes.putLong(entry, at, sum(entry));
        return entry;
    }

    private static int put(final byte[] entry, final int at, final ByteSink part) {
        System.arraycopy(part.bytes(), 0, entry, at, part.length());
        return at + part.length();
    }

    /** The checksum that an entry carries at its end, which its successor repeats. */
    public static long checksum(final byte[] entry) {
        return Bytes.getLong(entry, entry.length - CHECKSUM_BYTES);
    }

    /** The last bytes of an entry of this checksum. */
    public static byte[] end(final long checksum) {
        final byte[] end = new byte[CHECKSUM_BYTES];
        Bytes.putLong(end, 0, checksum);
        return end;
    }

    /**
     * Decodes and checks one entry.
     *
     * @throws IllegalArgumentException if the bytes are no whole and unharmed entry of this format
     */
    public static JournalEntry decode(final byte[] entry) {
        check(entry.length >= HEADER_BYTES + CHECKSUM_BYTES, "entryBytes", entry.length);
        check(entry[0] >= PLAIN && entry[0] <= PACKED + NAMED, "entryFormat", entry[0]);
        final long computed = sum(entry);
        check(computed == checksum(entry), "checksum", computed);
        final EntryHeader header = header(entry);
        check(header.sequence() > 0, "sequence", header.sequence());
        final int streams = Bytes.getShort(entry, 2);
        final int recordCount = Bytes.getInt(entry, 56);
        final int recordBytes = Bytes.getInt(entry, 60);
        final int codeBytes = Bytes.getInt(entry, 64);
        check(recordCount >= 0, "recordCount", recordCount);
        check(recordBytes >= 0 && recordBytes <= entry.length, "recordBytes", recordBytes);
        check(codeBytes >= 0 && codeBytes <= entry.length, "codeBytes", codeBytes);
        final int nameBytes = entry.length - length(streams, codeBytes, recordBytes);
        check(isNamed(entry) ? nameBytes > 0 : nameBytes == 0, "entryBytes", entry.length);
        final List<StreamRun> runs = new ArrayList<>(streams);
        for (int i = 0; i < streams; i++) {
            runs.add(run(entry, HEADER_BYTES + i * RUN_BYTES));
        }
        final int recordsOffset = entry.length - CHECKSUM_BYTES - recordBytes;
        final List<List<SourceFile>> sources =
                isNamed(entry) ? sources(entry, recordsOffset - nameBytes, nameBytes, streams) : List.of();
        if (!isPacked(entry)) {
            return new JournalEntry(
                    entry, header, runs, sources, recordCount, codeBytes, entry, recordsOffset, recordBytes);
        }
        final byte[] records = unpacked(entry, recordsOffset, recordBytes);
        return new JournalEntry(entry, header, runs, sources, recordCount, codeBytes, records, 0, records.length);
    }

    private static List<List<SourceFile>> sources(
            final byte[] entry, final int offset, final int length, final int streams) {
        final ByteSource source = new ByteSource().wrap(entry, offset, length);
        final List<List<SourceFile>> sources = new ArrayList<>(streams);
        for (int i = 0; i < streams; i++) {
            sources.add(SourceFiles.read(source));
        }
        check(source.remaining() == 0, "nameBytes", length);
        return sources;
    }

    private static byte[] unpacked(final byte[] entry, final int recordsOffset, final int recordBytes) {
        final int unpackedBytes = Bytes.getInt(entry, 68);
        check(unpackedBytes > 0 && unpackedBytes <= MAX_ENTRY_BYTES, "unpackedBytes", unpackedBytes);
        return RecordPacker.unpack(entry, recordsOffset, recordBytes, unpackedBytes);
    }

    private static boolean isPacked(final byte[] entry) {
        return entry[0] == PACKED || entry[0] == PACKED + NAMED;
    }

    private static boolean isNamed(final byte[] entry) {
        return entry[0] > PACKED;
    }

    /** Bytes of an entry as they were before its records were packed. */
    public static int unpackedLength(final byte[] entry) {
        return isPacked(entry) ? entry.length - Bytes.getInt(entry, 60) + Bytes.getInt(entry, 68) : entry.length;
    }

    private static long sum(final byte[] entry) {
        final CRC32C crc = new CRC32C();
        crc.update(entry, 0, entry.length - CHECKSUM_BYTES);
        return crc.getValue() | Hash64.hash(entry, 0, HEADER_BYTES, SEED) << 32;
    }

    private static void putHeader(final byte[] entry, final EntryHeader header) {
        entry[1] = (byte) header.kind().number();
        Bytes.putInt(entry, 4, header.partition());
        Bytes.putLong(entry, 8, header.sequence());
        Bytes.putLong(entry, 16, header.gridEpoch());
        Bytes.putLong(entry, 24, header.ownerEpoch());
        Bytes.putLong(entry, 32, header.batchId());
        Bytes.putLong(entry, 40, header.predecessor());
        Bytes.putLong(entry, 48, header.timeMs());
    }

    private static EntryHeader header(final byte[] entry) {
        return new EntryHeader(
                EntryKind.of(entry[1]),
                Bytes.getInt(entry, 4),
                Bytes.getLong(entry, 8),
                Bytes.getLong(entry, 16),
                Bytes.getLong(entry, 24),
                Bytes.getLong(entry, 32),
                Bytes.getLong(entry, 40),
                Bytes.getLong(entry, 48));
    }

    private static void putRun(final byte[] entry, final int at, final StreamRun run) {
        Bytes.putLong(entry, at, run.streamHigh());
        Bytes.putLong(entry, at + 8, run.streamLow());
        Bytes.putLong(entry, at + 16, run.session());
        Bytes.putLong(entry, at + 24, run.firstNumber());
        Bytes.putLong(entry, at + 32, run.lastNumber());
        Bytes.putLong(entry, at + 40, run.chain());
        Bytes.putLong(entry, at + 48, run.previousSequence());
    }

    private static StreamRun run(final byte[] entry, final int at) {
        return new StreamRun(
                Bytes.getLong(entry, at),
                Bytes.getLong(entry, at + 8),
                Bytes.getLong(entry, at + 16),
                Bytes.getLong(entry, at + 24),
                Bytes.getLong(entry, at + 32),
                Bytes.getLong(entry, at + 40),
                Bytes.getLong(entry, at + 48));
    }

    private static void check(final boolean sound, final String name, final long value) {
        if (!sound) {
            throw new IllegalArgumentException("journal entry is damaged: " + name + "=" + value);
        }
    }
}
