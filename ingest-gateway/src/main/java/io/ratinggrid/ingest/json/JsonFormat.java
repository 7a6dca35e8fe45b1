package io.ratinggrid.ingest.json;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.ratinggrid.ingest.input.InputFormat;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.LineDecoder;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.input.ServiceUnits;

/** Files of JSON lines; times without offset are UTC. */
public enum JsonFormat implements InputFormat {
    /** Commands: usage, top-up and so on. */
    COMMANDS("commands"),
    /** Accounts: each line an open-account with its subscribers and plans. */
    ACCOUNTS("accounts");

    private final String word;

    JsonFormat(final String word) {
        this.word = word;
    }

    @Override
    public Charset charset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public LineDecoder decoder(final ServiceUnits units, final InputLimits limits) {
        return new JsonLineDecoder(
                this == ACCOUNTS
                        ? JsonCommandReader.ofAccounts(LocalZone.utc(), units, limits)
                        : JsonCommandReader.ofCommands(LocalZone.utc(), units, limits));
    }

    @Override
    public String label() {
        return word;
    }
}
