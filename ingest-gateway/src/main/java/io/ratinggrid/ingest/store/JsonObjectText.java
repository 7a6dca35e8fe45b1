package io.ratinggrid.ingest.store;

import tools.jackson.core.io.JsonStringEncoder;

/** Writes one JSON object on one line, members in the order of the calls; members that have no value are left out. */
public final class JsonObjectText {
    private final StringBuilder text = new StringBuilder("{");

    public JsonObjectText add(final String name, final CharSequence value) {
        if (value != null && value.length() > 0) {
            name(name);
            quote(value);
        }
        return this;
    }

    public JsonObjectText add(final String name, final long value) {
        name(name);
        text.append(value);
        return this;
    }

    /** Only if it is true. */
    public JsonObjectText add(final String name, final boolean value) {
        if (value) {
            name(name);
            text.append("true");
        }
        return this;
    }

    /** A value that is JSON already. */
    public JsonObjectText addJson(final String name, final String json) {
        if (!json.isEmpty()) {
            name(name);
            text.append(json);
        }
        return this;
    }

    private void name(final String name) {
        text.append(text.length() == 1 ? "" : ",");
        quote(name);
        text.append(':');
    }

    private void quote(final CharSequence value) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
