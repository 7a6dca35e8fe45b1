package io.ratinggrid.node.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Files that are not what they should be, each with what is said about it. */
final class Drop {
    static final String GOOD =
            """
            {"type":"usage","id":"good","account":"mobile","subscriber":"line-1","start":"2026-06-02T10:00:00Z","service":"voice","quantity":"60 s","to":"+442079460000"}
            """;

    private Drop() {}

    /** Content by file name. */
    static Map<String, byte[]> badFiles() throws IOException {
        final Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("binary.jsonl", binary());
        files.put("cut-off.jsonl", bytes(GOOD.replace("good", "before") + GOOD.substring(0, 60)));
        files.put("empty.jsonl", new byte[0]);
        files.put("gzip.jsonl", gzip(GOOD));
        files.put("latin.jsonl", GOOD.replace("good", "caf\u00e9").getBytes(StandardCharsets.ISO_8859_1));
        files.put("long.jsonl", bytes("x".repeat(10_000_000) + "\n" + GOOD.replace("good", "after")));
        files.put("utf-16.jsonl", GOOD.getBytes(StandardCharsets.UTF_16));
        files.put("good.jsonl", bytes(GOOD));
        return files;
    }

    static void writeAll(final Path directory) throws IOException {
        for (final Map.Entry<String, byte[]> file : badFiles().entrySet()) {
            final Path beside = Files.write(directory.resolve("." + file.getKey()), file.getValue());
            Files.move(beside, directory.resolve(file.getKey()));
        }
        Files.createDirectory(directory.resolve("directory.jsonl"));
    }

    private static byte[] binary() {
        final byte[] bytes = new byte[20_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 >>> 3);
        }
        return bytes;
    }

    private static byte[] gzip(final String text) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes(text));
        }
        return out.toByteArray();
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
