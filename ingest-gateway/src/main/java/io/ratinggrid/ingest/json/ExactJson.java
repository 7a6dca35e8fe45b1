package io.ratinggrid.ingest.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as trees whose numbers stay what was written: 1.10 is another attribute than 1.1, and no amount is a double. Any thread. */
public final class ExactJson {
    private static final JsonMapper STORED = JsonMapper.builder()
            .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final JsonMapper SENT = STORED.rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ExactJson() {}

    /**
     * Reads what was written before.
     *
     * @throws JacksonException if it is no JSON
     */
    public static JsonNode read(final String text) {
        return STORED.readTree(text);
    }

    /**
     * Reads what somebody sent, in UTF-8.
     *
     * @throws JacksonException if it is no JSON, no UTF-8, or says a member twice
     */
    public static JsonNode readSent(final byte[] bytes) {
        return SENT.readTree(bytes);
    }

    public static String write(final JsonNode json) {
        return STORED.writeValueAsString(json);
    }
}
