package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;

import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.books.FileReport;
import io.ratinggrid.ingest.books.FileView;
import io.ratinggrid.ingest.intake.ReplayReport;
import io.ratinggrid.rating.command.ResultCode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says what became of a file in {@code receipts/NAME.json}, then moves the file to {@code done} or {@code refused}; a death in
 * between leaves the file where it was, and it is done again. Never writes over another file of the same name. One thread.
 */
final class Receipts {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path data;

    Receipts(final Path data) {
        this.data = data;
    }

    /** Each returns the sentence for the terminal. */
    String done(final Path file, final FileReport report, final FileView books) throws IOException {
        final ObjectNode receipt = start(file, word(report.outcome()));
        books(receipt, books);
        message(receipt, report.message());
        move(file, "done", receipt);
        return file.getFileName() + ": " + (report.message().isEmpty() ? sentence(books.books()) : report.message());
    }

    /** Of a file that is another one by now, which stays. */
    String changed(final Path file, final FileReport report, final FileView books) throws IOException {
        final ObjectNode receipt = start(file, word(report.outcome()));
        books(receipt, books);
        message(receipt, "the file has changed since it was read; what is there now is read next");
        write(file.getFileName() + ".as-read-" + books.number(), receipt);
        return file.getFileName() + ": " + sentence(books.books()) + "; it has changed since and is read again";
    }

    private static void books(final ObjectNode receipt, final FileView books) {
        receipt.put("number", books.number());
        receipt.put("format", books.format());
        BooksJson.put(receipt, books.books());
    }

    String refused(final Path file, final String message) throws IOException {
        final ObjectNode receipt = start(file, "refused");
        message(receipt, message);
        move(file, "refused", receipt);
        return file.getFileName() + ": refused: " + message;
    }

    String replayed(final Path file, final ReplayReport report) throws IOException {
        final ObjectNode receipt = start(file, "replayed");
        receipt.put("replayed", report.replayedCount());
        receipt.put("kept", report.keptCount());
        final ObjectNode answers = receipt.putObject("answers");
        report.answers().forEach((code, count) -> answers.put(code.name(), count));
        report.objections().forEach(receipt.putArray("objections")::add);
        move(file, "done", receipt);
        return sentence(report);
    }

    /** {@code 3 replayed: 2 DONE, 1 NO_TARIFF; 1 kept}. */
    static String sentence(final ReplayReport report) {
        final StringBuilder text =
                new StringBuilder("replay: ").append(report.replayedCount()).append(" replayed");
        String separator = ": ";
        for (final Map.Entry<ResultCode, Long> answer : report.answers().entrySet()) {
            text.append(separator).append(answer.getValue()).append(' ').append(answer.getKey());
            separator = ", ";
        }
        return text.append("; ").append(report.keptCount()).append(" kept").toString();
    }

    private static String sentence(final Books books) {
        return BooksJson.sentence(books);
    }

    private static String word(final FileReport.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ObjectNode start(final Path file, final String outcome) {
        return JSON.createObjectNode()
                .put("v", BooksJson.FORMAT)
                .put("file", file.getFileName().toString())
                .put("outcome", outcome);
    }

    private static void message(final ObjectNode receipt, final String message) {
        if (!message.isEmpty()) {
            receipt.put("message", message);
        }
    }

    private void move(final Path file, final String to, final ObjectNode receipt) throws IOException {
        final String name = freeName(file.getFileName().toString());
        write(name, receipt);
        Files.move(file, data.resolve(to).resolve(name));
    }

    private void write(final String name, final ObjectNode receipt) throws IOException {
        final Path target = data.resolve("receipts").resolve(name + ".json");
        final Path beside = target.resolveSibling("." + name + ".json");
        Files.write(
                beside,
                (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(receipt) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** {@code june.csv}, or {@code june.2.csv} if one of that name was done or refused already, for they share the receipts; and so on. */
    private String freeName(final String name) {
        String free = name;
        for (int i = 2;
                Files.exists(data.resolve("done").resolve(free))
                        || Files.exists(data.resolve("refused").resolve(free));
                i++) {
            final int dot = name.lastIndexOf('.');
            free = dot > 0 ? name.substring(0, dot) + "." + i + name.substring(dot) : name + "." + i;
        }
        return free;
    }
}
