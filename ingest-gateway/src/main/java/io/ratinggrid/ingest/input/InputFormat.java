package io.ratinggrid.ingest.input;

import java.nio.charset.Charset;

/** How a file is to be read. Immutable; any thread. */
public interface InputFormat {
    /** For people and the books. */
    String label();

    Charset charset();

    /** A decoder for one file. */
    LineDecoder decoder(ServiceUnits units, InputLimits limits);
}
