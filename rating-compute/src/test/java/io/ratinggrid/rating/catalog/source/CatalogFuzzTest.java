package io.ratinggrid.rating.catalog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.ratinggrid.rating.catalog.CatalogCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in the files, loading answers: a catalog that compiles, or errors with places that exist. */
class CatalogFuzzTest {
    private static final int ROUNDS = 600;
    private static final String[] PIECES = {
        "",
        " ",
        "\n",
        "  ",
        ":",
        "-",
        "{",
        "}",
        "[",
        "]",
        ",",
        "\"",
        "'",
        "&a ",
        "*a",
        "!!",
        "|",
        "#",
        "\t",
        "<<: *a",
        "?",
        "%",
        "0",
        "-1",
        "1e9",
        "99999999999999999999",
        "0.0000000001",
        "null",
        "~",
        "true",
        "GB",
        "K",
        "minute",
        "\u0000",
        "é",
        "💶",
        "include: [catalog.yaml]",
        "2026-13-01",
        "/",
        "../",
        "price",
        "when"
    };

    @TempDir
    Path directory;

    private record File(String name, byte[] content) {}

    @Test
    void shouldAnswerWhateverIsInTheFiles() throws IOException {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final List<List<File>> catalogs = new ArrayList<>();
        for (int figure = 1; figure <= 8; figure++) {
            catalogs.add(List.of(file(SamplesTest.SAMPLES.resolve("figure-" + figure + "/catalog.yaml"))));
        }
        catalogs.add(large());
        int loaded = 0;
        for (int round = 0; round < ROUNDS; round++) {
            final int chosen = random.nextInt(catalogs.size());
            final List<File> catalog = catalogs.get(chosen);
            final Path target = directory.resolve("catalog-" + chosen);
            final int victim = random.nextInt(catalog.size());
            for (int i = 0; i < catalog.size(); i++) {
                final byte[] content = catalog.get(i).content;
                final Path path = target.resolve(catalog.get(i).name);
                Files.createDirectories(path.getParent());
                Files.write(path, i == victim ? mutated(content, random) : content);
            }
            loaded += check(target, seed, round) ? 1 : 0;
        }
        System.out.println("seed=" + seed + " rounds=" + ROUNDS + " loaded=" + loaded);
        assertNotEquals(0, loaded);
        assertNotEquals(ROUNDS, loaded);
    }

    private static boolean check(final Path directory, final long seed, final int round) throws IOException {
        final String where = "seed=" + seed + " round=" + round;
        final CatalogLoad load;
        try {
            load = CatalogSource.load(directory);
            load.versions().forEach(CatalogCompiler::compile);
        } catch (final RuntimeException | StackOverflowError e) {
            throw new AssertionError(where, e);
        }
        assertEquals(load.ok(), !load.versions().isEmpty(), where);
        for (final Problem problem : load.problems()) {
            final Path file = directory.resolve(problem.file());
            assertTrue(Files.exists(file), () -> where + " problem=" + problem);
            final long lines =
                    new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\n|\r", -1).length;
            assertTrue(
                    problem.line() >= 1 && problem.column() >= 1 && problem.line() <= lines + 1,
                    () -> where + " " + problem);
            assertTrue(!problem.message().isBlank(), where);
        }
        return load.ok();
    }

    private static byte[] mutated(final byte[] content, final Random random) {
        byte[] changed = content;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            changed = random.nextInt(10) == 0 ? flipped(changed, random) : spliced(changed, random);
        }
        return changed;
    }

    private static byte[] flipped(final byte[] content, final Random random) {
        final byte[] changed = content.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    /** Puts a piece, or another part of the file, in the place of a few characters. */
    private static byte[] spliced(final byte[] content, final Random random) {
        final String text = new String(content, StandardCharsets.UTF_8);
        final int from = random.nextInt(text.length() + 1);
        final int to = Math.min(text.length(), from + (random.nextBoolean() ? 0 : random.nextInt(20)));
        final int copied = random.nextInt(text.length() + 1);
        final String piece = random.nextInt(4) > 0
                ? PIECES[random.nextInt(PIECES.length)]
                : text.substring(copied, Math.min(text.length(), copied + random.nextInt(60)));
        return (text.substring(0, from) + piece + text.substring(to)).getBytes(StandardCharsets.UTF_8);
    }

    private static List<File> large() throws IOException {
        final Path samples = Path.of("src/test/resources/catalogs/everything");
        try (Stream<Path> files = Files.walk(samples)) {
            final List<File> all = new ArrayList<>();
            for (final Path path : files.filter(Files::isRegularFile).sorted().toList()) {
                all.add(new File(samples.relativize(path).toString(), Files.readAllBytes(path)));
            }
            return all;
        }
    }

    private static File file(final Path path) throws IOException {
        return new File(path.getFileName().toString(), Files.readAllBytes(path));
    }
}
