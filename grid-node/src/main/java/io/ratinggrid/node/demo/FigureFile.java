package io.ratinggrid.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ratinggrid.rating.catalog.Symbol;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code expected.json} of a worked figure: its cases, each a command script with what it must come to.
 *
 * @param figure number of the figure
 * @param title  the figure in words
 */
record FigureFile(int v, int figure, String title, List<FigureFile.Case> cases) {
    private static final int FORMAT = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * One script.
     *
     * @param commands file of the script, beside this one
     * @param cuts     by service: into how many events its usage may be cut without another total; null: none
     */
    record Case(
            @JsonProperty("case") String name, String commands, Map<String, List<Integer>> cuts, List<Check> expect) {
        Case {
            Objects.requireNonNull(name, "case");
            Objects.requireNonNull(commands, "commands");
            Objects.requireNonNull(expect, "expect");
        }

        /** How many ways of cutting there are. */
        int cutRuns() {
            return cuts == null
                    ? 0
                    : cuts.values().stream().mapToInt(List::size).max().orElse(0);
        }

        /** Into how many events a usage of a service (its symbol) is cut in a run, 1 for a service that is not cut. */
        int parts(final int service, final int run) {
            for (final Map.Entry<String, List<Integer>> cut : cuts.entrySet()) {
                if (Symbol.of(cut.getKey()) == service) {
                    return cut.getValue().get(Math.min(run, cut.getValue().size() - 1));
                }
            }
            return 1;
        }
    }

    /**
     * One figure of an account.
     *
     * @param of    the line, bucket or command it is a figure of; null: of all
     * @param after id of the command after which it is read; null: at the end
     */
    record Check(FigureQuantity quantity, String account, String of, String after, String value) {
        Check {
            Objects.requireNonNull(quantity, "quantity");
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(value, "value");
        }

        String words() {
            return quantity.word()
                    + Optional.ofNullable(of).map(name -> " of " + name).orElse("")
                    + Optional.ofNullable(after).map(id -> " after " + id).orElse("");
        }
    }

    static FigureFile read(final Path file) throws IOException {
        final FigureFile read;
        try {
            read = MAPPER.readValue(Files.readString(file), FigureFile.class);
        } catch (final JacksonException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        if (read.v != FORMAT) {
            throw new IOException(file + ": format v=" + read.v + ", this version reads " + FORMAT);
        }
        return read;
    }
}
