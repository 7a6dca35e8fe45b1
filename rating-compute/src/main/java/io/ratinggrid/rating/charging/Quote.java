package io.ratinggrid.rating.charging;

import java.math.RoundingMode;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.AccumulatorSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.ReservationSlot;
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
import io.ratinggrid.rating.catalog.Plan;
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
    private final ExactAmount prepaidLine = new ExactAmount();
    private final ExactAmount unbilledLine = new ExactAmount();
    private final ExactAmount toUnbilled = new ExactAmount();
    private final ExactAmount part = new ExactAmount();
    private final ExactAmount averageBefore = new ExactAmount();
    private final ExactAmount averageAfter = new ExactAmount();
    private final WideSum unbilledTotal = new WideSum();
    private final WideSum spent = new WideSum();
    private long minorUnit;

    private final ChargeChoice choice;
    private Account account;
    private StateRecord subscriber;
    private Command event;
    private Charge charge;
    private BandPrice bandPrice;
    private int zone;
    private long cycleFrom;
    private long carriedAmount;
    private boolean holding;

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
    private long prepaidWhole;
    private long unbilledWhole;
    private long prepaidNumerator;
    private long prepaidDenominator;
    private long unbilledNumerator;
    private long unbilledDenominator;

    Quote(final ChargeChoice choice, final BandStretch stretch) {
        this.choice = choice;
        slices = new Slices(stretch);
    }

    /**
     * Asks from now on what is to be held, rather than drawn, so that later it can be drawn: every part of a scaled unit of money
     * is a whole one, for what others have begun may have been finished by then.
     */
    Quote toHold() {
        holding = true;
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
        minorUnit = catalog.money().scaledPerMinor();
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
        toUnbilled.clear();
        prepaidWhole = 0;
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
            fund();
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
        if (isStopped(unitBuckets, band)) {
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

    /** True if a bucket that could pay in a band is a pool's of which the subscriber has drawn its hard cap. */
    private boolean isStopped(final BucketList buckets, final int band) {
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.type(i).allowsBand(bandSymbol(band)) && buckets.isStopped(i)) {
                return true;
            }
        }
        return false;
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
        discount(net);
        if (charge.cutAtMaximum() && charge.maximum() != Charge.NONE && net.compareTo(charge.maximum()) > 0) {
            payable = false;
            return;
        }
        bound(net);
        if (countedBefore > 0) {
            netBefore.set(grossBefore);
            discount(netBefore);
            bound(netBefore);
            net.subtract(netBefore);
        }
        part.set(net);
        part.subtract(price);
        if (!part.isZero()) {
            parts.add(SliceKind.ADJUSTMENT, choice.startBand(), 0, 0, part.whole(), 0);
        }
        price.set(net);
    }

    private void discount(final ExactAmount amount) {
        if (charge.keptShare().numerator() != charge.keptShare().denominator()) {
            amount.multiply(charge.keptShare().numerator(), charge.keptShare().denominator());
        }
        if (amount.compareTo(charge.amountOff()) > 0) {
            amount.subtract(charge.amountOff());
        } else if (amount.compareTo(0) > 0) {
            amount.clear();
        }
    }

    private void bound(final ExactAmount amount) {
        if (charge.maximum() != Charge.NONE && amount.compareTo(charge.maximum()) > 0) {
            amount.set(charge.maximum(), 0, 1);
        }
        if (charge.minimum() != Charge.NONE && amount.compareTo(charge.minimum()) < 0) {
            amount.set(charge.minimum(), 0, 1);
        }
        if (charge.roundingUnit() != 0) {
            amount.set(amount.rounded(charge.roundingUnit(), charge.roundingMode()), 0, 1);
        }
    }

    /** Splits the price between money buckets and the unbilled line. */
    private void fund() {
        final long held = price.compareTo(0) > 0 ? moneyHeld() : 0;
        if (held == 0) {
            toUnbilled.set(price);
            payable = price.compareTo(0) <= 0 || mayOwe();
            return;
        }
        if (holding) {
            holdMoney(held);
            return;
        }
        load(prepaidLine, LineSlot.PREPAID);
        prepaidNumerator = prepaidLine.numerator();
        prepaidDenominator = prepaidLine.denominator();
        final long due = prepaidDue();
        prepaidWhole = Math.min(held, due);
        if (held < due) {
            prepaidLine.add(held);
            toUnbilled.set(price);
            toUnbilled.subtract(held);
        } else {
            prepaidLine.add(price);
        }
        drawMoney(prepaidWhole);
        payable = held >= due || mayOwe();
    }

    private void holdMoney(final long held) {
        prepaidWhole = Math.min(held, price.ceiling());
        if (held < price.ceiling()) {
            toUnbilled.set(price);
            toUnbilled.subtract(held);
        }
        drawMoney(prepaidWhole);
        payable = held >= price.ceiling() || mayOwe();
    }

    /** Whole scaled units of credit that are to be held. */
    long creditToHold() {
        return Math.max(0, toUnbilled.ceiling());
    }

    /** Whole scaled units that the prepaid line's total would move by; it need not have room for them. */
    private long prepaidDue() {
        part.set(0, prepaidLine.numerator(), prepaidLine.denominator());
        part.add(price);
        return part.whole();
    }

    /** What money buckets can pay, or the largest amount if it is more: it is compared with a price. */
    private long moneyHeld() {
        long held = 0;
        moneyBuckets.unclaim();
        for (int i = 0; i < moneyBuckets.size(); i++) {
            if (moneyAllowed(i)) {
                final long left = moneyBuckets.claim(i);
                held = left > Long.MAX_VALUE - held ? Long.MAX_VALUE : held + left;
            }
        }
        return held;
    }

    private boolean moneyAllowed(final int bucket) {
        return moneyBuckets.type(bucket).allowsBand(bandSymbol(choice.startBand()));
    }

    private void drawMoney(final long amount) {
        long rest = amount;
        for (int i = 0; i < moneyBuckets.size() && rest > 0; i++) {
            if (moneyAllowed(i)) {
                final long paid = Math.min(rest, Math.max(0, moneyBuckets.left(i)));
                if (paid > 0) {
                    moneyBuckets.pay(i, paid);
                    parts.add(SliceKind.MONEY_BUCKET, 0, moneyBuckets.type(i).symbol(), 0, paid, moneyBuckets.id(i));
                    rest -= paid;
                }
            }
        }
    }

    /** What money buckets do not pay may go to the unbilled line. */
    private boolean mayOwe() {
        return mayBill() && !isStopped(moneyBuckets, choice.startBand()) && withinCredit() && withinCap();
    }

    private boolean mayBill() {
        final OverageModel.Policy policy = charge.overage().policy();
        return event.payer.mayOwe()
                && (policy == OverageModel.Policy.BILL_LATER || policy == OverageModel.Policy.CHARGE_NOW);
    }

    private boolean withinCredit() {
        final StateRecord head = account.head();
        if (!AccountSlot.hasCreditLimit(head)) {
            return true;
        }
        unbilledTotal.clear().add(ReservationSlot.creditHeld(head));
        if (holding) {
            unbilledTotal.add(creditToHold());
        } else {
            loadUnbilled();
            unbilledTotal.add(unbilledWhole);
        }
        Exposure.add(head, unbilledTotal);
        return !unbilledTotal.isAbove(AccountSlot.creditLimit(head));
    }

    /** What is spent on the plan in the cycle, and what sessions hold of credit, may come to a hard cap. */
    private boolean withinCap() {
        final Plan plan = choice.plan();
        if (!plan.isCapHard()) {
            return true;
        }
        final StateRecord head = account.head();
        spent.clear().add(ReservationSlot.creditHeld(head));
        for (int slot = head.first(SlotKind.LINE); slot >= 0; slot = head.next(SlotKind.LINE, slot)) {
            if (LineSlot.flags(head, slot) == 0
                    && LineSlot.from(head, slot) == cycleFrom
                    && LineSlot.line(head, slot) != charge.line()
                    && plan.hasLine(LineSlot.line(head, slot))) {
                spent.add(LineSlot.amount(head, slot, part).rounded(minorUnit, RoundingMode.HALF_UP));
            }
        }
        if (holding) {
            load(unbilledLine, 0);
            spent.add(creditToHold());
        } else {
            loadUnbilled();
        }
        spent.add(unbilledLine.rounded(minorUnit, RoundingMode.HALF_UP));
        return !spent.isAbove(plan.cap());
    }

    private void load(final ExactAmount amount, final int flags) {
        final int slot = LineSlot.find(account.head(), charge.line(), cycleFrom, flags);
        if (slot < 0) {
            amount.clear();
        } else {
            LineSlot.amount(account.head(), slot, amount);
        }
    }

    /** Sets the unbilled line as it will be, and what is added to its whole units; after {@link #price(long)}. */
    void loadUnbilled() {
        load(unbilledLine, 0);
        unbilledNumerator = unbilledLine.numerator();
        unbilledDenominator = unbilledLine.denominator();
        final long before = unbilledLine.whole();
        unbilledLine.add(toUnbilled);
        unbilledWhole = Math.subtractExact(unbilledLine.whole(), before);
    }

    /** The unbilled line as it will be. */
    ExactAmount unbilledAfter() {
        return unbilledLine;
    }

    long unbilledWhole() {
        return unbilledWhole;
    }

    /** Fraction of the unbilled line as it was. */
    long unbilledNumerator() {
        return unbilledNumerator;
    }

    long unbilledDenominator() {
        return unbilledDenominator;
    }

    /** Fraction of the prepaid line as it was. */
    long prepaidNumerator() {
        return prepaidNumerator;
    }

    long prepaidDenominator() {
        return prepaidDenominator;
    }

    ExactAmount prepaidAfter() {
        return prepaidLine;
    }

    long prepaidWhole() {
        return prepaidWhole;
    }

    /** True if anything went to the prepaid line, even a part of a scaled unit. */
    boolean isPrepaid() {
        return prepaidWhole != 0 || toUnbilled.isZero() && price.compareTo(0) > 0;
    }

    ExactAmount toUnbilled() {
        return toUnbilled;
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

    /** What the subscriber draws of pools. */
    PoolShares shares() {
        return shares;
    }
}
