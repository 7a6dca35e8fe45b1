package io.ratinggrid.node.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import io.ratinggrid.rating.journal.JournalTip;
import org.junit.jupiter.api.Test;

final class ManifestCodecTest {
    /** Bytes that an earlier release wrote; whoever changes them raises the format. */
    private static final String GOLDEN =
            "02050000004d00000000000000fdffffffffffffff0068e5cf8b010000010000000000000004000000000000"
                    + "000200000046000000000000004e000000000000000100000001000000000000000200000000000000030000"
                    + "00000000009001000000000000fbffffffffffffff4c000000000000003c000000000000000ae0d43a9823bb16";

    private static final Manifest MANIFEST = new Manifest(
            5,
            new JournalTip(77, -3, 1_700_000_000_000L, 1, 4),
            new long[] {70, 78},
            List.of(new StreamPosition(1, 2, 3, 400, -5, 76)),
            60);

    @Test
    void shouldWriteBytesOfFormatTwo() {
        assertEquals(GOLDEN, HexFormat.of().formatHex(ManifestCodec.encode(MANIFEST)));
    }

    @Test
    void shouldReadWhatItWrote() {
        final Manifest read = ManifestCodec.decode(ManifestCodec.encode(MANIFEST));

        assertEquals(MANIFEST.partition(), read.partition());
        assertEquals(MANIFEST.tip(), read.tip());
        assertEquals(MANIFEST.streams(), read.streams());
        assertEquals(MANIFEST.keptFrom(), read.keptFrom());
        assertArrayEquals(MANIFEST.chunkSequences(), read.chunkSequences());
    }

    @Test
    void shouldRefuseEveryFlippedBitAndEveryCut() {
        final byte[] bytes = ManifestCodec.encode(MANIFEST);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            final byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(IllegalArgumentException.class, () -> ManifestCodec.decode(damaged), "bit=" + bit);
        }
        for (int length = 0; length < bytes.length; length++) {
            final byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(IllegalArgumentException.class, () -> ManifestCodec.decode(cut), "length=" + length);
        }
    }
}
