package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.AccumulatorSlot;
import io.ratinggrid.rating.account.DocumentNumberSlot;
import io.ratinggrid.rating.account.NoticeSlot;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.money.Money;

/**
 * The rating core: (catalogs, account, command) to (effects, result). Total: what cannot be done is a result, and the effects
 * of that command are dropped. Reused; one thread.
 */
public final class RatingEngine {
    private final ItemNumbers items = new ItemNumbers();
    private final Documents documents = new Documents(items);
    private final Grants grants = new Grants();
    private final Refills refills = new Refills(grants, documents);
    private final Fees fees = new Fees(documents);
    private final Cycles cycles = new Cycles(documents, grants, fees);
    private final EventRating rating = new EventRating(cycles, documents, refills);
    private final Reservations reservations = new Reservations(cycles, rating, refills);
    private final AccountCommands commands = new AccountCommands(cycles, grants, fees);
    private final PlanChanges changes = new PlanChanges(cycles, grants, fees);
    private final Payments payments = new Payments(cycles);
    private final CreditNotes creditNotes = new CreditNotes(cycles, documents);
    private final VoidInvoices voids = new VoidInvoices(cycles);
    private final Transfers transfers = new Transfers(cycles, grants, items);
    private final Reversals reversals = new Reversals();
    private final Replacements replacements = new Replacements(reversals);
    private final Watches watches = new Watches(new Spending());
    private final Stage stage = new Stage();
    private CatalogHistory catalogs;

    public RatingEngine(final CatalogHistory catalogs) {
        this.catalogs = catalogs;
    }

    /** Takes up a history that a published version was added to. */
    public void catalogs(final CatalogHistory published) {
        catalogs = published;
    }

    public CatalogHistory catalogs() {
        return catalogs;
    }

    /**
     * Checks a command that opens an account and puts its effect; the caller applies it, for there is no account yet.
     */
    public ResultCode open(final Command command, final ByteSink effects) {
        final Catalog catalog = catalogs.at(command.atMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        if (!Money.of(command.text).equals(catalog.money())
                || !BillCycle.isRule(command.cycleRule)
                || BillCycle.zone(Symbol.of(command.zone)) == null
                || command.quantity != 0 && !catalog.isLegalEntity(command.quantity)
                || command.hasAmount && !catalog.money().holds(command.amountUnscaled, command.amountDecimals)) {
            return ResultCode.INVALID_VALUE;
        }
        stage.begin(effects, null, 0);
        stage.put(EffectKind.ACCOUNT_OPENED)
                .field(command.account)
                .field(Symbol.of(command.zone))
                .field(command.cycleRule)
                .field(command.hasAmount ? 1 : 0)
                .field(command.hasAmount ? catalog.scaled(command.amountUnscaled, command.amountDecimals) : 0)
                .text(command.name);
        if (command.quantity != 0) {
            stage.put(EffectKind.ENTITY_CHOSEN).field(command.quantity);
        }
        return ResultCode.DONE;
    }

    /** Moves the latest receipt of usage of an account on to a day; what follows from it does not depend on other accounts. */
    public void receive(final Account account, final long sequence, final int day, final ByteSink effects) {
        if (day > AccountSlot.receiptDay(account.head())) {
            stage.begin(effects, account, sequence);
            stage.put(EffectKind.RECEIVED).field(day);
            stage.apply();
        }
    }

    /**
     * Carries a command out on an open account: appends its effects to {@code effects} and applies them.
     *
     * @throws ArithmeticException   if an amount leaves its range; effects of completed steps may have been applied and stand
     * @throws IllegalStateException if an invariant is broken: the account must be quarantined
     */
    public ResultCode execute(
            final Account account, final long sequence, final Command command, final ByteSink effects) {
        final ResultCode checked = check(account, command);
        if (checked != ResultCode.DONE) {
            return checked;
        }
        stage.begin(effects, account, sequence);
        final Catalog catalog = catalogs.at(command.atMs);
        final long cycleBefore = AccountSlot.cycleFrom(account.head());
        refills.begin(catalog, command.atMs, cycleBefore);
        try {
            if (!command.type.internal()) {
                reservations.lapse(stage, account, catalogs, dueMs(command));
            }
            final ResultCode code = dispatch(account, sequence, command);
            tell(account, command, catalog, code, cycleBefore);
            refills.grant(stage, account, code.kind() == ResultCode.Kind.RATED);
            return code;
        } catch (final ArithmeticException e) {
            stage.discard();
            tell(account, command, catalog, ResultCode.AMOUNT_OVERFLOW, cycleBefore);
            refills.grant(stage, account, false);
            return ResultCode.AMOUNT_OVERFLOW;
        } catch (final TooMuchAtOnceException e) {
            stage.takeBack();
            return ResultCode.TOO_MUCH_AT_ONCE;
        }
    }

    /** Looks for thresholds that were reached, if anything happened at all. */
    private void tell(
            final Account account,
            final Command command,
            final Catalog catalog,
            final ResultCode code,
            final long cycleBefore) {
        final boolean turned = AccountSlot.cycleFrom(account.head()) != cycleBefore;
        if (catalog != null
                && catalog.hasThresholds()
                && (turned || code.kind() == ResultCode.Kind.RATED && command.type.movesFigures())) {
            watches.check(
                    stage,
                    account,
                    catalog,
                    command.type == CommandType.ADD_SUBSCRIBER ? 0 : command.subscriber,
                    command.atMs,
                    turned || command.type.internal());
        }
    }

    /** Checks what holds for all commands; {@link ResultCode#DONE}: nothing stands against it. */
    public ResultCode check(final Account account, final Command command) {
        if (AccountSlot.quarantined(account.head())) {
            return ResultCode.ACCOUNT_QUARANTINED;
        }
        if (command.type != CommandType.ADD_SUBSCRIBER && account.record(command.subscriber) == null) {
            return ResultCode.UNKNOWN_SUBSCRIBER;
        }
        return command.hasAmount && !catalogs.latest().money().holds(command.amountUnscaled, command.amountDecimals)
                ? ResultCode.INVALID_VALUE
                : ResultCode.DONE;
    }

    /** The time that has come for what was reserved until then. */
    private static long dueMs(final Command command) {
        return command.type == CommandType.ADVANCE_TIME ? command.fromMs : command.atMs;
    }

    /** Puts an account aside after a broken invariant; effects of completed steps of the command that broke it stand. */
    public void quarantine() {
        stage.discard();
        stage.put(EffectKind.QUARANTINED);
        stage.apply();
    }

    /** How often a level was set so far: the event that did cannot be taken back. */
    public long levelsSet() {
        return stage.levelsSet();
    }

    /** How many items accounts have put into the outbox so far: documents that ask for numbers, transfers. */
    public long itemsSent() {
        return stage.itemsSent();
    }

    /** How often so far it was changed when time has something to do at an account next. */
    public long timesSet() {
        return stage.timesSet();
    }

    /**
     * When time has something to do at an account next: a cycle that turns, one to close after its grace, a reservation that lapses.
     * Whole seconds; {@link Seconds#FOREVER}: nothing until something else happens.
     */
    public long dueAt(final Account account) {
        return AccountSlot.quarantined(account.head())
                ? Seconds.FOREVER
                : Math.min(Cycles.dueAt(account, catalogs), ReservationSlot.earliestUntil(account.head()));
    }

    /** See {@link io.ratinggrid.rating.account.EffectApplier#noticesMoved}. */
    public long noticesMoved() {
        return stage.noticesMoved();
    }

    /** Sets the number that the next item of the partition's outbox gets. */
    public void nextItem(final long item) {
        items.next(item);
    }

    private ResultCode dispatch(final Account account, final long sequence, final Command command) {
        return switch (command.type) {
            case USAGE -> rating.rate(stage, account, sequence, command, catalogs);
            case RESERVE, COMMIT, RELEASE -> reservations.execute(stage, account, sequence, command, catalogs);
            case ADD_SUBSCRIBER -> commands.addSubscriber(stage, account, command);
            case SUBSCRIBE -> commands.subscribe(stage, account, command, catalogs);
            case TOP_UP -> commands.topUp(stage, account, command, catalogs);
            case ADJUST -> commands.adjust(stage, account, command, catalogs);
            case TRANSFER -> transfers.send(stage, account, command, catalogs);
            case RECEIVE_TRANSFER -> transfers.receive(stage, account, command, catalogs);
            case SETTLE_TRANSFER -> transfers.settle(stage, account, command);
            case SETTLE_NUMBER -> number(account, command);
            case SETTLE_NOTICE -> settleNotice(account, command);
            case RETRY_NOTICE -> retryNotice(account, command);
            case REVERSE_EVENT ->
                command.replacement.length == 0
                        ? reversals.reverse(stage, account, command)
                        : replacements.replace(
                                stage,
                                account,
                                command,
                                event -> rating.rate(stage, account, sequence, event, catalogs));
            case CLOSE_CYCLE -> close(account, command);
            case ADVANCE_TIME -> advance(account, command);
            case INVOICE -> invoice(account, command);
            case PAYMENT -> payments.pay(stage, account, command, catalogs);
            case REFUND -> payments.refund(stage, account, command, catalogs);
            case CREDIT_NOTE -> creditNotes.issue(stage, account, command, catalogs);
            case VOID_INVOICE -> voids.makeVoid(stage, account, command, catalogs);
            case CHANGE_PLAN -> changes.change(stage, account, command, catalogs);
            case CANCEL -> changes.cancel(stage, account, command, catalogs);
            case PAUSE -> changes.pause(stage, account, command, catalogs);
            case RESUME -> changes.resume(stage, account, command, catalogs);
            case OPEN_ACCOUNT -> ResultCode.ALREADY_EXISTS;
            case CANCEL_EVENT,
                    REPLACE_EVENT,
                    MOVE_EVENT,
                    MOVE_IDENTITY,
                    RECEIVE_IDENTITY,
                    SETTLE_IDENTITY,
                    PUBLISH_CATALOG,
                    ASSIGN_NUMBER -> ResultCode.NOT_SUPPORTED;
        };
    }

    private ResultCode close(final Account account, final Command command) {
        return cycles.closeOldest(stage, account, catalogs, command.atMs, command.atMs)
                ? ResultCode.DONE
                : ResultCode.INVALID_VALUE;
    }

    /** Everything unbilled, at once. */
    private ResultCode invoice(final Account account, final Command command) {
        final Catalog catalog = catalogs.at(command.atMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        cycles.turnTo(stage, account, catalogs, command.atMs);
        stage.protect(0);
        return documents.issueAll(stage, account, catalog, DocumentKind.DEMAND, command.atMs, Long.MAX_VALUE)
                ? ResultCode.DONE
                : ResultCode.INVALID_VALUE;
    }

    /** A document has got its number, once. */
    private ResultCode number(final Account account, final Command command) {
        final StateRecord head = account.head();
        final int slot = DocumentNumberSlot.find(head, command.item);
        if (slot < 0) {
            return ResultCode.ALREADY_SETTLED;
        }
        stage.put(EffectKind.NUMBERED)
                .field(command.item)
                .field(DocumentNumberSlot.document(head, slot))
                .field(DocumentNumberSlot.entity(head, slot))
                .field(DocumentNumberSlot.year(head, slot))
                .field(command.quantity);
        stage.apply();
        return ResultCode.DONE;
    }

    /** A notice was delivered, or is given up. */
    private ResultCode settleNotice(final Account account, final Command command) {
        final int slot = NoticeSlot.find(account.head(), command.item);
        if (slot < 0 || !NoticeSlot.isPending(account.head(), slot)) {
            return ResultCode.ALREADY_SETTLED;
        }
        stage.put(EffectKind.NOTICE_SETTLED).field(command.item).field(command.answer == 0 ? 0 : 1);
        stage.apply();
        return ResultCode.DONE;
    }

    private ResultCode retryNotice(final Account account, final Command command) {
        final int slot = NoticeSlot.find(account.head(), command.item);
        if (slot < 0) {
            return ResultCode.UNKNOWN_NAME;
        }
        if (NoticeSlot.isPending(account.head(), slot)) {
            return ResultCode.ALREADY_SETTLED;
        }
        stage.put(EffectKind.NOTICE_RETRIED).field(command.item);
        stage.apply();
        return ResultCode.DONE;
    }

    private ResultCode advance(final Account account, final Command command) {
        cycles.turnTo(stage, account, catalogs, command.fromMs);
        while (cycles.closeOldest(stage, account, catalogs, command.atMs, command.fromMs)) {
            // One cycle after the other, oldest first.
        }
        return ResultCode.DONE;
    }

    /** Value of an accumulator in the cycle that starts at {@code from} seconds, for queries; 0 if it has not moved. */
    public static long accumulated(final Account account, final int ordinal, final String name, final long from) {
        final int slot = AccumulatorSlot.find(account.record(ordinal), Symbol.of(name), from);
        return slot < 0 ? 0 : AccumulatorSlot.value(account.record(ordinal), slot);
    }
}
