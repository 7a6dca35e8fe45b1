package io.ratinggrid.ingest.json;

import java.util.List;

/**
 * One value of a line, with the column it starts at.
 *
 * @param name  name within the object that holds it, empty in arrays and at the top
 * @param text  of texts, numbers (as written) and booleans
 * @param parts of objects and arrays
 */
record JsonValue(Kind kind, String name, String text, int column, List<JsonValue> parts) {
    /** What JSON knows. */
    enum Kind {
        OBJECT("an object {...}"),
        ARRAY("an array [...]"),
        TEXT("a text"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        NULL("null");

        private final String words;

        Kind(final String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
