package io.ratinggrid.rating.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.charging.SliceKind;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.explain.RatedEvent.Part;
import io.ratinggrid.rating.partition.ResultRecord;

/** Reads rated events out of result records. Reused; one thread. */
public final class RatedEvents {
    private final CatalogHistory catalogs;
    private final ByteSource source = new ByteSource();
    private final Effect effect = new Effect();
    private final List<Part> parts = new ArrayList<>();
    private Catalog catalog;
    private RatedEvent head;
    private long amount;
    private long prepaid;

    public RatedEvents(final CatalogHistory catalogs) {
        this.catalogs = catalogs;
    }

    /** The rated event of a record; empty if it is another command, or was not rated. */
    public Optional<RatedEvent> read(final ResultRecord record) {
        parts.clear();
        head = null;
        amount = 0;
        prepaid = 0;
        record.effects(source);
        while (source.remaining() > 0) {
            effect.decode(source);
            if (head != null && effect.kind() == EffectKind.DOCUMENT_ISSUED) {
                break;
            }
            read(record, effect.kind());
        }
        return Optional.ofNullable(head)
                .map(event -> new RatedEvent(
                        event.code(),
                        event.command(),
                        event.catalog(),
                        event.charge(),
                        event.zone(),
                        event.prefixLength(),
                        event.counted(),
                        event.unfunded(),
                        amount,
                        prepaid,
                        List.copyOf(parts)));
    }

    private void read(final ResultRecord record, final EffectKind kind) {
        if (kind == EffectKind.RATED) {
            catalog = catalogs.at(effect.field(2) * 1000);
            head = new RatedEvent(
                    record.code(),
                    record.command(),
                    catalog,
                    catalog.charge(effect.intField(0)),
                    effect.field(1) == 0 ? "" : catalog.name(effect.intField(1)),
                    effect.intField(3),
                    effect.field(5),
                    effect.field(6),
                    0,
                    0,
                    List.of());
        } else if (head != null && kind == EffectKind.SLICE) {
            parts.add(new Part(
                    effect.intField(0),
                    effect.intField(1),
                    effect.intField(2),
                    effect.field(3),
                    effect.field(4),
                    bucketName(),
                    effect.field(5)));
        } else if (head != null && kind == EffectKind.CHARGED) {
            amount += effect.field(3);
            prepaid += effect.intField(2) == LineSlot.PREPAID ? effect.field(3) : 0;
        }
    }

    /** {@code #3 domestic-minutes}, empty for parts that no bucket paid. */
    private String bucketName() {
        final boolean bucket = effect.intField(0) == SliceKind.BUCKET || effect.intField(0) == SliceKind.MONEY_BUCKET;
        return bucket ? "#" + effect.field(5) + " " + catalog.name(effect.intField(2)) : "";
    }
}
