package io.ratinggrid.rating.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.Bytes;
import io.ratinggrid.rating.command.SourceFile;
import org.junit.jupiter.api.Test;

final class JournalEntryCodecTest {
    /** Bytes that an earlier release wrote; whoever changes them raises the format. */
    private static final String GOLDEN =
            """
            0102020007000000080706050403020101000000000000000300000000000000feffffffffffffff1817161514131211
            0068e5cf8b01000006000000030000000600000000000000210000000000000022000000000000000500000000000000
            0a000000000000000e0000000000000031000000000000002a00000000000000fffffffffffffffffeffffffffffffff
            060000000000000001000000000000000000000000000000320000000000000000000000000000000300012801000908
            075fa63a10f53adf1f
            """;

    private static final EntryHeader HEADER =
            new EntryHeader(EntryKind.BATCH, 7, 0x0102030405060708L, 1, 3, -2, 0x1112131415161718L, 1_700_000_000_000L);
    private static final List<StreamRun> RUNS =
            List.of(new StreamRun(0x21, 0x22, 5, 10, 14, 0x31, 42), new StreamRun(-1, -2, 6, 1, 0, 0x32, 0));

    @Test
    void shouldWriteBytesOfFormatOne() {
        assertEquals(GOLDEN.replace("\n", ""), HexFormat.of().formatHex(entry()));
    }

    @Test
    void shouldReadWhatItWrote() {
        final JournalEntry decoded = JournalEntryCodec.decode(entry());

        assertEquals(HEADER, decoded.header());
        assertEquals(RUNS, decoded.runs());
        assertEquals(6, decoded.recordCount());
        assertArrayEquals(new byte[] {0, 0, 0, 40, 0}, decoded.codes());
        assertArrayEquals(
                new byte[] {9, 8, 7},
                Arrays.copyOfRange(
                        decoded.records(), decoded.recordsOffset(), decoded.recordsOffset() + decoded.recordsLength()));
    }

    @Test
    void shouldReadBackRandomEntries() {
        final long seed = new Random().nextLong();
        System.out.println("seed=" + seed);
        final Random random = new Random(seed);
        final RecordPacker packer = new RecordPacker();
        for (int i = 0; i < 2_000; i++) {
            final int count = random.nextInt(50);
            final byte[] codes = new byte[count];
            final CodeRuns codeRuns = new CodeRuns();
            for (int c = 0; c < count; c++) {
                codes[c] = (byte) (random.nextInt(10) == 0 ? random.nextInt(128) : 0);
                codeRuns.add(codes[c]);
            }
            final ByteSink records = new ByteSink(16);
            final byte[] bytes = bytes(random);
            records.putBytes(bytes, 0, bytes.length);
            final List<StreamRun> runs = List.of(new StreamRun(
                    random.nextLong(), random.nextLong(), random.nextLong(), 5, 4 + count, random.nextLong(), i));

            final byte[] entry =
                    JournalEntryCodec.encode(HEADER, runs, List.of(), codeRuns.encoded(), count, records, packer);
            final JournalEntry decoded = JournalEntryCodec.decode(entry);
            assertEquals(
                    JournalEntryCodec.length(1, codeRuns.encoded().length(), bytes.length),
                    JournalEntryCodec.unpackedLength(entry));
            assertTrue(entry.length <= JournalEntryCodec.unpackedLength(entry), "packed is longer");

            assertEquals(runs, decoded.runs());
            assertArrayEquals(codes, decoded.codes());
            assertArrayEquals(
                    bytes,
                    Arrays.copyOfRange(
                            decoded.records(),
                            decoded.recordsOffset(),
                            decoded.recordsOffset() + decoded.recordsLength()));
        }
    }

    /** Noise, repeats of what came before at any distance and of any length, and long runs of one byte. */
    private static byte[] bytes(final Random random) {
        final byte[] bytes = new byte[random.nextInt(20) == 0 ? random.nextInt(200_000) : random.nextInt(600)];
        int at = 0;
        while (at < bytes.length) {
            final int run = Math.min(
                    bytes.length - at, 1 + random.nextInt(random.nextInt(10) == 0 ? 2_000 : 1 + random.nextInt(40)));
            final int kind = random.nextInt(3);
            final int distance = at == 0 ? 0 : 1 + random.nextInt(random.nextBoolean() ? at : Math.min(at, 10));
            for (final int end = at + run; at < end; at++) {
                bytes[at] = (byte) (kind == 0 || distance == 0 ? random.nextInt() : bytes[at - distance]);
            }
        }
        return bytes;
    }

    /** Of ten records the first four are of no stream, the next five of the first run, and the second run has none. */
    @Test
    void shouldNameFilesOfTheStreamThatARecordCameFrom() {
        final List<StreamRun> runs = List.of(
                new StreamRun(0x21, 0x22, 5, 10, 14, 0x31, 42),
                new StreamRun(-1, -2, 6, 1, 0, 0x32, 0),
                new StreamRun(7, 8, 6, 1, 1, 0x33, 0));
        final List<List<SourceFile>> sources = List.of(
                List.of(new SourceFile(1, "june.jsonl"), new SourceFile(7, "läufe.csv")),
                List.of(),
                List.of(new SourceFile(1, "other.csv")));
        final CodeRuns codes = new CodeRuns();
        for (final int code : new int[] {0, 0, 0, 40, 0, 0}) {
            codes.add(code);
        }
        final ByteSink six = codes.encoded();
        for (final boolean alike : new boolean[] {false, true}) {
            final ByteSink records = new ByteSink(16);
            records.putBytes(new byte[alike ? 500 : 3], 0, alike ? 500 : 3);
            final byte[] entry = JournalEntryCodec.encode(HEADER, runs, sources, six, 10, records, new RecordPacker());
            assertEquals(alike ? 4 : 3, entry[0], "format");
            final JournalEntry decoded = JournalEntryCodec.decode(entry);
            assertEquals(sources, decoded.sources());
            assertArrayEquals(new byte[] {0, 0, 0, 40, 0, 0}, decoded.codes());
            assertEquals("", decoded.sourceOf(3, 1), "of no stream");
            assertEquals("june.jsonl", decoded.sourceOf(4, 1));
            assertEquals("läufe.csv", decoded.sourceOf(8, 7));
            assertEquals("other.csv", decoded.sourceOf(9, 1));
            assertEquals("", decoded.sourceOf(9, 7), "of another stream");
            assertEquals("", decoded.sourceOf(4, 0), "no file");
            assertEquals(entry.length, JournalEntryCodec.unpackedLength(entry) - (alike ? 500 - packed(entry) : 0));
            refuseHarmed(entry);
        }
    }

    private static int packed(final byte[] entry) {
        return Bytes.getInt(entry, 60);
    }

    @Test
    void shouldKeepFormatsWithoutNamesWhereNoFileIsNamed() {
        final ByteSink records = new ByteSink(16);
        records.putBytes(new byte[] {9, 8, 7}, 0, 3);
        assertArrayEquals(
                entry(),
                JournalEntryCodec.encode(
                        HEADER, RUNS, List.of(List.of(), List.of()), codes(), 6, records, new RecordPacker()));
    }

    @Test
    void shouldPackRecordsThatAreAlike() {
        final ByteSink records = new ByteSink(16);
        for (int i = 0; i < 100; i++) {
            records.putText("a usage event with the same names and number ");
            records.putLong(i * 0x9E3779B97F4A7C15L);
        }

        final byte[] entry = JournalEntryCodec.encode(
                HEADER, List.of(), List.of(), new ByteSink(1), 100, records, new RecordPacker());

        assertEquals(JournalEntryCodec.PACKED, entry[0]);
        assertTrue(entry.length < JournalEntryCodec.unpackedLength(entry) / 2, "entryBytes=" + entry.length);
    }

    @Test
    void shouldRefuseEveryFlippedBitAndEveryCutOfAPackedEntry() {
        final ByteSink records = new ByteSink(16);
        records.putBytes(new byte[64], 0, 64);
        refuseHarmed(JournalEntryCodec.encode(HEADER, RUNS, List.of(), codes(), 6, records, new RecordPacker()));
    }

    @Test
    void shouldUnpackNothingBeyondItsBounds() {
        final long seed = new Random().nextLong();
        System.out.println("seed=" + seed);
        final Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            final byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            try {
                RecordPacker.unpack(noise, 0, noise.length, random.nextInt(100));
            } catch (final IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith("packed records are damaged"), e.getMessage());
            }
        }
    }

    @Test
    void shouldRefuseEveryFlippedBitAndEveryCut() {
        refuseHarmed(entry());
    }

    private static void refuseHarmed(final byte[] entry) {
        for (int bit = 0; bit < entry.length * 8; bit++) {
            final byte[] damaged = entry.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(IllegalArgumentException.class, () -> JournalEntryCodec.decode(damaged), "bit=" + bit);
        }
        for (int length = 0; length < entry.length; length++) {
            final byte[] cut = Arrays.copyOf(entry, length);
            assertThrows(IllegalArgumentException.class, () -> JournalEntryCodec.decode(cut), "length=" + length);
        }
    }

    @Test
    void shouldRefuseAnEntryOverTheLimit() {
        final ByteSink records = new ByteSink(16);
        final int most = JournalEntryCodec.MAX_ENTRY_BYTES - JournalEntryCodec.length(0, 0, 0);
        records.putBytes(new byte[most], 0, most);
        final ByteSink none = new ByteSink(1);
        assertEquals(
                JournalEntryCodec.MAX_ENTRY_BYTES,
                JournalEntryCodec.encode(HEADER, List.of(), none, 1, records).length);

        records.putByte(1);
        final IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> JournalEntryCodec.encode(HEADER, List.of(), none, 1, records));
        assertTrue(refusal.getMessage().contains("entryBytes=262145"), refusal.getMessage());
    }

    private static ByteSink codes() {
        final CodeRuns codes = new CodeRuns();
        for (final int code : new int[] {0, 0, 0, 40, 0}) {
            codes.add(code);
        }
        return codes.encoded();
    }

    private static byte[] entry() {
        final ByteSink records = new ByteSink(16);
        records.putBytes(new byte[] {9, 8, 7}, 0, 3);
        return JournalEntryCodec.encode(HEADER, RUNS, codes(), 6, records);
    }
}
