package io.ratinggrid.node.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.explain.Explainer;
import io.ratinggrid.rating.explain.Names;
import io.ratinggrid.rating.explain.RatedEvent;
import io.ratinggrid.rating.explain.RatedEvent.Part;
import io.ratinggrid.rating.explain.RatedEvent.Request;
import io.ratinggrid.rating.money.Money;

/** Writes rated events, one row each, as {@code rated.csv}: the fields of {@code rated.jsonl} in columns (RFC 4180). */
final class RatedCsv implements AutoCloseable {
    private static final List<String> COLUMNS = List.of(
            "v",
            "id",
            "origin",
            "account",
            "subscriber",
            "file",
            "line",
            "service",
            "start",
            "to",
            "result",
            "used",
            "rated",
            "unfunded",
            "charged",
            "prepaid",
            "currency",
            "document-line",
            "catalog",
            "charge",
            "zone",
            "prefix",
            "session",
            "number",
            "group",
            "parts");
    private static final String EXPLANATION = "explanation";

    private final Names names;
    private final Explainer explainer;
    private final boolean explained;
    private final CsvWriter csv;
    private final List<String> row = new ArrayList<>();

    RatedCsv(final Writer out, final Names names, final boolean explained) {
        this.names = names;
        this.explained = explained;
        explainer = new Explainer(names);
        csv = CsvWriter.builder().build(out);
        row.addAll(COLUMNS);
        if (explained) {
            row.add(EXPLANATION);
        }
        csv.writeRecord(row);
    }

    void write(final RatedEvent event) {
        final Money money = event.catalog().money();
        row.clear();
        row.add(Integer.toString(Json.FORMAT));
        identity(event.command());
        row.add(event.charge().model().service());
        row.add(Instant.ofEpochMilli(event.startMs()).toString());
        row.add(to(event.command()));
        row.add(event.code().name());
        row.add(Long.toString(event.used()));
        row.add(Long.toString(event.counted()));
        row.add(Long.toString(event.unfunded()));
        row.add(decimal(money, event.amount()));
        row.add(decimal(money, event.prepaid()));
        row.add(money.code());
        row.add(event.charge().model().line());
        row.add(event.catalog().model().version());
        row.add(event.charge().name());
        row.add(event.zone());
        row.add(event.prefixLength() > 0 ? Digits.text(event.command().number, event.prefixLength()) : "");
        row.add(event.request().map(Request::session).orElse(""));
        row.add(event.request().map(request -> Long.toString(request.number())).orElse(""));
        row.add(event.request()
                .map(request -> Integer.toString(request.group()))
                .orElse(""));
        row.add(parts(event));
        if (explained) {
            row.add(String.join(" | ", explainer.explain(event)));
        }
        csv.writeRecord(row);
    }

    private void identity(final Command command) {
        row.add(new String(command.id, 0, command.idLength, StandardCharsets.UTF_8));
        row.add(names.origin(command.origin));
        row.add(names.account(command.account));
        row.add(names.subscriber(command.account, command.subscriber));
        row.add(names.file(command.sourceFile));
        row.add(command.sourceFile == 0 ? "" : Long.toString(command.sourceLine));
    }

    private static String to(final Command command) {
        return command.numberLength > 0 ? "+" + Digits.text(command.number, command.numberLength) : "";
    }

    private static String decimal(final Money money, final long scaled) {
        return money.decimal(scaled).toPlainString();
    }

    /** {@code connect-fee amount=0.1; priced units=180000 tier=1 amount=0.15}. */
    private static String parts(final RatedEvent event) {
        final StringBuilder text = new StringBuilder();
        for (final Part part : event.parts()) {
            text.append(text.isEmpty() ? "" : "; ").append(PartWords.of(part.kind()));
            if (event.charge().bands() != null) {
                text.append(" band=").append(event.charge().bands().bandName(part.band()));
            }
            if (part.units() != 0) {
                text.append(" units=").append(part.units());
            }
            if (part.tier() != 0 && part.bucket().isEmpty()) {
                text.append(" tier=").append(part.tier() + 1);
            }
            if (part.amount() != 0) {
                text.append(" amount=").append(decimal(event.catalog().money(), part.amount()));
            }
            if (!part.bucket().isEmpty()) {
                text.append(" bucket=").append(part.detail());
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
