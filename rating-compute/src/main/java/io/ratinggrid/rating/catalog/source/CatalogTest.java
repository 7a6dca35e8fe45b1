package io.ratinggrid.rating.catalog.source;

import java.util.List;
import java.util.Map;

/**
 * A test that a catalog carries: what is done to a fresh account, and what that must cost. Here it is only parsed; the
 * texts mean what they mean in command files.
 *
 * @param account the account's plans and what else it starts with
 * @param events  commands in order
 * @param expect  under {@code lines}, {@code charges} and {@code buckets} what must be there at the end
 */
public record CatalogTest(Position at, String name, Fields account, List<Fields> events, Fields expect) {

    /** A value as it was written, and where. */
    public sealed interface Value {
        Position at();
    }

    /** A scalar, exactly as written. */
    public record Text(Position at, String text) implements Value {}

    /** A list. */
    public record Items(Position at, List<Value> items) implements Value {}

    /** A mapping in the order of the file. */
    public record Fields(Position at, Map<String, Value> fields) implements Value {}
}
