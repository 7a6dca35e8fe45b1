package io.ratinggrid.ingest.json;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.ingest.input.InvalidRecordException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads one line into a tree of values, with columns. */
final class JsonLineReader {
    private static final int MOST_DEPTH = 6;
    private static final String RIGHT = "one JSON object {...} a line";

    private final JsonFactory factory = JsonFactory.builder().build();

    /** The object of a line. */
    JsonValue read(final char[] characters, final int length) throws InvalidRecordException {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), characters, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidRecordException("", new String(characters, 0, length), 1, "is no JSON object", RIGHT);
            }
            final JsonValue object = value(parser, "", 1);
            if (parser.nextToken() != null) {
                throw new InvalidRecordException("", parser.getString(), column(parser), "follows the object", RIGHT);
            }
            return object;
        } catch (final JacksonException e) {
            final int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new InvalidRecordException("", "", column, "is no JSON: " + e.getOriginalMessage(), RIGHT);
        }
    }

    private JsonValue value(final JsonParser parser, final String name, final int depth) throws InvalidRecordException {
        final int column = column(parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                checkDepth(depth, column);
                yield new JsonValue(JsonValue.Kind.OBJECT, name, "", column, members(parser, depth));
            }
            case START_ARRAY -> {
                checkDepth(depth, column);
                yield new JsonValue(JsonValue.Kind.ARRAY, name, "", column, items(parser, depth));
            }
            case VALUE_STRING -> leaf(JsonValue.Kind.TEXT, name, parser.getString(), column);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> leaf(JsonValue.Kind.NUMBER, name, parser.getString(), column);
            case VALUE_TRUE, VALUE_FALSE -> leaf(JsonValue.Kind.BOOLEAN, name, parser.getString(), column);
            default -> leaf(JsonValue.Kind.NULL, name, "", column);
        };
    }

    private List<JsonValue> members(final JsonParser parser, final int depth) throws InvalidRecordException {
        final List<JsonValue> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            final String name = parser.currentName();
            for (final JsonValue member : members) {
                if (member.name().equals(name)) {
                    throw new InvalidRecordException(name, "", column(parser), "is given twice", "once");
                }
            }
            parser.nextToken();
            members.add(value(parser, name, depth + 1));
        }
        return members;
    }

    private List<JsonValue> items(final JsonParser parser, final int depth) throws InvalidRecordException {
        final List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, "", depth + 1));
        }
        return items;
    }

    private static JsonValue leaf(final JsonValue.Kind kind, final String name, final String text, final int column) {
        return new JsonValue(kind, name, text, column, List.of());
    }

    private static void checkDepth(final int depth, final int column) throws InvalidRecordException {
        if (depth > MOST_DEPTH) {
            throw new InvalidRecordException("", "", column, "is nested deeper than " + MOST_DEPTH + " levels", "");
        }
    }

    private static int column(final JsonParser parser) {
        return parser.currentTokenLocation().getColumnNr();
    }
}
