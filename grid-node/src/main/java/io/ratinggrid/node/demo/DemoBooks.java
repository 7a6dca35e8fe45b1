package io.ratinggrid.node.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.books.FileReport;
import io.ratinggrid.ingest.books.FileView;
import io.ratinggrid.node.standalone.Standalone;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gathers what the demo's records came to: books, suspense and rejects of the gateway, refusals of the grid's journal. */
final class DemoBooks {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Standalone grid;
    private final Gateway gateway;

    DemoBooks(final Standalone grid) {
        this.grid = grid;
        gateway = grid.gateway();
    }

    /** {@code all} are reports of all files of records, {@code carrier} of the generated ones. */
    DemoOutcome outcome(
            final List<FileReport> all,
            final List<FileReport> carrier,
            final CarrierFiles files,
            final double seconds,
            final Histogram latencies)
            throws IOException {
        return new DemoOutcome(
                sum(all),
                suspended(),
                rejected(),
                refused(),
                sum(carrier),
                files.expected().books(),
                all.stream().allMatch(report -> report.outcome() == FileReport.Outcome.ALREADY_READ),
                seconds,
                latencies);
    }

    /** The books as they stand now of the files of the reports. */
    private Books sum(final List<FileReport> reports) {
        final Map<Integer, Books> byNumber = new TreeMap<>();
        for (final FileView file : gateway.files()) {
            byNumber.put(file.number(), file.books());
        }
        Books sum = Books.EMPTY;
        for (final FileReport report : reports) {
            sum = sum.plus(byNumber.getOrDefault(report.number(), Books.EMPTY));
        }
        return sum;
    }

    private Map<String, Long> suspended() {
        final Map<String, Long> reasons = new TreeMap<>();
        gateway.forEachSuspended(item -> reasons.merge(item.reason().name(), 1L, Long::sum));
        return reasons;
    }

    private Map<String, Long> rejected() throws IOException {
        final Map<String, Long> reasons = new TreeMap<>();
        if (Files.isRegularFile(gateway.rejectFile())) {
            try (BufferedReader rejects = Files.newBufferedReader(gateway.rejectFile())) {
                for (String line = rejects.readLine(); line != null; line = rejects.readLine()) {
                    final JsonNode reject = MAPPER.readTree(line);
                    final String field = reject.path("field").asString("");
                    final String wrong = reject.path("wrong").asString("");
                    reasons.merge((field.isEmpty() ? "a record" : field) + " " + wrong, 1L, Long::sum);
                }
            }
        }
        return reasons;
    }

    private Map<String, Long> refused() {
        final Map<String, Long> reasons = new TreeMap<>();
        grid.node().forEachRecord(record -> {
            if (record.command().type == CommandType.USAGE && record.code().kind() == ResultCode.Kind.REFUSED) {
                reasons.merge(record.code().name(), 1L, Long::sum);
            }
        });
        return reasons;
    }
}
