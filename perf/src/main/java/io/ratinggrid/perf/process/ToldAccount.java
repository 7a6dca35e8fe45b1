package io.ratinggrid.perf.process;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.node.output.AccountText;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.partition.PartitionEngine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The answer of a node or gateway to {@code GET /accounts/NAME}, held against an engine that carried out the same commands. */
public final class ToldAccount {
    /** What does not depend on when it was asked. */
    private static final List<String> PARTS = List.of("balances", "unbilled");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ToldAccount() {}

    /** What is told otherwise than by an account's engine, a line for each part; the account is open there. */
    public static List<String> differences(final String account, final JsonNode told, final PartitionEngine engine) {
        final JsonNode expected = JSON.readTree(AccountText.of(engine, AccountKey.of(account)));
        final List<String> differences = new ArrayList<>();
        for (final String part : PARTS) {
            if (!expected.path(part).equals(told.path(part))) {
                differences.add(account + " " + part + " told=" + told.path(part) + " expected=" + expected.path(part));
            }
        }
        return differences;
    }
}
