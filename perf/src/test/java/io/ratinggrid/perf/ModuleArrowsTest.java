package io.ratinggrid.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.ratinggrid.perf.ModuleArrows.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModuleArrowsTest {

    @ParameterizedTest
    @CsvSource({"rating-compute", "persistence", "ingest-gateway", "grid-node", "perf"})
    void shouldKeepArrowsOfDiagram(final String module) throws IOException {
        final List<Source> sources = sourcesOf(module);
        assertFalse(sources.isEmpty(), "no sources found, module=" + module);

        final List<String> violations = new ArrayList<>();
        sources.forEach(source -> violations.addAll(ModuleArrows.violations(source)));

        assertEquals(List.of(), violations, () -> String.join(System.lineSeparator(), violations));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            rating-compute | rating.money          | import java.io.IOException;
            rating-compute | rating.money          | import java.nio.file.*;
            rating-compute | rating.money          | import java.time.Clock;
            rating-compute | rating.money          | import java.util.logging.Logger;
            rating-compute | rating.money          | import org.apache.ignite.Ignite;
            rating-compute | rating.money          | import org.slf4j.Logger;
            rating-compute | rating.money          | import net.openhft.chronicle.queue.ChronicleQueue;
            rating-compute | rating.catalog        | import org.snakeyaml.engine.v2.api.Load;
            rating-compute | rating.catalog.source | import org.springframework.core.io.Resource;
            rating-compute | rating.money          | import io.ratinggrid.node.Node;
            rating-compute | rating.money          | long now() { return System.currentTimeMillis(); }
            rating-compute | rating.money          | long now() { return System.nanoTime(); }
            rating-compute | rating.money          | Object now() { return java.time.Instant.now(); }
            rating-compute | rating.money          | Object now() { return LocalDate.now(zone); }
            rating-compute | rating.money          | Supplier<Instant> clock = Instant::now;
            rating-compute | rating.money          | void say() { System.out.println(1); }
            rating-compute | rating.money          | java.nio.file.Path path;
            rating-compute | persistence           | class InForeignPackage {}
            persistence    | persistence           | import org.springframework.stereotype.Component;
            persistence    | persistence           | import io.ratinggrid.ingest.Gateway;
            persistence    | persistence           | import static io.ratinggrid.node.Node.NAME;
            ingest-gateway | ingest                | import org.apache.ignite.Ignite;
            ingest-gateway | ingest                | import io.ratinggrid.persistence.Journal;
            ingest-gateway | ingest                | import io.ratinggrid.node.Node;
            grid-node      | node.api              | import io.ratinggrid.ingest.Gateway;
            grid-node      | node.launcher         | import io.ratinggrid.perf.Perf;
            rating-compute | seam                  | long x = System.nanoTime();
            """)
    void shouldFindArrowAgainstDiagram(final String module, final String home, final String code) {
        assertFalse(ModuleArrows.violations(source(module, home, code)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            rating-compute | seam                  | import org.agrona.DirectBuffer;
            rating-compute | seam                  | public interface Clock { long nanoTime(); }
            rating-compute | rating.money          | import java.util.Arrays;
            rating-compute | rating.money          | import java.nio.ByteBuffer;
            rating-compute | rating.money          | int x = 1; // unlike System.nanoTime()
            rating-compute | rating.catalog.source | import java.nio.file.Path;
            rating-compute | rating.catalog.source | import org.snakeyaml.engine.v2.api.Load;
            rating-compute | rating.catalog.source | import de.siegmar.fastcsv.reader.CsvReader;
            persistence    | persistence           | import org.apache.ignite.Ignite;
            persistence    | persistence           | import io.ratinggrid.rating.money.Money;
            ingest-gateway | ingest                | import io.ratinggrid.seam.Transport;
            ingest-gateway | ingest                | import net.openhft.chronicle.queue.ChronicleQueue;
            grid-node      | node.api              | import io.ratinggrid.persistence.Journal;
            grid-node      | node.launcher         | import io.ratinggrid.ingest.Gateway;
            grid-node      | node.standalone       | import io.ratinggrid.ingest.Gateway;
            perf           | perf                  | import io.ratinggrid.ingest.Gateway;
            """)
    void shouldAcceptArrowOfDiagram(final String module, final String home, final String code) {
        assertEquals(List.of(), ModuleArrows.violations(source(module, home, code)));
    }

    @Test
    void shouldReadCodeBehindQuotesAndComments() {
        final String code = "String a = \"/* not a comment\"; /* Clock */ long b = System.nanoTime(); // */";
        assertEquals(
                List.of("rating-compute: X.java calls nanoTime"),
                ModuleArrows.violations(source("rating-compute", "rating", code)));
    }

    private static Source source(final String module, final String home, final String code) {
        return new Source(module, "X.java", "package io.ratinggrid." + home + ";\n" + code + "\n");
    }

    private static List<Source> sourcesOf(final String module) throws IOException {
        final Path root = Path.of("..", module, "src", "main", "java");
        assertTrue(Files.isDirectory(root), "not a directory, path=" + root.toAbsolutePath());
        final List<Source> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (final Path file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".java"))::iterator) {
                sources.add(new Source(module, root.relativize(file).toString(), Files.readString(file)));
            }
        }
        return sources;
    }
}
