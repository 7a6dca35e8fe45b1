package io.ratinggrid.node.output;

import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.partition.IdentityMark;
import io.ratinggrid.rating.partition.PartitionEngine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of what an account knows of an identity that moved. On the thread that steps the partition. */
public final class IdentityText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private IdentityText() {}

    /** The times at which it left and came, oldest first; none if it never moved. */
    public static String of(final PartitionEngine engine, final long account, final String identity) {
        final ObjectNode json = JSON.createObjectNode().put("v", Json.FORMAT);
        final ArrayNode marks = json.putArray("marks");
        engine.marks(account, AttributeValue.hash(identity)).forEach(mark -> put(marks.addObject(), mark));
        return json.toString();
    }

    private static void put(final ObjectNode json, final IdentityMark mark) {
        json.put("from", mark.fromMs());
        if (mark.account().isEmpty()) {
            json.put("state", "came").put("ordinal", mark.ordinal());
        } else {
            json.put("state", mark.underWay() ? "under-way" : "left")
                    .put("account", mark.account())
                    .put("subscriber", mark.subscriber());
        }
    }
}
