package io.ratinggrid.rating.account;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.money.ExactAmount;

/**
 * Changes accounts by effects, the one way that state changes. A pure function of state and effect; an effect that does not
 * fit the state is a broken invariant and throws {@link IllegalStateException}. Reused; one thread.
 */
public final class EffectApplier {
    /** Number of the document kind THRESHOLD, which is remembered for thresholds that bill once. */
    private static final int THRESHOLD = 2;

    /** Number of the result code of a reversal that was done. */
    private static final int TAKEN_BACK = ResultCode.DONE.number();

    private final ByteSource source = new ByteSource();
    private final Effect effect = new Effect();
    private final ExactAmount drawn = new ExactAmount();
    private final ExactAmount more = new ExactAmount();
    private long levelsSet;
    private long itemsSent;
    private long timesSet;
    private long noticesMoved;

    /** How often a level was set so far: the event that did cannot be taken back. */
    public long levelsSet() {
        return levelsSet;
    }

    /** How many items accounts have put into the outbox so far, other than of identities that move. */
    public long itemsSent() {
        return itemsSent;
    }

    /** How often so far it was changed when time has something to do at an account next. */
    public long timesSet() {
        return timesSet;
    }

    /** How often a notice was raised, settled or is to be told again so far. */
    public long noticesMoved() {
        return noticesMoved;
    }

    /** The account that {@code ACCOUNT_OPENED} makes. */
    public static Account open(final Effect opened) {
        final StateRecord head = StateRecord.create(opened.text(), 0);
        AccountSlot.init(head, opened.field(0), opened.intField(1), opened.intField(2), opened.field(3) != 0);
        AccountSlot.creditLimit(head, opened.field(4));
        return new Account(head);
    }

    /** Applies encoded effects to an open account; records that change carry {@code sequence} afterwards. */
    public void apply(
            final Account account, final long sequence, final byte[] effects, final int offset, final int length) {
        source.wrap(effects, offset, length);
        while (source.remaining() > 0) {
            effect.decode(source);
            apply(account, sequence);
        }
    }

    private void apply(final Account account, final long sequence) {
        switch (effect.kind()) {
            case SUBSCRIBER_ADDED -> addSubscriber(account, sequence);
            case SUBSCRIBED ->
                SubscriptionSlot.init(
                        touched(account, 0, sequence), effect.intField(1), effect.field(2), effect.field(3));
            case SUBSCRIPTION_BEGUN -> beginSubscription(touched(account, 0, sequence));
            case SUBSCRIPTION_ENDED ->
                SubscriptionSlot.end(
                        touched(account, 0, sequence), effect.intField(1), effect.field(2), effect.field(3) != 0);
            case PAUSE_ENDED -> SubscriptionSlot.endPause(touched(account, 0, sequence), effect.intField(1));
            case FEE_CHARGED_EARLY ->
                SubscriptionSlot.chargedEarly(touched(account, 0, sequence), effect.intField(1), effect.field(2));
            case SUBSCRIPTION_COUNTED ->
                SubscriptionSlot.countedFrom(touched(account, 0, sequence), effect.intField(1), effect.field(2));
            case SUBSCRIPTION_AMOUNT ->
                SubscriptionAmountSlot.init(
                        touched(account, 0, sequence), effect.intField(1), effect.intField(2), effect.field(3));
            case CYCLE_OPENED -> AccountSlot.cycle(timed(account, sequence), effect.field(0), effect.field(1));
            case BUCKET_GRANTED -> grant(account, sequence);
            case BUCKET_DRAWN -> draw(account, sequence);
            case BUCKET_REPAID -> repay(touched(account, 0, sequence));
            case POOL_DRAWN -> drawPool(touched(account, 0, sequence));
            case POOL_FORGOTTEN ->
                PoolDrawSlot.put(touched(account, 0, sequence), effect.intField(1), effect.field(2), drawn.clear());
            case BUCKETS_CARRIED -> carry(account, sequence);
            case BUCKET_ENDED -> end(account, sequence);
            case BUCKET_REMOVED -> remove(account, sequence);
            case ACCUMULATED -> accumulate(account, sequence);
            case LEVEL_SET -> setLevel(account, sequence);
            case LEVEL_CARRIED -> carryLevel(account, sequence);
            case ACCUMULATOR_REMOVED -> removeAccumulator(account, sequence);
            case UNIQUE_SEEN ->
                UniqueSlot.add(touched(account, 0, sequence), effect.intField(1), effect.field(2), effect.field(3));
            case LINE_NAMED -> LineNameSlot.put(head(account, sequence), effect.intField(0), effect.text());
            case UNIQUE_FORGOTTEN ->
                UniqueSlot.remove(touched(account, 0, sequence), effect.intField(1), effect.field(2), effect.field(3));
            case CHARGED -> charge(head(account, sequence));
            case LINE_REMOVED -> removeLine(head(account, sequence));
            case SESSION_MOVED -> moveSession(account, sequence);
            case SESSION_ENDED -> endSession(account, sequence);
            case DOCUMENT_ISSUED -> issue(head(account, sequence), sequence);
            case DOCUMENT_LINE -> bill(head(account, sequence));
            case INVOICE_OPENED -> openInvoice(head(account, sequence));
            case INVOICE_PAID -> payInvoice(account, head(account, sequence));
            case INVOICE_VOIDED -> voidInvoice(account, head(account, sequence));
            case PAYMENT_TAKEN ->
                PaymentSlot.take(
                        head(account, sequence), effect.intField(0), effect.field(1), effect.field(2), sequence);
            case CREDITED ->
                DocumentSlot.credit(head(account, sequence), effect.intField(0), effect.intField(1), effect.field(2));
            case PAID_AHEAD -> payAhead(head(account, sequence), effect.field(0));
            case CYCLE_CLOSED -> closeCycle(account, sequence);
            case STATEMENT_MADE -> StatementSlot.put(head(account, sequence), effect.intField(0), sequence);
            case RECEIVED -> AccountSlot.receiptDay(head(account, sequence), effect.intField(0));
            case TRANSIT_PUT -> putTransit(head(account, sequence));
            case TRANSIT_PART ->
                TransitSlot.initPart(
                        head(account, sequence),
                        effect.field(0),
                        effect.intField(1),
                        effect.intField(2),
                        effect.field(3));
            case TRANSIT_SETTLED -> settle(account, sequence);
            case NUMBER_ASKED -> askNumber(head(account, sequence));
            case NUMBERED -> number(account, head(account, sequence));
            case ENTITY_CHOSEN -> LegalEntitySlot.put(head(account, sequence), effect.intField(0));
            case REVERSAL_ASKED -> askReversal(head(account, sequence), false);
            case REPLACEMENT_ASKED -> askReversal(head(account, sequence), true);
            case REVERSAL_SETTLED -> settleReversal(account, head(account, sequence));
            case RESERVED -> reserve(account, sequence);
            case HELD -> hold(account, sequence);
            case RESERVATION_ENDED -> endReservation(account, sequence);
            case RESERVATIONS_CHECKED -> ReservationSlot.earliestUntil(timed(account, sequence), effect.field(0));
            case NOTICE_RAISED -> raise(head(account, sequence));
            case WATCHED -> watch(touched(account, 0, sequence));
            case REFILLED -> countRefill(touched(account, 0, sequence));
            case NOTICE_SETTLED -> settleNotice(account, head(account, sequence));
            case NOTICE_RETRIED -> retryNotice(account, head(account, sequence));
            case QUARANTINED -> AccountSlot.quarantine(timed(account, sequence));
            case ACCOUNT_OPENED -> throw broken(account, "is open already");
            case RATED,
                    SLICE,
                    STATEMENT,
                    STATEMENT_BUCKET,
                    LATE,
                    PART,
                    LINE_BEFORE,
                    BUCKET_BEFORE,
                    SESSION_BEFORE,
                    USED,
                    QUOTA,
                    TRANSFER_RECEIVED,
                    NUMBER_ASSIGNED,
                    IDENTITY_LEFT -> {
                // They say why and change nothing.
            }
        }
    }

    private StateRecord head(final Account account, final long sequence) {
        account.head().sequence(sequence);
        return account.head();
    }

    /** The head of an account for which time has something else to do next. */
    private StateRecord timed(final Account account, final long sequence) {
        timesSet++;
        return head(account, sequence);
    }

    private StateRecord touched(final Account account, final int ordinalField, final long sequence) {
        final StateRecord record = account.record(effect.intField(ordinalField));
        if (record == null) {
            throw broken(account, "subscriber is unknown");
        }
        record.sequence(sequence);
        return record;
    }

    private void addSubscriber(final Account account, final long sequence) {
        final StateRecord subscriber = StateRecord.create(effect.text(), effect.intField(0));
        subscriber.sequence(sequence);
        account.add(subscriber);
        AccountSlot.subscribers(head(account, sequence), effect.intField(0));
    }

    private void beginSubscription(final StateRecord record) {
        final int slot = SubscriptionSlot.init(record, effect.intField(1), effect.field(2), effect.field(3));
        SubscriptionSlot.quantity(record, slot, effect.intField(4));
        SubscriptionSlot.flags(record, slot, effect.intField(5));
    }

    private void grant(final Account account, final long sequence) {
        final StateRecord record = touched(account, 0, sequence);
        final int slot = BucketSlot.init(record, effect.intField(1), effect.intField(2));
        BucketSlot.remaining(record, slot, effect.field(3));
        BucketSlot.granted(record, slot, effect.field(3));
        BucketSlot.validity(record, slot, effect.field(4), effect.field(5));
        BucketSlot.flags(record, slot, effect.intField(6));
        BucketSlot.cyclesLeft(record, slot, effect.intField(7));
        AccountSlot.lastBucketId(head(account, sequence), effect.intField(1));
    }

    private void draw(final Account account, final long sequence) {
        final StateRecord record = touched(account, 0, sequence);
        final int slot = bucket(account, record);
        BucketSlot.remaining(record, slot, Math.subtractExact(BucketSlot.remaining(record, slot), effect.field(2)));
        BucketSlot.fraction(record, slot, effect.intField(3), effect.intField(4));
    }

    private void repay(final StateRecord record) {
        final int from = BucketSlot.find(record, effect.intField(1));
        final int to = BucketSlot.find(record, effect.intField(2));
        BucketSlot.remaining(record, from, Math.subtractExact(BucketSlot.remaining(record, from), effect.field(3)));
        BucketSlot.remaining(record, to, Math.addExact(BucketSlot.remaining(record, to), effect.field(3)));
    }

    private void carry(final Account account, final long sequence) {
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = 0; slot < record.slots(); slot++) {
                if (BucketSlot.isCarried(record, slot, effect.field(0))) {
                    BucketSlot.granted(record, slot, BucketSlot.remaining(record, slot));
                    BucketSlot.flags(record, slot, BucketSlot.flags(record, slot) | BucketSlot.CARRIED);
                    record.sequence(sequence);
                }
            }
        }
    }

    private void end(final Account account, final long sequence) {
        final StateRecord record = touched(account, 0, sequence);
        final int slot = bucket(account, record);
        BucketSlot.remaining(record, slot, Math.subtractExact(BucketSlot.remaining(record, slot), effect.field(2)));
        BucketSlot.flags(record, slot, BucketSlot.flags(record, slot) | BucketSlot.ENDED);
    }

    private void remove(final Account account, final long sequence) {
        final StateRecord record = touched(account, 0, sequence);
        record.free(bucket(account, record));
    }

    private int bucket(final Account account, final StateRecord record) {
        final int slot = BucketSlot.find(record, effect.intField(1));
        if (slot < 0) {
            throw broken(account, "bucket is unknown");
        }
        return slot;
    }

    private void drawPool(final StateRecord record) {
        final int slot = PoolDrawSlot.find(record, effect.intField(1), effect.field(2));
        if (slot < 0) {
            drawn.clear();
        } else {
            PoolDrawSlot.drawn(record, slot, drawn);
        }
        drawn.add(more.set(effect.field(3), effect.field(4), effect.field(5)));
        PoolDrawSlot.put(record, effect.intField(1), effect.field(2), drawn);
    }

    private void accumulate(final Account account, final long sequence) {
        final StateRecord record = touched(account, 0, sequence);
        final int found = AccumulatorSlot.find(record, effect.intField(1), effect.field(2));
        final int slot = found >= 0 ? found : AccumulatorSlot.init(record, effect.intField(1), effect.field(2));
        if (found < 0 && effect.field(3) == 0 && effect.field(4) == 0) {
            AccumulatorSlot.chargeFlat(record, slot);
        }
        AccumulatorSlot.value(record, slot, Math.addExact(AccumulatorSlot.value(record, slot), effect.field(3)));
        AccumulatorSlot.latestMs(record, slot, effect.field(4));
    }

    private void setLevel(final Account account, final long sequence) {
        levelsSet++;
        final StateRecord record = touched(account, 0, sequence);
        final int slot = accumulator(record);
        AccumulatorSlot.level(record, slot, effect.field(3));
        AccumulatorSlot.average(record, slot, effect.field(4), effect.field(5), effect.field(6));
        AccumulatorSlot.latestMs(record, slot, effect.field(7));
    }

    private void carryLevel(final Account account, final long sequence) {
        final StateRecord record = touched(account, 0, sequence);
        final int slot = accumulator(record);
        AccumulatorSlot.level(record, slot, effect.field(3));
        AccumulatorSlot.average(record, slot, effect.field(3), 0, 1);
        AccumulatorSlot.latestMs(record, slot, effect.field(2) * 1000 - 1);
        addToLine(head(account, sequence), effect.intField(4), effect.field(2), 0, 5);
    }

    private int accumulator(final StateRecord record) {
        final int found = AccumulatorSlot.find(record, effect.intField(1), effect.field(2));
        return found >= 0 ? found : AccumulatorSlot.init(record, effect.intField(1), effect.field(2));
    }

    private void removeAccumulator(final Account account, final long sequence) {
        final StateRecord record = touched(account, 0, sequence);
        final int slot = AccumulatorSlot.find(record, effect.intField(1), effect.field(2));
        if (slot >= 0) {
            record.free(slot);
        }
        for (int i = 0; i < record.slots(); i++) {
            if (UniqueSlot.isOf(record, i, effect.intField(1), effect.field(2))) {
                record.free(i);
            }
        }
    }

    private void charge(final StateRecord head) {
        addToLine(head, effect.intField(0), effect.field(1), effect.intField(2), 3);
    }

    /** The whole units that are added stand in field {@code amount}, the line's new fraction behind them. */
    private void addToLine(final StateRecord head, final int line, final long from, final int flags, final int amount) {
        final int found = LineSlot.find(head, line, from, flags);
        final int slot = found >= 0 ? found : LineSlot.init(head, line, from, flags);
        LineSlot.amount(
                head,
                slot,
                Math.addExact(LineSlot.whole(head, slot), effect.field(amount)),
                effect.field(amount + 1),
                effect.field(amount + 2));
    }

    private void removeLine(final StateRecord head) {
        final int slot = LineSlot.find(head, effect.intField(0), effect.field(1), effect.intField(2));
        if (slot >= 0) {
            head.free(slot);
        }
    }

    private void issue(final StateRecord head, final long sequence) {
        AccountSlot.lastDocument(head, effect.intField(1));
        DocumentSlot.issue(head, effect.intField(0), effect.intField(1), effect.field(4), effect.field(5), sequence);
        if (effect.intField(0) == THRESHOLD) {
            AccountSlot.fireThreshold(head);
        }
    }

    private void bill(final StateRecord head) {
        final int slot = LineSlot.find(head, effect.intField(0), effect.field(1), effect.intField(2));
        if (slot < 0) {
            throw new IllegalStateException("account=" + head.name() + " line=" + effect.field(0) + " is unknown");
        }
        LineSlot.billed(head, slot, Math.addExact(LineSlot.billed(head, slot), effect.field(5)));
    }

    private void openInvoice(final StateRecord head) {
        InvoiceSlot.init(head, effect.intField(0), effect.field(1), effect.field(2), effect.field(3));
        DocumentSlot.owe(head, effect.intField(0), effect.field(2));
    }

    private void payInvoice(final Account account, final StateRecord head) {
        final int slot = InvoiceSlot.find(head, effect.field(0));
        if (slot < 0) {
            throw broken(account, "invoice is not open");
        }
        InvoiceSlot.pay(head, slot, effect.field(1));
        payAhead(head, -effect.field(1));
    }

    private void voidInvoice(final Account account, final StateRecord head) {
        final int open = InvoiceSlot.find(head, effect.field(0));
        final int document = DocumentSlot.find(head, effect.field(0));
        if (open < 0 || document < 0) {
            throw broken(account, "invoice is not open");
        }
        head.free(open);
        DocumentSlot.makeVoid(head, document);
    }

    private static void payAhead(final StateRecord head, final long amount) {
        InvoiceSlot.ahead(head, Math.addExact(InvoiceSlot.ahead(head), amount));
    }

    private void moveSession(final Account account, final long sequence) {
        final StateRecord record = touched(account, 0, sequence);
        final int slot = SessionSlot.findOrInit(record, SlotKind.SESSION, effect.field(1));
        record.putInt(slot, 4, effect.intField(2));
        record.putLong(slot, 16, effect.field(3));
        record.putLong(slot, 24, effect.field(4));
        record.putLong(slot, 32, effect.field(5));
        record.putInt(slot, 44, effect.intField(6));
        record.putInt(slot, 40, effect.intField(7));
        final int money = SessionSlot.findOrInit(record, SlotKind.SESSION_MONEY, effect.field(1));
        record.putLong(money, 16, effect.field(8));
        record.putLong(money, 24, effect.field(9));
        record.putLong(money, 32, effect.field(9) == 0 ? 0 : effect.field(10));
    }

    private void endSession(final Account account, final long sequence) {
        final StateRecord record = touched(account, 0, sequence);
        final int slot = SessionSlot.find(record, SlotKind.SESSION, effect.field(1));
        final int money = SessionSlot.find(record, SlotKind.SESSION_MONEY, effect.field(1));
        if (slot >= 0 && money >= 0) {
            record.free(slot);
            record.free(money);
        }
    }

    private void askNumber(final StateRecord head) {
        itemsSent++;
        DocumentNumberSlot.ask(head, effect.field(0), effect.intField(1), effect.intField(2), effect.intField(3));
    }

    private void number(final Account account, final StateRecord head) {
        final int slot = DocumentNumberSlot.find(head, effect.field(0));
        if (slot < 0) {
            throw broken(account, "no document waits for a number");
        }
        DocumentNumberSlot.number(head, slot, effect.field(4));
    }

    private void putTransit(final StateRecord head) {
        itemsSent++;
        final int slot = TransitSlot.init(head, effect.field(0), effect.intField(1));
        TransitSlot.goal(head, slot, effect.field(2), effect.field(3));
        TransitSlot.amount(head, slot, effect.field(4));
        TransitSlot.times(head, slot, effect.field(5), effect.field(6));
    }

    private void settle(final Account account, final long sequence) {
        final StateRecord head = head(account, sequence);
        final int slot = TransitSlot.find(head, effect.field(0));
        if (slot < 0) {
            throw broken(account, "item is not in transit");
        }
        head.free(slot);
        for (int i = head.first(SlotKind.TRANSIT_PART); i >= 0; i = head.next(SlotKind.TRANSIT_PART, i)) {
            if (TransitSlot.item(head, i) == effect.field(0)) {
                head.free(i);
            }
        }
    }

    private void askReversal(final StateRecord head, final boolean replaced) {
        ReversalSlot.init(head, effect.field(0), effect.field(1), effect.field(2), effect.field(3), replaced);
    }

    private void reserve(final Account account, final long sequence) {
        timesSet++;
        final StateRecord record = touched(account, 0, sequence);
        final StateRecord head = head(account, sequence);
        final int slot = ReservationSlot.init(head, record, effect.field(1), effect.intField(2));
        ReservationSlot.granted(record, slot, effect.intField(3), effect.field(4), effect.field(5));
        ReservationSlot.until(head, record, slot, effect.field(6));
    }

    private void hold(final Account account, final long sequence) {
        final StateRecord record = touched(account, 0, sequence);
        touched(account, 3, sequence);
        ReservationSlot.hold(
                account,
                record,
                effect.field(1),
                effect.intField(2),
                effect.intField(3),
                effect.intField(4),
                effect.field(5));
    }

    /** What a subscriber's session holds is in its own record and the head. */
    private void endReservation(final Account account, final long sequence) {
        timesSet++;
        final StateRecord record = touched(account, 0, sequence);
        head(account, sequence);
        ReservationSlot.end(account, record, effect.field(1), effect.intField(2));
    }

    private void closeCycle(final Account account, final long sequence) {
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            if (WatchSlot.forget(account.record(ordinal), effect.field(0))) {
                account.record(ordinal).sequence(sequence);
            }
        }
        AccountSlot.closedUntil(timed(account, sequence), effect.field(0));
    }

    private void raise(final StateRecord head) {
        noticesMoved++;
        final int slot = NoticeSlot.init(head, effect.intField(4));
        NoticeSlot.what(
                head,
                slot,
                effect.intField(1),
                effect.intField(0),
                effect.intField(2),
                effect.field(3),
                effect.field(9));
        NoticeSlot.figures(head, slot, effect.intField(5), effect.field(6), effect.field(7), effect.field(8));
        WatchSlot.lastNumber(head, effect.intField(4));
    }

    private void watch(final StateRecord record) {
        WatchSlot.put(
                record,
                effect.intField(1),
                effect.intField(2),
                effect.field(3),
                effect.intField(4),
                effect.field(5),
                effect.intField(6));
    }

    private void countRefill(final StateRecord record) {
        WatchSlot.put(record, WatchSlot.REFILLS, effect.intField(1), effect.field(2), 0, effect.field(3), 0);
    }

    private void settleNotice(final Account account, final StateRecord head) {
        noticesMoved++;
        final int slot = notice(account, head);
        if (effect.field(1) == 0) {
            head.free(slot);
        } else {
            NoticeSlot.giveUp(head, slot, true);
        }
    }

    private void retryNotice(final Account account, final StateRecord head) {
        noticesMoved++;
        NoticeSlot.giveUp(head, notice(account, head), false);
    }

    private int notice(final Account account, final StateRecord head) {
        final int slot = NoticeSlot.find(head, effect.field(0));
        if (slot < 0) {
            throw broken(account, "notice is unknown");
        }
        return slot;
    }

    private void settleReversal(final Account account, final StateRecord head) {
        final int slot = ReversalSlot.find(head, effect.field(0));
        if (slot < 0) {
            throw broken(account, "no event is to be taken back");
        }
        final long askedBy = ReversalSlot.askedBy(head, slot);
        head.free(slot);
        if (askedBy > 0 && effect.intField(3) == TAKEN_BACK) {
            CancelledSlot.put(head, askedBy, effect.field(1), effect.field(2));
        }
    }

    private IllegalStateException broken(final Account account, final String what) {
        return new IllegalStateException("account=" + account.head().name() + " effect=" + effect.kind() + " field0="
                + effect.field(0) + " field1=" + effect.field(1) + ": " + what);
    }
}
