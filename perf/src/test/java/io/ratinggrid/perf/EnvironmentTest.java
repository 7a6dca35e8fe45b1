package io.ratinggrid.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @TempDir
    private Path elsewhere;

    @Test
    void shouldRecordWhatMustBeTheSame() {
        final Map<String, String> environment = Environment.begin();
        for (final String name :
                List.of(Environment.MACHINE, Environment.MEMORY, Environment.KERNEL, Environment.JDK)) {
            assertTrue(environment.containsKey(name), environment::toString);
        }
        assertTrue(environment.get(Environment.MEMORY).matches("\\d+\\.\\d GiB"), environment::toString);
        // Tests run from classes, not from a jar.
        assertEquals(Environment.UNKNOWN, environment.get("version"));
    }

    @Test
    void shouldTellTheCommitOfTheDirectoryOfTheClasses() {
        assertEquals(
                Environment.commit(Path.of("").toAbsolutePath()),
                Environment.begin().get("commit of the directory"));
        assertEquals(Environment.UNKNOWN, Environment.commit(elsewhere));
    }
}
