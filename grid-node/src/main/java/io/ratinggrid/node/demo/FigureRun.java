package io.ratinggrid.node.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.json.JsonCommandReader;
import io.ratinggrid.node.local.LocalRating;
import io.ratinggrid.node.standalone.CatalogUnits;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionSettings;

/** One script of a figure on a fresh engine: the gateway's reader, the grid's engine, and no grid between them. */
final class FigureRun {
    /** The script as it is written. */
    static final int UNCUT = -1;

    private static final long SECOND_MS = 1_000;

    private final CatalogHistory catalogs;
    private final FigureFile.Case script;
    private final int cutRun;
    private final LocalRating rating;
    private final FigureJournal journal;
    private final FigureMeter meter;
    private final CatalogUnits units;
    private final DecodedList decoded = new DecodedList();
    private final List<FigureResult> results = new ArrayList<>();

    /** {@code cutRun}: which of the case's cuts, or {@link #UNCUT}. */
    FigureRun(final CatalogHistory catalogs, final FigureFile.Case script, final int cutRun) {
        this.catalogs = catalogs;
        this.script = script;
        this.cutRun = cutRun;
        journal = new FigureJournal(catalogs);
        rating = new LocalRating(catalogs, PartitionSettings.DEFAULT, journal::accept, notice -> {});
        meter = new FigureMeter(rating, journal);
        units = new CatalogUnits(() -> catalogs);
    }

    /** Runs it; {@code directory} holds accounts and script. */
    List<FigureResult> run(final int figure, final Path directory) throws IOException {
        feed(
                directory.resolve("accounts.jsonl"),
                JsonCommandReader.ofAccounts(LocalZone.utc(), units, InputLimits.STANDARD),
                figure);
        feed(
                directory.resolve(script.commands()),
                JsonCommandReader.ofCommands(LocalZone.utc(), units, InputLimits.STANDARD),
                figure);
        check(figure, null);
        return results;
    }

    private void feed(final Path file, final JsonCommandReader reader, final int figure) throws IOException {
        int number = 0;
        for (final String line : Files.readAllLines(file)) {
            number++;
            try {
                reader.read(line.toCharArray(), line.length(), decoded);
            } catch (final InvalidRecordException e) {
                throw new IOException(file + ":" + number + ": " + e.sentence(), e);
            }
            for (int i = 0; i < decoded.size(); i++) {
                feed(decoded.get(i), figure);
            }
        }
    }

    private void feed(final Decoded line, final int figure) {
        final Command command = line.command;
        final String id = new String(command.id, 0, command.idLength, StandardCharsets.UTF_8);
        journal.begin(id);
        command.account = AccountKey.of(line.account);
        command.subscriber = line.subscriber == null ? 0 : ordinal(command.account, line.subscriber);
        if (command.type == CommandType.USAGE && cutRun != UNCUT) {
            feedInParts(command, id, script.parts(command.service, cutRun));
        } else {
            requireDone(command, rating.feed(command), id);
        }
        check(figure, id);
    }

    private int ordinal(final long account, final String subscriber) {
        final Account opened = rating.account(account);
        for (int ordinal = 1; opened != null && ordinal <= opened.subscribers(); ordinal++) {
            if (opened.record(ordinal).name().equals(subscriber)) {
                return ordinal;
            }
        }
        return 0;
    }

    /** Whole units (time: seconds), the remainder on the last part. */
    private void feedInParts(final Command command, final String id, final int parts) {
        final long unit = catalogs.latest().dimension(command.service) == Dimension.TIME ? SECOND_MS : 1;
        final long whole = command.quantity;
        final long share = whole / unit / parts * unit;
        for (int part = 1; part <= parts; part++) {
            command.quantity = part < parts ? share : whole - share * (parts - 1);
            command.id((id + "/" + part).getBytes(StandardCharsets.UTF_8));
            rating.feed(command);
        }
    }

    /** Usage may be refused, that is a figure; everything else has to succeed. */
    private static void requireDone(final Command command, final ResultCode code, final String id) {
        if (command.type != CommandType.USAGE && code != ResultCode.DONE) {
            throw new IllegalStateException("command=" + id + " type=" + command.type + " result=" + code);
        }
    }

    /** Figures that are read after the command {@code id}; null: at the end. */
    private void check(final int figure, final String id) {
        for (final FigureFile.Check check : script.expect()) {
            if (Objects.equals(check.after(), id)) {
                results.add(new FigureResult(figure, script.name(), check.words(), meter.read(check), check.value()));
            }
        }
    }
}
