package io.ratinggrid.perf.canonical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;

import io.ratinggrid.perf.Perf;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CanonicalTest {
    @Test
    void shouldNotCallNoRoundAtAllGood() {
        final StringWriter out = new StringWriter();
        assertEquals(2, new CommandLine(new Perf()).setErr(new PrintWriter(out)).execute("canonical", "--repeat=0"));
        assertTrue(out.toString().contains("repeat=0, must be one round at least"), out::toString);
    }
}
