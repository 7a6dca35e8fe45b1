package io.ratinggrid.perf.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What runs came to, as it is kept in a file.
 *
 * @param environment what they were made on
 * @param settings    the options as they were given
 * @param figures     by name, each with its value in every run that counts
 * @param notCounted  what other runs found
 * @param good        all runs are reconciled, and no rate was missed
 */
public record Result(
        Map<String, String> environment,
        String settings,
        Map<String, Sample> figures,
        List<NotCounted> notCounted,
        boolean good) {
    /** 2: what the limit needs to draw an event is left out of its ratio to the grid. */
    static final int VERSION = 2;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public void write(final Path file) throws IOException {
        final Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("version", VERSION);
        whole.put("good", good);
        whole.put("settings", settings);
        whole.put("environment", environment);
        final Map<String, Object> all = new LinkedHashMap<>();
        figures.forEach((name, sample) -> all.put(
                name,
                Map.of(
                        "median", sample.median(),
                        "min", sample.least(),
                        "max", sample.most(),
                        "values", sample.values())));
        whole.put("figures", all);
        whole.put("notCounted", notCounted);
        Files.writeString(file, JSON.writeValueAsString(whole));
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is of another version or no result at all
     */
    public static Result read(final Path file) throws IOException {
        final JsonNode whole = JSON.readTree(Files.readString(file));
        if (whole.path("version").asInt(0) != VERSION) {
            throw new IllegalArgumentException(
                    file + ": version=" + whole.path("version") + ", must be a result of version " + VERSION);
        }
        final Map<String, String> environment = new LinkedHashMap<>();
        whole.path("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asString()));
        final Map<String, Sample> figures = new LinkedHashMap<>();
        whole.path("figures").properties().forEach(entry -> {
            final List<Double> values = new ArrayList<>();
            entry.getValue().path("values").forEach(value -> values.add(value.asDouble()));
            figures.put(entry.getKey(), new Sample(values));
        });
        return new Result(
                environment,
                whole.path("settings").asString(),
                figures,
                notCounted(whole.path("notCounted")),
                whole.path("good").asBoolean(false));
    }

    /** None in files that were written before there were any. */
    private static List<NotCounted> notCounted(final JsonNode runs) {
        final List<NotCounted> all = new ArrayList<>();
        runs.forEach(run -> all.add(JSON.treeToValue(run, NotCounted.class)));
        return all;
    }
}
