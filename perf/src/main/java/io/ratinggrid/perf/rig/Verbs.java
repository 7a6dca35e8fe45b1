package io.ratinggrid.perf.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** What a process of a run does that is told verbs: reads a verb a line, and says {@code done} after each, with the figures before it. */
@FunctionalInterface
public interface Verbs {
    /**
     * Does a verb; returns what it found.
     *
     * @throws IllegalArgumentException for one that it does not know
     */
    Figures obey(String verb) throws IOException, InterruptedException;

    /** Says that it is ready, and obeys until no more verbs come. */
    default void obeyAll() throws IOException, InterruptedException {
        System.out.println(Child.DONE);
        final BufferedReader verbs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String verb = verbs.readLine(); verb != null; verb = verbs.readLine()) {
            obey(verb).print();
            System.out.println(Child.DONE);
        }
    }
}
