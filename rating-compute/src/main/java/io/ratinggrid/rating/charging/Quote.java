package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccumulatorSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.SessionSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.UniqueSlot;
import io.ratinggrid.rating.catalog.BandCalendar;
import io.ratinggrid.rating.catalog.BandStretch;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.Increments;
import io.ratinggrid.rating.catalog.Rational;
import io.ratinggrid.rating.catalog.TierTable;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.OverageModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.money.ExactAmount;

/**
 * What an event would cost and who would pay it, for a given number of its counted units (docs/RATING.md 3 to 6). Reads state,
 * changes none; {@link #price(long)} may be asked again with fewer units. Reused; one thread.
 */
final class Quote {
    private final Slices slices;
    private final BucketList unitBuckets = new BucketList();
    private final BucketList moneyBuckets = new BucketList();
    private final PoolShares shares = new PoolShares();
    private final Parts parts = new Parts();
    private final ExactAmount price = new ExactAmount();
    private final ExactAmount grossBefore = new ExactAmount();
    private final ExactAmount gross = new ExactAmount();
    private final ExactAmount net = new ExactAmount();
    private final ExactAmount netBefore = new ExactAmount();
    private final ExactAmount part = new ExactAmount();
    private final ExactAmount averageBefore = new ExactAmount();
    private final ExactAmount averageAfter = new ExactAmount();

    private final ChargeChoice choice;
    private final Funding funding;
    private Account account;
    private StateRecord subscriber;
    private Command event;
    private Charge charge;
    private BandPrice bandPrice;
    private int zone;
    private long cycleFrom;
    private long carriedAmount;

    private long countedBefore;
    private long sessionSlack;
    private long usableSlack;
    private int sessionBand;
    private long tierBefore;
    private int accumulatorOrdinal;
    private long accumulatorBefore;
    private long latestMs;
    private boolean flatPaid;
    private long levelBefore;

    private long units;
    private long position;
    private long tierPosition;
    private long moved;
    private long pricedUnits;
    private long offset;
    private boolean connectCovered;
    private boolean payable;
    private boolean beyondLastTier;
    private boolean noRow;

    Quote(final ChargeChoice choice, final BandStretch stretch) {
        this.choice = choice;
        slices = new Slices(stretch);
        funding = new Funding(choice, price, moneyBuckets, parts);
    }

    /** Asks from now on what is to be held, see {@link Funding#toHold}. */
    Quote toHold() {
        funding.toHold();
        return this;
    }

    /** Takes an event whose charge has been chosen, in the cycle that starts at {@code newCycleFrom} seconds. */
    void begin(
            final Account newAccount,
            final Command newEvent,
            final Catalog catalog,
            final int newZone,
            final long newCycleFrom,
            final long newCarriedAmount) {
        account = newAccount;
        event = newEvent;
        subscriber = account.record(event.subscriber);
        charge = choice.charge();
        zone = newZone;
        cycleFrom = newCycleFrom;
        carriedAmount = newCarriedAmount;
        funding.begin(account, event, catalog.money().scaledPerMinor(), cycleFrom, bandSymbol(choice.startBand()));
        loadSession();
        loadAccumulator();
        gatherBuckets(catalog);
        slice(catalog);
    }

    /** As if there were no buckets. */
    void clear() {
        unitBuckets.clear();
        moneyBuckets.clear();
        shares.clear();
    }

    /** As if nothing were drawn. */
    void reset() {
        unitBuckets.reset();
        moneyBuckets.reset();
        shares.reset();
    }

    /** The buckets of money and of units that hold at the event's start and allow its service and zone, if any may pay. */
    private void gatherBuckets(final Catalog catalog) {
        clear();
        if (!event.payer.mayDraw()) {
            return;
        }
        if (event.subscriber != 0) {
            gatherBuckets(subscriber, catalog);
        }
        gatherBuckets(account.head(), catalog);
    }

    private void gatherBuckets(final StateRecord record, final Catalog catalog) {
        int slot = record.first(SlotKind.BUCKET);
        while (slot >= 0) {
            if (BucketSlot.holdsAt(record, slot, event.startMs)) {
                gatherBucket(record, slot, catalog, catalog.bucket(BucketSlot.type(record, slot)));
            }
            slot = record.next(SlotKind.BUCKET, slot);
        }
    }

    private void gatherBucket(final StateRecord record, final int slot, final Catalog catalog, final BucketType type) {
        final Rational rate = type == null || !type.allowsZone(zone) ? null : type.drawdown(event.service);
        if (rate != null && type.money()) {
            moneyBuckets.insert(record, slot, type, BucketList.ONE, share(record, catalog, type));
        } else if (rate != null) {
            unitBuckets.insert(record, slot, type, rate, share(record, catalog, type));
        }
    }

    /** What the event's subscriber draws of a pool, or null if the bucket is of none. */
    private PoolShare share(final StateRecord record, final Catalog catalog, final BucketType type) {
        return type.pooled() && record.ordinal() == 0 && event.subscriber != 0
                ? shares.of(account, subscriber, catalog, type, event.startMs, cycleFrom)
                : null;
    }

    private void loadSession() {
        countedBefore = 0;
        tierBefore = 0;
        grossBefore.clear();
        sessionSlack = 0;
        sessionBand = 0;
        final int slot = event.session == 0 ? -1 : SessionSlot.find(subscriber, SlotKind.SESSION, event.session);
        if (slot >= 0) {
            countedBefore = SessionSlot.counted(subscriber, slot);
            sessionSlack = SessionSlot.slack(subscriber, slot);
            tierBefore = SessionSlot.charge(subscriber, slot) == charge.symbol()
                    ? SessionSlot.tierPosition(subscriber, slot)
                    : 0;
            sessionBand = SessionSlot.lastBand(subscriber, slot);
            SessionSlot.gross(
                    subscriber, SessionSlot.find(subscriber, SlotKind.SESSION_MONEY, event.session), grossBefore);
        }
    }

    private void loadAccumulator() {
        accumulatorBefore = 0;
        latestMs = 0;
        flatPaid = false;
        levelBefore = 0;
        averageBefore.clear();
        if (charge.accumulator() == 0) {
            return;
        }
        accumulatorOrdinal = charge.pooled() ? 0 : event.subscriber;
        final StateRecord record = account.record(accumulatorOrdinal);
        final int slot = AccumulatorSlot.find(record, charge.accumulator(), cycleFrom);
        if (slot >= 0) {
            accumulatorBefore = AccumulatorSlot.value(record, slot);
            latestMs = AccumulatorSlot.latestMs(record, slot);
            flatPaid = accumulatorBefore == 0 && charge.metric() != Metric.TIME_WEIGHTED;
            levelBefore = AccumulatorSlot.level(record, slot);
            AccumulatorSlot.average(record, slot, averageBefore);
        }
    }

    /**
     * Cuts the usage. Bands are looked up to its end, which has to be a time of state.
     *
     * @throws ArithmeticException if it is not
     */
    private void slice(final Catalog catalog) {
        final Increments increments = choice.startPrice().increments();
        final BandCalendar bands = charge.bands();
        usableSlack = sessionSlack;
        if (bands == null || event.quantity == 0 || catalog.dimension(event.service) != Dimension.TIME) {
            slices.single(choice.startBand(), event.quantity, increments, countedBefore, sessionSlack);
            return;
        }
        Seconds.of(Math.addExact(event.startMs, event.quantity));
        if (charge.cutAtBand()) {
            usableSlack = sessionBand == bandSymbol(choice.startBand()) ? sessionSlack : 0;
            slices.cut(bands, event.startMs, event.quantity, increments, countedBefore, usableSlack);
        } else {
            slices.kept(bands, event.startMs, event.quantity, increments, countedBefore, sessionSlack);
        }
    }

    /** Units that the event counts for in full, whether or not they can be paid. */
    long wanted() {
        return slices.counted() - countedBefore;
    }

    /** The largest block boundary at or below {@code newUnits}. */
    long wholeBlocks(final long newUnits) {
        return choice.startPrice().increments().roundDown(countedBefore + newUnits) - countedBefore;
    }

    /** The most counted units on a block boundary that can be paid; all or nothing where a part could cost more. */
    long affordable(final long wanted) {
        if (!charge.isDivisible()) {
            return 0;
        }
        long low = 0;
        long high = wanted;
        while (high - low > 1) {
            final long middle = low + (high - low >>> 1);
            if (price(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.max(0, wholeBlocks(low));
    }

    /** Prices the first {@code newUnits} counted units; true if they can be paid. */
    boolean price(final long newUnits) {
        units = newUnits;
        price.clear();
        parts.clear();
        reset();
        funding.clear();
        position = accumulatorBefore;
        tierPosition = tierBefore;
        moved = 0;
        pricedUnits = 0;
        offset = countedBefore;
        connectCovered = false;
        payable = true;
        beyondLastTier = false;
        noRow = false;
        switch (charge.metric()) {
            case SUM -> priceSlices();
            case TIME_WEIGHTED -> priceLevel();
            default -> priceMetric();
        }
        if (payable && !beyondLastTier && !noRow) {
            addConnectFee();
            adjust();
        }
        if (payable && !beyondLastTier && !noRow) {
            payable = funding.fund();
        }
        return payable && !beyondLastTier && !noRow;
    }

    private void priceSlices() {
        long left = units;
        for (int i = 0; i < slices.size() && left > 0 && payable; i++) {
            final long count = Math.min(left, slices.units(i));
            priceSlice(slices.band(i), count);
            left -= count;
        }
        if (charge.source() != QuantitySource.USAGE && payable && event.quantity > 0) {
            priceOnce();
        }
    }

    private void priceSlice(final int band, final long count) {
        long rest = count - takeFree(band, count);
        int last = -1;
        for (int i = 0; i < unitBuckets.size(); i++) {
            if (unitBuckets.type(i).allowsBand(bandSymbol(band))) {
                last = i;
                rest -= rest == 0 ? 0 : takeFromBucket(i, band, rest, 0);
            }
        }
        if (rest == 0) {
            return;
        }
        if (unitBuckets.isStoppedIn(bandSymbol(band))) {
            payable = false;
            return;
        }
        if (charge.overage().policy() == OverageModel.Policy.OVERDRAW) {
            rest -= last < 0
                    ? 0
                    : takeFromBucket(
                            last,
                            band,
                            rest,
                            event.payer.mayOwe() ? charge.overage().limit() : 0);
            payable &= rest == 0;
            return;
        }
        pricedUnits += rest;
        offset += rest;
        if (charge.source() == QuantitySource.USAGE) {
            priceUnits(band, rest);
        }
    }

    private long takeFree(final int band, final long count) {
        if (offset >= charge.free()) {
            return 0;
        }
        final long free = Math.min(count, charge.free() - offset);
        parts.add(SliceKind.FREE, band, 0, free, 0, 0);
        include(free);
        return free;
    }

    private long takeFromBucket(final int bucket, final int band, final long count, final long overdraft) {
        final long covered = Math.min(count, unitBuckets.cover(bucket, overdraft));
        if (covered <= 0) {
            return 0;
        }
        if (offset == 0 && unitBuckets.type(bucket).coversConnectFee()) {
            connectCovered = true;
        }
        unitBuckets.draw(bucket, covered);
        parts.add(SliceKind.BUCKET, band, unitBuckets.type(bucket).symbol(), covered, 0, unitBuckets.id(bucket));
        include(covered);
        return covered;
    }

    /** Units that cost nothing move the session, and the accumulator if it counts them. */
    private void include(final long count) {
        offset += count;
        if (charge.countIncluded() && charge.source() == QuantitySource.USAGE) {
            position += count;
            moved += count;
        }
    }

    private void priceUnits(final int band, final long count) {
        bandPrice = choice.price(band);
        if (bandPrice == null) {
            noRow = true;
            return;
        }
        if (bandPrice.carried()) {
            part.clear();
            part.addProduct(count, carriedAmount, bandPrice.carriedPer());
            addPart(band, 0, count);
            tierPosition += count;
        } else {
            priceTable(band, count);
        }
    }

    private void priceTable(final int band, final long count) {
        if (charge.accumulator() != 0) {
            priceTable(band, position, count);
            position += count;
            moved += count;
        } else {
            priceTable(band, tierPosition, count);
        }
        tierPosition += count;
    }

    /** Adds f(from + count) - f(from), explained tier by tier. */
    private void priceTable(final int band, final long from, final long count) {
        final TierTable table = bandPrice.table();
        final long to = Math.addExact(from, count);
        if (to > table.limit()) {
            beyondLastTier = true;
            return;
        }
        if (table.isLinear()) {
            part.clear();
            part.addProduct(count, table.price(0), table.per(0));
            addPart(band, 0, count);
            return;
        }
        switch (table.shape()) {
            case GRADUATED -> priceGraduated(table, band, from, to);
            default -> {
                part.clear();
                if (!table.addWithinTier(part, from, to)) {
                    table.addTo(part, to);
                    net.clear();
                    addBefore(table, from);
                    part.subtract(net);
                }
                addPart(band, table.tierOf(to), count);
            }
        }
    }

    /** Adds f(from) to {@link #net}; at 0 that is the first flat fee, if the cycle's closing has charged it already. */
    private void addBefore(final TierTable table, final long from) {
        table.addTo(net, from);
        if (from == 0 && flatPaid) {
            net.add(table.flat(0));
        }
    }

    private void priceGraduated(final TierTable table, final int band, final long from, final long to) {
        long lower = 0;
        for (int tier = 0; lower < to; tier++) {
            final long upper = table.upTo(tier);
            final long count = Math.min(to, upper) - Math.max(from, lower);
            if (count > 0) {
                part.clear();
                part.addProduct(count, table.price(tier), table.per(tier));
                if (from <= lower && !(lower == 0 && flatPaid)) {
                    part.add(table.flat(tier));
                }
                addPart(band, tier, count);
            }
            lower = upper;
        }
    }

    private void addPart(final int band, final int tier, final long count) {
        price.add(part);
        parts.add(SliceKind.PRICED, band, tier, count, part.whole(), bandPrice.row());
    }

    /** Prices counted in events or in carried money: once, by the band of the start. */
    private void priceOnce() {
        final boolean events = charge.source() == QuantitySource.EVENTS;
        final long count = events ? pricedUnits > 0 && tierBefore == 0 ? 1 : 0 : carriedAmount;
        final int band = choice.startBand();
        if (count == 0) {
            return;
        }
        bandPrice = choice.startPrice();
        if (bandPrice.carried()) {
            part.set(carriedAmount, 0, 1);
            addPart(band, 0, count);
            tierPosition += count;
        } else {
            priceTable(band, count);
        }
    }

    /** An accumulator that is not a sum: what its value changes by is priced, and no bucket pays units. */
    private void priceMetric() {
        if (units == 0) {
            return;
        }
        pricedUnits = units;
        offset += units;
        moved = metricDelta();
        bandPrice = choice.startPrice();
        final TierTable table = bandPrice.table();
        final long after = accumulatorBefore + moved;
        if (Math.max(accumulatorBefore, after) > table.limit()) {
            beyondLastTier = true;
            return;
        }
        part.clear();
        table.addTo(part, after);
        net.clear();
        addBefore(table, accumulatorBefore);
        part.subtract(net);
        if (moved != 0) {
            addPart(choice.startBand(), table.tierOf(Math.max(0, after)), moved);
        }
    }

    private long metricDelta() {
        return switch (charge.metric()) {
            case COUNT -> countedBefore == 0 ? 1 : 0;
            case MAXIMUM -> Math.max(accumulatorBefore, units) - accumulatorBefore;
            case LATEST -> event.startMs >= latestMs ? units - accumulatorBefore : 0;
            case UNIQUE -> uniqueValue() == 0 || seen() ? 0 : 1;
            case SUM, TIME_WEIGHTED -> throw new IllegalStateException("metric=" + charge.metric());
        };
    }

    /** A level is priced as if it went on to the end of the cycle; zero is a level too. */
    private void priceLevel() {
        if (!isLevelSet()) {
            return;
        }
        final long cycleTo = Cycles.endOf(account, cycleFrom);
        final long seconds = cycleTo - Seconds.of(event.startMs);
        averageAfter.set(averageBefore);
        averageAfter.addProduct(Math.subtractExact(event.quantity, levelBefore), seconds, cycleTo - cycleFrom);
        bandPrice = choice.startPrice();
        final TierTable table = bandPrice.table();
        if (Math.max(averageBefore.ceiling(), averageAfter.ceiling()) > table.limit()) {
            beyondLastTier = true;
            return;
        }
        part.clear();
        table.addTo(part, averageAfter);
        net.clear();
        table.addTo(net, averageBefore);
        part.subtract(net);
        price.add(part);
        final int tier = table.tierOf(averageAfter.ceiling());
        parts.add(SliceKind.LEVEL, choice.startBand(), tier, event.quantity, part.whole(), seconds);
    }

    /** True if the event is the latest of its cycle so far; an earlier level does not come back. */
    boolean isLevelSet() {
        return event.startMs >= latestMs;
    }

    /** The time-weighted average as it will be. */
    ExactAmount averageAfter() {
        return averageAfter;
    }

    private boolean seen() {
        return UniqueSlot.seen(account.record(accumulatorOrdinal), charge.accumulator(), cycleFrom, uniqueValue());
    }

    /** Hash of the attribute whose different values are counted; 0: the event has none. */
    long uniqueValue() {
        return event.attribute(charge.uniqueAttribute());
    }

    private void addConnectFee() {
        if (countedBefore != 0 || units == 0 || connectCovered) {
            return;
        }
        final long fee = choice.startPrice().connectFee();
        if (fee != 0) {
            price.add(fee);
            parts.add(SliceKind.CONNECT, choice.startBand(), 0, 0, fee, 0);
        }
    }

    /** From the session's gross price to what this event costs of its net price. A level is no part of its session's. */
    private void adjust() {
        gross.set(grossBefore);
        if (charge.metric() == Metric.TIME_WEIGHTED) {
            return;
        }
        gross.add(price);
        if (!charge.isAdjusted() || countedAfter() == 0) {
            return;
        }
        net.set(gross);
        charge.discount(net);
        if (charge.cutAtMaximum() && charge.maximum() != Charge.NONE && net.compareTo(charge.maximum()) > 0) {
            payable = false;
            return;
        }
        charge.bound(net);
        if (countedBefore > 0) {
            netBefore.set(grossBefore);
            charge.discount(netBefore);
            charge.bound(netBefore);
            net.subtract(netBefore);
        }
        part.set(net);
        part.subtract(price);
        if (!part.isZero()) {
            parts.add(SliceKind.ADJUSTMENT, choice.startBand(), 0, 0, part.whole(), 0);
        }
        price.set(net);
    }

    ExactAmount gross() {
        return gross;
    }

    long units() {
        return units;
    }

    /** The record of the subscriber whose event it is. */
    StateRecord subscriber() {
        return subscriber;
    }

    /** True if the event's session has counted units before it. */
    boolean continuesSession() {
        return countedBefore > 0;
    }

    long countedAfter() {
        return countedBefore + units;
    }

    /** Units of the session's last block that usage has not reached, before the event, and that are the event's to use. */
    long slackBefore() {
        return usableSlack;
    }

    long slackAfter() {
        return units == wanted() ? slices.slack() : 0;
    }

    /** Symbol of the band of the session's last block; 0: it has none. */
    int lastBand() {
        return slices.size() == 0 ? sessionBand : bandSymbol(slices.band(slices.size() - 1));
    }

    private int bandSymbol(final int band) {
        return charge.bands() == null ? 0 : charge.bands().bandSymbol(band);
    }

    long tierPosition() {
        return tierPosition;
    }

    /** What the accumulator moves by. */
    long moved() {
        return moved;
    }

    /**
     * Value of the accumulator as it will be.
     *
     * @throws ArithmeticException if it would leave its range
     */
    long accumulatorAfter() {
        return Math.addExact(accumulatorBefore, moved);
    }

    int accumulatorOrdinal() {
        return accumulatorOrdinal;
    }

    long latestMs() {
        return Math.max(latestMs, event.startMs);
    }

    boolean beyondLastTier() {
        return beyondLastTier;
    }

    boolean noRow() {
        return noRow;
    }

    Parts parts() {
        return parts;
    }

    BucketList unitBuckets() {
        return unitBuckets;
    }

    BucketList moneyBuckets() {
        return moneyBuckets;
    }

    /** Who pays, once a price was asked for. */
    Funding funding() {
        return funding;
    }

    /** What the subscriber draws of pools. */
    PoolShares shares() {
        return shares;
    }
}
