package io.ratinggrid.rating.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.charging.SliceKind;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.command.SessionGroup;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.explain.RatedEvent.Late;
import io.ratinggrid.rating.explain.RatedEvent.Part;
import io.ratinggrid.rating.explain.RatedEvent.Refilled;
import io.ratinggrid.rating.explain.RatedEvent.Request;
import io.ratinggrid.rating.partition.ResultRecord;

/** Reads rated events out of result records. Reused; one thread. */
public final class RatedEvents {
    private final CatalogHistory catalogs;
    private final ByteSource source = new ByteSource();
    private final Effect effect = new Effect();
    private final List<RatedEvent> events = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Refilled> refills = new ArrayList<>();
    private boolean begun;
    private boolean split;
    private Command command;
    private Optional<Request> request = Optional.empty();
    private long startMs;
    private long used;
    private Catalog catalog;
    private Charge charge;
    private String zone;
    private int prefixLength;
    private long counted;
    private long unfunded;
    private Optional<Late> late;
    private long amount;
    private long prepaid;
    /** Type of the bucket whose refill is read, 0: none; all that follows the first one is of refills. */
    private int refilled;

    private long refillNumber;
    private long refillPrice;
    private String refillLine = "";

    public RatedEvents(final CatalogHistory catalogs) {
        this.catalogs = catalogs;
    }

    /**
     * The rated event of a record, or its parts in time order; of a session, what each rating group used, in order. Empty if it is
     * another command, or was not rated.
     */
    public List<RatedEvent> read(final ResultRecord record) {
        events.clear();
        begun = false;
        split = false;
        refilled = 0;
        refills.clear();
        command = record.command();
        request = Optional.empty();
        startMs = record.command().startMs;
        record.effects(source);
        while (source.remaining() > 0) {
            effect.decode(source);
            add(record);
        }
        end(record);
        return List.copyOf(events);
    }

    private void add(final ResultRecord record) {
        switch (effect.kind()) {
            case PART -> {
                end(record);
                split = true;
                startMs = effect.field(0);
            }
            case USED -> {
                end(record);
                beginUsed(record.command());
            }
            case RATED -> begin();
            case LATE -> late = Optional.of(new Late(effect.field(0) * 1000, effect.field(1) != 0));
            case SLICE -> parts.add(part());
            case CHARGED -> addCharged();
            case REFILLED -> beginRefill();
            case BUCKET_GRANTED -> addRefill();
            case CYCLE_OPENED -> end(record);
            case LEVEL_CARRIED -> addCarried();
            default -> {
                // Says nothing of an event's price.
            }
        }
    }

    /** What follows is what one rating group of a session used. */
    private void beginUsed(final Command ofSession) {
        split = false;
        startMs = effect.field(2);
        for (int i = 0; i < ofSession.groups; i++) {
            final SessionGroup group = ofSession.group(i);
            if (group.group == effect.intField(0)) {
                command = new Command();
                command.usageOf(ofSession, group, effect.field(3), startMs);
                command.origin = ofSession.origin;
                command.id(ofSession.id());
                command.sourceFile = ofSession.sourceFile;
                command.sourceLine = ofSession.sourceLine;
                request = Optional.of(new Request(ofSession.name, ofSession.requestNumber, group.group));
            }
        }
    }

    private void begin() {
        begun = true;
        catalog = catalogs.at(effect.field(2) * 1000);
        charge = catalog.charge(effect.intField(0));
        zone = effect.field(1) == 0 ? "" : catalog.name(effect.intField(1));
        prefixLength = effect.intField(3);
        used = effect.field(4);
        counted = effect.field(5);
        unfunded = effect.field(6);
        late = Optional.empty();
        amount = 0;
        prepaid = 0;
        parts.clear();
    }

    private void end(final ResultRecord record) {
        if (begun) {
            events.add(new RatedEvent(
                    code(record),
                    command,
                    request,
                    split,
                    startMs,
                    used,
                    catalog,
                    charge,
                    zone,
                    prefixLength,
                    counted,
                    unfunded,
                    late,
                    amount,
                    prepaid,
                    List.copyOf(parts),
                    List.copyOf(refills)));
        }
        begun = false;
    }

    /** The result of a session's command is that of all its groups. */
    private ResultCode code(final ResultRecord record) {
        if (request.isEmpty()) {
            return record.code();
        }
        return unfunded > 0 ? ResultCode.PARTLY_FUNDED : ResultCode.DONE;
    }

    private Part part() {
        return new Part(
                effect.intField(0),
                effect.intField(1),
                effect.intField(2),
                effect.field(3),
                effect.field(4),
                bucketName(),
                effect.field(5));
    }

    private void beginRefill() {
        refilled = effect.intField(1);
        refillNumber = effect.field(3);
        refillPrice = 0;
        refillLine = "";
    }

    private void addRefill() {
        if (refilled != 0) {
            refills.add(new Refilled(
                    refilledType(effect.field(4) * 1000), refillNumber, effect.field(3), refillPrice, refillLine));
        }
    }

    /** The grant says the second of the refill, in which a version may have begun. */
    private BucketType refilledType(final long atMs) {
        final Catalog first = catalogs.at(atMs);
        final BucketType type = first == null ? null : first.bucket(refilled);
        return type == null ? catalogs.at(atMs + 999).bucket(refilled) : type;
    }

    private void addCharged() {
        if (refilled != 0) {
            refillPrice = effect.field(3);
            refillLine = catalogs.name(effect.intField(0));
        } else if (begun && (effect.intField(2) & LineSlot.FEE) == 0) {
            amount += effect.field(3);
            prepaid += effect.intField(2) == LineSlot.PREPAID ? effect.field(3) : 0;
        }
    }

    /** The level of a late event in a cycle behind its own; levels that a turn carries are no event's. */
    private void addCarried() {
        if (begun) {
            parts.add(new Part(SliceKind.LEVEL_CARRIED, 0, 0, effect.field(3), effect.field(5), "", effect.field(2)));
        }
    }

    /** {@code #3 domestic-minutes}, empty for parts that no bucket paid. */
    private String bucketName() {
        final boolean bucket = effect.intField(0) == SliceKind.BUCKET || effect.intField(0) == SliceKind.MONEY_BUCKET;
        return bucket ? "#" + effect.field(5) + " " + catalogs.name(effect.intField(2)) : "";
    }
}
