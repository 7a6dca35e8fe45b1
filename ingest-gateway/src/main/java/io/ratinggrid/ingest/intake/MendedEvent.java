package io.ratinggrid.ingest.intake;

import java.util.List;
import java.util.Map;

import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.json.ExactJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A suspended event with other values in some of its fields. */
final class MendedEvent {
    private static final String ATTRIBUTES = "attributes";
    private static final String ATTRIBUTE = ATTRIBUTES + ".";
    /** They tell the event from others: with others it would be one that was never sent. */
    private static final List<String> FIXED = List.of("id", "origin", "type");

    private static final List<String> FLAGS = List.of("last", "online");
    private static final List<String> BOOLEANS = List.of("true", "false");

    private MendedEvent() {}

    /** {@code set}: see {@link ReplayRequest}. */
    static String of(final String event, final Map<String, String> set) throws InvalidRecordException {
        if (set.isEmpty()) {
            return event;
        }
        try {
            final ObjectNode mended = (ObjectNode) ExactJson.read(event);
            for (final Map.Entry<String, String> field : set.entrySet()) {
                put(mended, field.getKey(), field.getValue());
            }
            return ExactJson.write(mended);
        } catch (final JacksonException e) {
            throw new InvalidRecordException(
                    "event", event, 0, "has a number that cannot be written out", "the record anew, from its source");
        }
    }

    private static void put(final ObjectNode event, final String name, final String value)
            throws InvalidRecordException {
        if (FIXED.contains(name)) {
            throw new InvalidRecordException(name, value, 0, "tells the event from others and cannot be mended", "");
        }
        if (!name.startsWith(ATTRIBUTE)) {
            set(event, name, value);
            return;
        }
        final JsonNode known = event.get(ATTRIBUTES);
        final ObjectNode attributes = known instanceof ObjectNode found ? found : event.putObject(ATTRIBUTES);
        set(attributes, name.substring(ATTRIBUTE.length()), value);
    }

    private static void set(final ObjectNode object, final String name, final String value)
            throws InvalidRecordException {
        if (value.isEmpty()) {
            object.remove(name);
        } else if (FLAGS.contains(name)) {
            if (!BOOLEANS.contains(value)) {
                throw new InvalidRecordException(name, value, 0, "is neither true nor false", "true or false");
            }
            object.put(name, Boolean.parseBoolean(value));
        } else {
            object.put(name, value);
        }
    }
}
