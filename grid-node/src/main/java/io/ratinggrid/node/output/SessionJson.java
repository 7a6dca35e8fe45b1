package io.ratinggrid.node.output;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.explain.Names;
import io.ratinggrid.rating.partition.ResultRecord;
import tools.jackson.core.JsonGenerator;

/** Writes what was answered to a request of a session, one object each, as lines of {@code sessions.jsonl}: what is said to one who waits. */
final class SessionJson {
    private final Names names;
    private final CatalogHistory catalogs;

    SessionJson(final Names names, final CatalogHistory catalogs) {
        this.names = names;
        this.catalogs = catalogs;
    }

    void write(final JsonGenerator json, final ResultRecord record) {
        final Map<String, Object> said = new LinkedHashMap<>();
        said.put("v", Json.FORMAT);
        said.put("account", names.account(record.command().account));
        said.put("at", Instant.ofEpochMilli(record.command().atMs).toString());
        said.putAll(new OnlineAnswer(catalogs.latest().money(), catalogs::name).of(record));
        json.writePOJO(said);
    }
}
