package io.ratinggrid.perf.rig;

/** A process of a run, here or on another host, that does verbs one after another and answers each with figures. One thread. */
public interface VerbTaker extends AutoCloseable {
    /** Has it do a verb; returns what it found. */
    Figures tell(String verb) throws InterruptedException;

    /** Where it is, for people. */
    String where();

    /** The address by which it reaches this host. */
    String hostOfRun();

    /** Ends it in good order, so that it can write what it keeps for its end. */
    void stop() throws InterruptedException;

    @Override
    void close();
}
