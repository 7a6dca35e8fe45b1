package io.ratinggrid.node.launcher;

import java.util.Map;

import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Whose usage of what kind, as options. One thread. */
final class UsageFields {
    @Option(names = "--subscriber", paramLabel = "NAME", description = "Whose; default: the account's own.")
    private String subscriber;

    @Option(names = "--to", paramLabel = "NUMBER", description = "Called number, as in +442079460000.")
    private String to;

    @Option(names = "--attribute", paramLabel = "NAME=VALUE", description = "What else is known of it.")
    private Map<String, String> attributes;

    String subscriber() {
        return subscriber;
    }

    /** Adds number and attributes. */
    ObjectNode addTo(final ObjectNode fields) {
        fields.put("to", to);
        if (attributes != null) {
            final ObjectNode named = fields.putObject("attributes");
            attributes.forEach(named::put);
        }
        return fields;
    }
}
