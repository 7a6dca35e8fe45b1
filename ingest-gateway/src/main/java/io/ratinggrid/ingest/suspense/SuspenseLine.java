package io.ratinggrid.ingest.suspense;

import io.ratinggrid.ingest.store.DamagedFileException;
import io.ratinggrid.ingest.store.FileLine;
import io.ratinggrid.ingest.store.JsonObjectText;
import io.ratinggrid.rating.command.ResultCode;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lines of the suspense file.
 *
 * <pre>
 *  {"v":1, "item":N, "fileNumber":.., "line":.., ["incarnation":.., "partition":.., "number":..,] "reason":.., ..., "event":{..}}
 *  {"v":1, "replaying":N, "incarnation":.., "partition":.., "number":..}    about to be appended again under that number
 *  {"v":1, "replayed":N}                                              it was
 *  {"v":1, "kept":N}                                                  it was not: the process died before
 * </pre>
 */
final class SuspenseLine {
    private static final int FORMAT = 1;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int SHOWN_CHARACTERS = 10_000;

    private SuspenseLine() {}

    static JsonNode read(final String line) {
        try {
            final JsonNode read = MAPPER.readTree(line);
            if (read.path("v").asInt(0) != FORMAT) {
                throw new DamagedFileException("suspense line is of no known version: " + line);
            }
            return read;
        } catch (final JacksonException e) {
            throw new DamagedFileException("suspense line is no JSON: " + line);
        }
    }

    static String item(final SuspenseItem item, final StreamPlace stream) {
        final JsonObjectText text = start().add("item", item.number())
                .add("fileNumber", item.place().number())
                .add("line", item.place().line());
        if (stream.number() > 0) {
            addPlace(text, stream);
        }
        final String record = item.record();
        return text.add("reason", item.reason().name())
                .add("file", item.place().name())
                .add("field", item.field())
                .add("value", item.value())
                .add("message", item.message())
                .addJson("event", item.event())
                .add("record", record.length() <= SHOWN_CHARACTERS ? record : record.substring(0, SHOWN_CHARACTERS))
                .toString();
    }

    /** {@code text}: of the line, whose event is taken as it stands there: a tree would change its numbers. */
    static SuspenseItem itemOf(final JsonNode line, final String text) {
        return new SuspenseItem(
                line.path("item").asLong(),
                ResultCode.valueOf(line.path("reason").asString()),
                new FileLine(
                        line.path("fileNumber").asInt(),
                        line.path("file").asString(""),
                        line.path("line").asLong()),
                line.path("field").asString(""),
                line.path("value").asString(""),
                line.path("message").asString(""),
                eventOf(text),
                line.path("record").asString(""));
    }

    private static String eventOf(final String line) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                final boolean isEvent = parser.currentName().equals("event");
                parser.nextToken();
                final int from = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (isEvent) {
                    return line.substring(from, (int) parser.currentLocation().getCharOffset());
                }
            }
        }
        throw new DamagedFileException("suspense line has no event: " + line);
    }

    static StreamPlace placeOf(final JsonNode line) {
        return new StreamPlace(
                line.path("incarnation").asInt(0),
                line.path("partition").asInt(0),
                line.path("number").asLong(0));
    }

    static String replaying(final long item, final StreamPlace stream) {
        return addPlace(start().add("replaying", item), stream).toString();
    }

    static String replayed(final long item) {
        return start().add("replayed", item).toString();
    }

    static String kept(final long item) {
        return start().add("kept", item).toString();
    }

    private static JsonObjectText start() {
        return new JsonObjectText().add("v", FORMAT);
    }

    private static JsonObjectText addPlace(final JsonObjectText text, final StreamPlace stream) {
        return text.add("incarnation", stream.incarnation())
                .add("partition", stream.partition())
                .add("number", stream.number());
    }
}
