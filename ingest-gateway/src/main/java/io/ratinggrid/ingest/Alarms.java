package io.ratinggrid.ingest;

/** Is told of what a person has to look at. Any thread; must not throw. */
public interface Alarms {
    void raise(String message);

    /** To the log. */
    Alarms LOG = message -> System.getLogger(Gateway.class.getName()).log(System.Logger.Level.ERROR, message);
}
