package io.ratinggrid.ingest.json;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.text.DidYouMean;

/** The members of one object, asked for by name and kind; those that nobody asked for are objected to at the end. */
final class JsonFields {
    private final JsonValue object;
    private final String path;
    private final boolean[] used;
    private final List<String> known = new ArrayList<>();

    JsonFields(final JsonValue object, final String path) {
        this.object = object;
        this.path = path;
        used = new boolean[object.parts().size()];
    }

    int column() {
        return object.column();
    }

    boolean has(final String name) {
        return find(name) != null;
    }

    /** A text, null if not given. */
    String text(final String name) throws InvalidRecordException {
        final JsonValue value = find(name);
        if (value == null) {
            return null;
        }
        if (value.kind() != JsonValue.Kind.TEXT) {
            throw wrong(name, "is " + value.kind().words(), "a text in quotes");
        }
        if (value.text().isEmpty()) {
            throw wrong(name, "is empty", "a text, or leave it out");
        }
        return value.text();
    }

    /** A text that must be given. */
    String required(final String name, final String right) throws InvalidRecordException {
        final String text = text(name);
        if (text == null) {
            throw new InvalidRecordException(path + name, "", object.column(), "is missing", right);
        }
        return text;
    }

    /** A text or a number as it was written, null if not given. */
    JsonValue scalar(final String name) throws InvalidRecordException {
        final JsonValue value = find(name);
        if (value != null && value.kind() != JsonValue.Kind.TEXT && value.kind() != JsonValue.Kind.NUMBER) {
            throw wrong(name, "is " + value.kind().words(), "a text or a number");
        }
        return value;
    }

    boolean flag(final String name) throws InvalidRecordException {
        final JsonValue value = find(name);
        if (value != null && value.kind() != JsonValue.Kind.BOOLEAN) {
            throw wrong(name, "is " + value.kind().words(), "true or false");
        }
        return value != null && value.text().equals("true");
    }

    /** Objects of an array, none if not given. */
    List<JsonFields> objects(final String name) throws InvalidRecordException {
        final List<JsonFields> objects = new ArrayList<>();
        for (final JsonValue item : array(name)) {
            if (item.kind() != JsonValue.Kind.OBJECT) {
                throw wrong(name, "holds " + item.kind().words(), "objects {...}");
            }
            objects.add(new JsonFields(item, path + name + "[" + (objects.size() + 1) + "]."));
        }
        return objects;
    }

    /** Values of an array, none if not given. */
    List<JsonValue> array(final String name) throws InvalidRecordException {
        final JsonValue value = find(name);
        if (value == null) {
            return List.of();
        }
        if (value.kind() != JsonValue.Kind.ARRAY) {
            throw wrong(name, "is " + value.kind().words(), "an array [...]");
        }
        return value.parts();
    }

    /** Members of an object, none if not given. */
    List<JsonValue> members(final String name) throws InvalidRecordException {
        final JsonValue value = find(name);
        if (value == null) {
            return List.of();
        }
        if (value.kind() != JsonValue.Kind.OBJECT) {
            throw wrong(name, "is " + value.kind().words(), "an object {...}");
        }
        return value.parts();
    }

    /** The members of an object by name, of an empty one if not given. */
    JsonFields object(final String name) throws InvalidRecordException {
        final List<JsonValue> members = members(name);
        final JsonValue value = find(name);
        final int column = value == null ? column() : value.column();
        return new JsonFields(new JsonValue(JsonValue.Kind.OBJECT, name, "", column, members), path + name + ".");
    }

    /** An objection to a member. */
    InvalidRecordException wrong(final String name, final String wrong, final String right) {
        final JsonValue value = find(name);
        return new InvalidRecordException(
                path + name,
                value == null ? "" : value.text(),
                value == null ? column() : value.column(),
                wrong,
                right);
    }

    /** Objects to members that were never asked for. */
    void checkAllUsed() throws InvalidRecordException {
        for (int i = 0; i < used.length; i++) {
            if (!used[i]) {
                final JsonValue value = object.parts().get(i);
                throw new InvalidRecordException(
                        path + value.name(),
                        "",
                        value.column(),
                        "is not known here",
                        DidYouMean.phrase(
                                value.name(), known.stream().distinct().toList()));
            }
        }
    }

    private JsonValue find(final String name) {
        known.add(name);
        final List<JsonValue> parts = object.parts();
        for (int i = 0; i < used.length; i++) {
            if (parts.get(i).name().equals(name)) {
                used[i] = true;
                return parts.get(i).kind() == JsonValue.Kind.NULL ? null : parts.get(i);
            }
        }
        return null;
    }
}
