package io.ratinggrid.perf.process;

import java.io.StringWriter;
import java.util.List;

import io.ratinggrid.node.output.AccountJson;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.partition.PartitionEngine;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a node or gateway should tell of an account, by an engine that carried out the same commands. */
public final class ToldAccount {
    /** Of the answer to {@code GET /accounts/NAME}: what does not depend on when it was asked. */
    public static final List<String> PARTS = List.of("balances", "unbilled");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ToldAccount() {}

    /** The {@link #PARTS} of an account, each by its name. */
    public static JsonNode by(final PartitionEngine engine, final Account account) {
        final AccountJson parts = new AccountJson(engine.catalogs());
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeName("balances");
            parts.balances(json, account);
            json.writeName("unbilled");
            parts.unbilled(json, account);
            json.writeEndObject();
        }
        return JSON.readTree(text.toString());
    }
}
