package io.ratinggrid.perf.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** The process of the tests itself, which must keep the CPUs it has. */
class PinTest {
    @Test
    void shouldHoldTheProcessOnItsCpus() throws Exception {
        final String before = allowed();
        Pin.to(before);
        assertEquals(before, allowed());
    }

    @Test
    void shouldRefuseWhatIsNoList() {
        final IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Pin.to("many"));
        assertTrue(refused.getMessage().startsWith("--pin=many: "), refused::toString);
    }

    private static String allowed() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.replace("Cpus_allowed_list:", "").strip())
                .findFirst()
                .orElseThrow();
    }
}
