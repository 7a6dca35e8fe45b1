package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.reference.ReferenceAccount.Bucket;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKey;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKind;
import io.ratinggrid.rating.reference.ReferenceAccount.Owner;
import io.ratinggrid.rating.reference.ReferenceAccount.Subscription;

/**
 * Carries out commands one by one, as docs/RATING.md says. A command that is refused or suspended changes nothing but that
 * cycles may have turned. Not thread-safe.
 */
public final class ReferenceEngine {
    /** Window of the check for duplicates, by the event's own time. */
    private static final long DAY_MS = 24 * 60 * 60 * 1000L;

    private static final long WINDOW_DAYS = 35;
    private static final int MOST_IN_TRANSIT = 256;
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private static final Set<CommandType> MOVE_NOTHING = EnumSet.of(
            CommandType.OPEN_ACCOUNT,
            CommandType.CANCEL_EVENT,
            CommandType.REPLACE_EVENT,
            CommandType.MOVE_EVENT,
            CommandType.MOVE_IDENTITY,
            CommandType.RECEIVE_IDENTITY,
            CommandType.SETTLE_IDENTITY);

    private final ReferenceCatalogs catalogs;
    private final Map<Long, ReferenceAccount> accounts = new HashMap<>();
    /** What was carried out, by account, origin and id. */
    private final Map<Identity, Claim> claims = new HashMap<>();
    /** Day of the latest receipt of usage so far, by account. */
    private final Map<Long, Long> receiptDays = new HashMap<>();

    /** Events that are to be taken back, by the item that says so. */
    private final Map<Item, Identity> reversals = new HashMap<>();

    private final Map<Item, ReferenceReversal> reversing = new HashMap<>();
    /** Usage that is to be rated in the place of an event. */
    private final Map<Item, Command> replacements = new HashMap<>();
    /** What the event that is being carried out does. */
    private ReferenceReversal done;
    /** Buckets of which the command that is being carried out has drawn, or holds, something. */
    private final Set<Integer> drawn = new HashSet<>();

    private final ReferenceTransfers transfers;
    /** Each document asks for a number of its series. */
    private final boolean numbered;

    /** All accounts are in one partition. */
    public ReferenceEngine(final List<CatalogModel> models) {
        this(models, 1);
    }

    /** Items of transfers are numbered in each of some partitions. */
    public ReferenceEngine(final List<CatalogModel> models, final int partitions) {
        catalogs = new ReferenceCatalogs(models);
        transfers = new ReferenceTransfers(catalogs, partitions);
        numbered = models.stream().anyMatch(model -> !model.legalEntities().isEmpty());
    }

    ReferenceTransfers transfers() {
        return transfers;
    }

    /** Carries out a command. */
    public ResultCode execute(final Command command) {
        done = null;
        drawn.clear();
        final Optional<ReferenceCycle> cycleBefore = cycle(command);
        final ResultCode code = executed(command);
        tell(command, code, cycleBefore);
        if (code.kind() != ResultCode.Kind.RATED) {
            drawn.clear();
        }
        if (!drawn.isEmpty() || !cycle(command).equals(cycleBefore)) {
            refill(command, cycleBefore);
        }
        return code;
    }

    private void refill(final Command command, final Optional<ReferenceCycle> cycleBefore) {
        if (catalogs.starts().stream().anyMatch(start -> start <= command.atMs)) {
            final ReferenceAccount account = accounts.get(command.account);
            keep(new ReferenceRefills(account, catalogs, command.atMs).refilled(drawn, cycleBefore));
        }
    }

    /** Notes that something is drawn of buckets, or held. */
    void draw(final Set<Integer> buckets) {
        drawn.addAll(buckets);
    }

    private void draw(final ReferenceAccount before, final ReferenceAccount after) {
        for (final Owner owner : before.owners) {
            for (final Bucket bucket : owner.buckets) {
                after.owners.get(owner.ordinal).buckets.stream()
                        .filter(one -> one.id == bucket.id && one.left().isBelow(bucket.left()))
                        .forEach(one -> drawn.add(one.id));
            }
        }
    }

    private ResultCode executed(final Command command) {
        try {
            final ResultCode code = carryOut(command);
            if (command.idLength > 0) {
                claims.put(
                        Identity.of(command), Claim.of(command, done, receiptDays.getOrDefault(command.account, 0L)));
            }
            return code;
        } catch (final Refusal refusal) {
            return refusal.code;
        } catch (final ArithmeticException e) {
            return ResultCode.AMOUNT_OVERFLOW;
        }
    }

    private Optional<ReferenceCycle> cycle(final Command command) {
        return Optional.ofNullable(accounts.get(command.account)).flatMap(account -> account.cycle);
    }

    /** Of the account and of whom the command is about; of all if a cycle has turned, or the grid itself made the command. */
    private void tell(final Command command, final ResultCode code, final Optional<ReferenceCycle> cycleBefore) {
        final ReferenceAccount account = accounts.get(command.account);
        final boolean turned = !cycle(command).equals(cycleBefore);
        final boolean moves = code.kind() == ResultCode.Kind.RATED && !MOVE_NOTHING.contains(command.type);
        if (account == null
                || !turned && !moves
                || catalogs.starts().stream().noneMatch(start -> start <= command.atMs)) {
            return;
        }
        final boolean all = turned || command.type.internal();
        final ReferenceAccount copy = account.copy();
        new ReferenceNotices(copy, catalogs.at(command.atMs), command.atMs)
                .look(copy.owners.stream()
                        .filter(owner -> all
                                || owner.ordinal == 0
                                || owner.ordinal == command.subscriber && command.type != CommandType.ADD_SUBSCRIBER)
                        .toList());
        keep(copy);
    }

    /** Everything that the tests compare about an account. */
    public Optional<AccountFigures> figures(final String account) {
        return Optional.ofNullable(accounts.get(AccountKey.of(account))).map(AccountFigures::of);
    }

    private ResultCode carryOut(final Command command) {
        final ReferenceAccount account = accounts.get(command.account);
        if (command.type == CommandType.ASSIGN_NUMBER) {
            transfers.assign(command);
            return ResultCode.DONE;
        }
        if (command.type.receivesItem()) {
            keep(transfers.receive(command, account, open -> turned(open, command.atMs)));
            return ResultCode.DONE;
        }
        if (account == null && command.type == CommandType.OPEN_ACCOUNT) {
            open(command);
            return ResultCode.DONE;
        }
        require(account != null, ResultCode.UNKNOWN_ACCOUNT);
        if (command.type == CommandType.USAGE || command.type.ofSession()) {
            receiptDays.merge(command.account, epochDay(command.atMs), Math::max);
        }
        if (command.idLength > 0) {
            checkDuplicate(command);
        }
        final boolean isAway =
                command.type == CommandType.USAGE && transfers.moves().isAway(command);
        require(!isAway, ResultCode.IDENTITY_MOVED);
        final boolean isKnown = command.subscriber < account.owners.size();
        require(isKnown || command.type == CommandType.ADD_SUBSCRIBER, ResultCode.UNKNOWN_SUBSCRIBER);
        require(isExact(command, account.money), ResultCode.INVALID_VALUE);
        return carryOut(command, lapses(command.type) ? lapsed(command, account) : account);
    }

    /** Items of outboxes, and what only puts one there, take no notice of what is reserved. */
    private static boolean lapses(final CommandType type) {
        return !type.internal() && !type.asksReversal() && type != CommandType.MOVE_IDENTITY;
    }

    private ResultCode carryOut(final Command command, final ReferenceAccount account) {
        switch (command.type) {
            case USAGE -> {
                return rate(command, account);
            }
            case RESERVE, COMMIT, RELEASE -> {
                return session(command, account);
            }
            case OPEN_ACCOUNT -> throw new Refusal(ResultCode.ALREADY_EXISTS);
            case ADD_SUBSCRIBER -> addSubscriber(command, account);
            case SUBSCRIBE -> subscribe(command, account);
            case TOP_UP -> topUp(command, account);
            case ADJUST -> adjust(command, account);
            case INVOICE -> invoice(command, account);
            case PAYMENT, REFUND -> pay(command, account);
            case CREDIT_NOTE -> creditNote(command, account);
            case VOID_INVOICE -> makeVoid(command, account);
            case CHANGE_PLAN, CANCEL, PAUSE, RESUME -> change(command, account);
            case TRANSFER -> transfer(command, account);
            case CANCEL_EVENT, REPLACE_EVENT, MOVE_EVENT -> cancelEvent(command);
            case REVERSE_EVENT -> {
                return reverse(command, account);
            }
            case SETTLE_TRANSFER -> {
                final ReferenceAccount copy = account.copy();
                transfers.settle(command, copy);
                keep(copy);
            }
            case MOVE_IDENTITY -> transfers.move(command);
            case SETTLE_NUMBER -> transfers.settleNumber(command);
            case SETTLE_IDENTITY -> transfers.settleMove(command);
            case CLOSE_CYCLE -> closeOne(command, account);
            case ADVANCE_TIME -> closeAll(command, account);
            default -> throw new Refusal(ResultCode.NOT_SUPPORTED);
        }
        return ResultCode.DONE;
    }

    /** Ends what has lapsed by the time of a command, with the cycles that end before; that stands whatever becomes of it. */
    private ReferenceAccount lapsed(final Command command, final ReferenceAccount account) {
        final long due = command.type == CommandType.ADVANCE_TIME ? command.fromMs : command.atMs;
        ReferenceAccount lapsed = account;
        Optional<Long> until = firstLapse(lapsed, due);
        while (until.isPresent()) {
            final long time = until.get();
            final ReferenceAccount turned = turned(lapsed, time - 1);
            List.copyOf(turned.reservations).stream()
                    .filter(reservation -> reservation.until() == time)
                    .forEach(turned::end);
            keep(turned);
            lapsed = turned;
            until = firstLapse(lapsed, due);
        }
        return lapsed;
    }

    private static Optional<Long> firstLapse(final ReferenceAccount account, final long due) {
        return account.reservations.stream()
                .map(ReferenceAccount.Reservation::until)
                .filter(until -> until <= due)
                .min(Long::compare);
    }

    private ResultCode session(final Command command, final ReferenceAccount account) {
        final ReferenceSession session = new ReferenceSession(command, this, catalogs);
        require(session.isValid(), ResultCode.INVALID_VALUE);
        if (command.type == CommandType.RELEASE) {
            final ReferenceAccount copy = account.copy();
            session.release(copy);
            keep(copy);
            return ResultCode.DONE;
        }
        catalogs.at(session.start());
        require(account.cycle.isPresent(), ResultCode.NO_TARIFF);
        ReferenceAccount turned = account;
        for (final long time : session.times(account)) {
            turned = turned(turned, time);
        }
        requireNotFinal(turned, session.start());
        final ReferenceUsage.Rated outcome = session.carryOut(turned.copy());
        keep(outcome.account());
        return outcome.code();
    }

    // duplicates

    /** Numbers of items are of the account's partition alone. */
    private record Item(long account, long number) {}

    private record Identity(long account, int origin, String id) {
        static Identity of(final Command command) {
            return new Identity(command.account, command.origin, new String(command.id(), StandardCharsets.UTF_8));
        }
    }

    /** What was said with an id, the day of the event, and how to take it back; null: it is no event. */
    private static final class Claim {
        private final long content;
        private final long day;
        private final ReferenceReversal reversal;
        private boolean cancelled;

        private Claim(final long content, final long day, final ReferenceReversal reversal) {
            this.content = content;
            this.day = day;
            this.reversal = reversal;
        }

        static Claim of(final Command command, final ReferenceReversal reversal, final long receiptDay) {
            return new Claim(
                    command.content,
                    command.type == CommandType.USAGE
                            ? epochDay(command.startMs)
                            : Math.max(epochDay(command.atMs), receiptDay),
                    reversal);
        }
    }

    private void cancelEvent(final Command command) {
        final long oldest = receiptDays.getOrDefault(command.account, 0L) - WINDOW_DAYS;
        final boolean moves = command.type == CommandType.MOVE_EVENT;
        require(!command.name.isEmpty(), ResultCode.INVALID_VALUE);
        require(!moves || command.payer != Payer.ANY, ResultCode.INVALID_VALUE);
        require(command.fromMs == 0 || epochDay(command.fromMs) >= oldest, ResultCode.EVENT_TOO_OLD);
        final boolean replaces = command.type == CommandType.REPLACE_EVENT;
        require(!replaces || epochDay(command.startMs) >= oldest, ResultCode.TOO_OLD_TO_CHECK);
        final int origin = command.text.isEmpty() ? 0 : Symbol.of(command.text);
        final Identity event = new Identity(command.account, origin, command.name);
        final Claim claim = claims.get(event);
        require(claim != null && claim.day >= oldest, ResultCode.UNKNOWN_EVENT);
        require(claim.reversal != null && claim.reversal.isPossible(), ResultCode.NOT_REVERSIBLE);
        require(!claim.cancelled, ResultCode.ALREADY_CANCELLED);
        final long underWay = reversals.values().stream()
                .filter(one -> one.account == command.account)
                .count();
        require(underWay < MOST_IN_TRANSIT, ResultCode.TOO_MANY_IN_TRANSIT);
        claim.cancelled = true;
        final Item item = new Item(command.account, transfers.cancel(command));
        reversals.put(item, event);
        reversing.put(item, claim.reversal);
        if (replaces || moves) {
            final Command usage = new Command();
            usage.copyUsage(replaces ? command : claim.reversal.event());
            usage.type = CommandType.USAGE;
            usage.identity = 0;
            usage.atMs = command.atMs;
            usage.payer = command.payer;
            usage.id(command.id());
            usage.origin = command.origin;
            usage.content = command.content;
            replacements.put(item, usage);
        }
    }

    /** What cannot be taken back, or not be replaced or moved, stays, and may be cancelled again. */
    private ResultCode reverse(final Command command, final ReferenceAccount account) {
        final Item item = new Item(command.account, command.item);
        final Identity event = reversals.remove(item);
        require(event != null, ResultCode.ALREADY_SETTLED);
        transfers.cancelled(command);
        // The journal may have dropped the entry of the event, which is not known here.
        final ResultCode answer = ResultCode.of(command.answer);
        final ReferenceAccount copy = account.copy();
        boolean isBack = false;
        try {
            final Command usage = replacements.remove(item);
            final ReferenceReversal reversal = reversing.remove(item);
            require(answer == ResultCode.DONE || answer == ResultCode.NOT_REVERSIBLE, answer);
            final boolean moves = usage != null && usage.payer != Payer.ANY;
            require(!moves || !reversal.isAlready(usage.payer), ResultCode.ALREADY_THERE);
            reversal.takeBack(copy);
            keep(copy);
            final ResultCode code = usage == null ? ResultCode.DONE : replace(usage, copy);
            isBack = true;
            return code;
        } finally {
            claims.get(event).cancelled = isBack;
            if (!isBack) {
                keep(account);
            }
        }
    }

    /** Rates usage that its id is the claim of from now on. */
    private ResultCode replace(final Command usage, final ReferenceAccount account) {
        final ResultCode code = rate(usage, account);
        if (usage.idLength > 0) {
            claims.put(Identity.of(usage), Claim.of(usage, done, 0));
        }
        return code;
    }

    private void checkDuplicate(final Command command) {
        final long oldest = receiptDays.getOrDefault(command.account, 0L) - WINDOW_DAYS;
        require(command.type != CommandType.USAGE || epochDay(command.startMs) >= oldest, ResultCode.TOO_OLD_TO_CHECK);
        final Claim claim = claims.get(Identity.of(command));
        if (claim != null && claim.day >= oldest) {
            throw new Refusal(claim.content == command.content ? ResultCode.DUPLICATE : ResultCode.CONFLICT);
        }
    }

    private static long epochDay(final long time) {
        return Math.floorDiv(time, DAY_MS);
    }

    // commands

    /**
     * Turns the cycles of an account up to a time, which stands whatever becomes of the command, and returns a copy for the
     * command to work on.
     */
    private ReferenceAccount turned(final ReferenceAccount account, final long time) {
        final ReferenceAccount turned = account.copy();
        new ReferenceBilling(turned, catalogs).turnTo(time);
        keep(turned);
        return turned.copy();
    }

    private void keep(final ReferenceAccount account) {
        account.lines.values().forEach(line -> line.total().floor().exactLong());
        final ReferenceAccount before = accounts.put(AccountKey.of(account.name), account);
        if (numbered) {
            final int issued = before == null ? 0 : before.documents.size();
            transfers.issued(AccountKey.of(account.name), account.documents.size() - issued);
        }
    }

    private ResultCode rate(final Command command, final ReferenceAccount account) {
        catalogs.at(command.startMs);
        requireNotFinal(account, command.startMs);
        final ReferenceReversal[] reversal = new ReferenceReversal[1];
        final ReferenceUsage.Rated rated = charge(command, turned(account, command.startMs), reversal);
        keep(rated.account());
        reversal[0].end(rated.account());
        done = reversal[0];
        return rated.code();
    }

    private static void requireNotFinal(final ReferenceAccount account, final long start) {
        final ReferenceCycle cycle = ReferenceCycle.at(start, account.zone, account.cycleRule);
        require(cycle.to() >= account.closedUntil, ResultCode.PERIOD_FINAL);
    }

    /** Rates usage on an account whose cycles are turned; {@code reversals} gets how to take it back. */
    private ReferenceUsage.Rated charge(
            final Command command, final ReferenceAccount turned, final ReferenceReversal[] reversals) {
        final ReferenceCatalog catalog = catalogs.at(command.startMs);
        final ReferenceUsage usage = new ReferenceUsage(turned, catalog, command, false);
        final List<Command> parts = new ReferenceSplit(turned, catalogs.starts()).parts(command, usage);
        final ReferenceReversal reversal = new ReferenceReversal(command, turned);
        final ReferenceUsage.Rated rated =
                parts.contains(command) ? usage.rate(turned) : rate(command, parts, turned, reversal);
        if (parts.contains(command)) {
            reversal.add(turned, rated.account(), usage);
            draw(turned, rated.account());
        }
        if (rated.code() == ResultCode.DONE && ReferenceBilling.isLevel(usage.charge)) {
            final AccumulatorModel model = usage.charge.accumulator().orElseThrow();
            final Owner owner = rated.account().owners.get(model.pooled() ? 0 : command.subscriber);
            new ReferenceBilling(rated.account(), catalogs).carryLate(owner, model.name(), usage.cycle);
        }
        reversals[0] = reversal;
        return rated;
    }

    /** Rates what a session used, on an account whose cycles are turned. */
    ReferenceUsage.Rated used(final Command event, final ReferenceAccount turned) {
        catalogs.at(event.startMs);
        requireNotFinal(turned, event.startMs);
        return charge(event, turned, new ReferenceReversal[1]);
    }

    /** The parts of an event as records of one session; what is not funded ends it, what is refused refuses all. */
    private ReferenceUsage.Rated rate(
            final Command whole,
            final List<Command> parts,
            final ReferenceAccount account,
            final ReferenceReversal reversal) {
        ReferenceUsage.Rated rated = new ReferenceUsage.Rated(ResultCode.DONE, account);
        for (final Command part : parts) {
            final boolean continued = part != parts.get(0);
            final ReferenceAccount turned = rated.account().copy();
            new ReferenceBilling(turned, catalogs).turnTo(part.startMs);
            try {
                final ReferenceUsage usage = new ReferenceUsage(turned, catalogs.at(part.startMs), part, continued);
                rated = usage.rate(turned);
                reversal.add(turned, rated.account(), usage);
                draw(turned, rated.account());
            } catch (final Refusal refusal) {
                if (refusal.code != ResultCode.UNFUNDED || !continued) {
                    throw refusal;
                }
                rated = new ReferenceUsage.Rated(ResultCode.PARTLY_FUNDED, turned);
            }
            if (rated.code() == ResultCode.PARTLY_FUNDED) {
                break;
            }
        }
        if (whole.session == 0 || whole.sessionEnds) {
            rated.account().owners.get(whole.subscriber).sessions.remove(parts.get(0).session);
        }
        return rated;
    }

    private void open(final Command command) {
        final ReferenceCatalog catalog = catalogs.at(command.atMs);
        require(command.text.equals(catalog.model.currency()), ResultCode.INVALID_VALUE);
        final int days = command.cycleRule / 256;
        final int low = command.cycleRule % 256;
        final boolean isRule = days == 0 ? low >= 1 && low <= 31 : days > 0 && days < 256 && low < days;
        require(isRule, ResultCode.INVALID_VALUE);
        require(ZONES.contains(command.zone), ResultCode.INVALID_VALUE);
        final Money money = Money.of(command.text);
        require(isExact(command, money), ResultCode.INVALID_VALUE);
        final ReferenceAccount account = new ReferenceAccount(
                command.name, money, ZoneId.of(command.zone), command.cycleRule, amount(command, money));
        account.owners.add(new Owner(0, command.name));
        keep(account);
    }

    private void addSubscriber(final Command command, final ReferenceAccount account) {
        final boolean known = account.owners.stream().skip(1).anyMatch(owner -> owner.name.equals(command.name));
        require(!known, ResultCode.ALREADY_EXISTS);
        final ReferenceAccount copy = account.copy();
        copy.owners.add(new Owner(copy.owners.size(), command.name));
        keep(copy);
    }

    private void subscribe(final Command command, final ReferenceAccount account) {
        final long from = from(command);
        final long until = command.untilMs == 0 ? ReferenceAccount.NEVER : wholeSeconds(command.untilMs);
        require(catalogs.at(from).plan(command.name).isPresent(), ResultCode.UNKNOWN_NAME);
        final boolean holds = account.owners.get(command.subscriber).subscriptions.stream()
                .anyMatch(other -> other.plan().equals(command.name) && other.holdsAt(from));
        require(!holds, ResultCode.ALREADY_EXISTS);
        require(from < until && isQuantity(command), ResultCode.INVALID_VALUE);
        final Map<String, Fraction> amounts = new ReferenceBilling(account, catalogs)
                .amounts(command, catalogs.at(from).plan(command.name).orElseThrow(), catalogs.at(from));
        final ReferenceAccount copy = turned(account, command.atMs);
        final boolean isPast = copy.cycle.isPresent() && from < copy.cycle.get().from();
        final boolean prorates =
                catalogs.at(from).plan(command.name).orElseThrow().proration().isPresent();
        require(!isPast || !prorates, ResultCode.INVALID_VALUE);
        final long quantity = Math.max(1, command.quantity);
        new ReferenceBilling(copy, catalogs)
                .subscribe(
                        copy.owners.get(command.subscriber),
                        new Subscription(command.name, from, until, quantity, false, amounts),
                        command.atMs);
        keep(copy);
    }

    private void change(final Command command, final ReferenceAccount account) {
        catalogs.at(command.fromMs == 0 ? command.atMs : command.fromMs);
        require(isQuantity(command), ResultCode.INVALID_VALUE);
        require(command.fromMs == 0 || !command.atCycleEnd, ResultCode.INVALID_VALUE);
        final ReferenceAccount copy = turned(account, command.atMs);
        new ReferenceChanges(copy, catalogs, command).carryOut();
        keep(copy);
    }

    private void invoice(final Command command, final ReferenceAccount account) {
        catalogs.at(command.atMs);
        final ReferenceAccount copy = turned(account, command.atMs);
        final ReferenceBilling.Issue issue =
                new ReferenceBilling.Issue(DocumentKind.DEMAND, catalogs.at(command.atMs), command.atMs);
        require(ReferenceBilling.issue(copy, issue, line -> line.kind() != LineKind.CARRIED), ResultCode.INVALID_VALUE);
        keep(copy);
    }

    private void pay(final Command command, final ReferenceAccount account) {
        catalogs.at(command.atMs);
        final Fraction amount = amount(command, account.money).orElse(Fraction.ZERO);
        final boolean isWhole =
                amount.over(Fraction.of(Money.power10(Money.GUARD_PLACES))).isWhole();
        require(amount.signum() > 0 && isWhole, ResultCode.INVALID_VALUE);
        require(command.type == CommandType.REFUND || command.quantity >= 0, ResultCode.INVALID_VALUE);
        final ReferenceAccount copy = turned(account, command.atMs);
        final ReferenceReceivables receivables = new ReferenceReceivables(copy);
        if (command.type == CommandType.REFUND) {
            receivables.refund(amount);
        } else {
            receivables.pay(amount, command.quantity == 0 ? Optional.empty() : Optional.of((int) command.quantity));
        }
        keep(copy);
    }

    private void creditNote(final Command command, final ReferenceAccount account) {
        catalogs.at(command.atMs);
        final Optional<Fraction> amount = amount(command, account.money);
        final Fraction minor = Fraction.of(Money.power10(Money.GUARD_PLACES));
        require(
                amount.map(one -> one.signum() > 0 && one.over(minor).isWhole()).orElse(true),
                ResultCode.INVALID_VALUE);
        require(command.name.isEmpty() == amount.isEmpty(), ResultCode.INVALID_VALUE);
        final ReferenceAccount copy = turned(account, command.atMs);
        final ReferenceBilling.Issue issue =
                new ReferenceBilling.Issue(DocumentKind.CREDIT_NOTE, catalogs.at(command.atMs), command.atMs);
        final ReferenceCycle cycle = ReferenceCycle.at(command.atMs, copy.zone, copy.cycleRule);
        ReferenceBilling.credit(
                copy,
                issue,
                (int) Math.max(0, command.quantity),
                amount.map(one -> new ReferenceAccount.DocumentLine(
                        new LineKey(command.name, cycle.from(), LineKind.CREDIT_NOTE), one.negated())));
        keep(copy);
    }

    private void makeVoid(final Command command, final ReferenceAccount account) {
        catalogs.at(command.atMs);
        final ReferenceAccount copy = turned(account, command.atMs);
        final int number = (int) command.quantity;
        require(copy.invoices.containsKey(number) && copy.known.containsKey(number), ResultCode.UNKNOWN_NAME);
        final ReferenceAccount.Document document = copy.documents.get(number - 1);
        require(copy.invoices.get(number).open().equals(document.total()), ResultCode.INVALID_VALUE);
        require(copy.known.get(number).signum() == 0, ResultCode.INVALID_VALUE);
        copy.charge(line("From void invoices", command.atMs, copy), document.total());
        copy.invoices.remove(number);
        copy.documents.set(number - 1, new ReferenceAccount.Document(document.kind(), List.of()));
        keep(copy);
    }

    private static boolean isQuantity(final Command command) {
        return 0 <= command.quantity && command.quantity <= 1_000_000;
    }

    private void topUp(final Command command, final ReferenceAccount account) {
        final long from = from(command);
        final BucketModel type = bucket(command, from);
        final Optional<Fraction> amount = amount(command, account.money);
        final Fraction quantity = type.money() ? amount.orElse(Fraction.ZERO) : Fraction.of(command.quantity);
        final Fraction price = type.money() ? Fraction.ZERO : amount.orElse(Fraction.ZERO);
        require(quantity.signum() > 0 && price.signum() >= 0, ResultCode.INVALID_VALUE);
        require(command.untilMs == 0 || from < command.untilMs, ResultCode.INVALID_VALUE);
        require(price.signum() == 0 || !command.text.isEmpty(), ResultCode.INVALID_VALUE);
        final ReferenceAccount copy = turned(account, command.atMs);
        new ReferenceBilling(copy, catalogs)
                .grant(copy.owners.get(command.subscriber), type, quantity, from, until(command));
        copy.charge(line(command.text, from, copy), price);
        keep(copy);
    }

    private void adjust(final Command command, final ReferenceAccount account) {
        catalogs.at(command.atMs);
        if (command.text.equals("line")) {
            adjustLine(command, account);
            return;
        }
        final BucketModel type = bucket(command, command.atMs);
        final Fraction delta =
                type.money() ? amount(command, account.money).orElse(Fraction.ZERO) : Fraction.of(command.quantity);
        require(delta.signum() != 0, ResultCode.INVALID_VALUE);
        require(command.untilMs == 0 || command.atMs < command.untilMs, ResultCode.INVALID_VALUE);
        final ReferenceAccount copy = turned(account, command.atMs);
        final Owner owner = copy.owners.get(command.subscriber);
        if (delta.signum() > 0) {
            new ReferenceBilling(copy, catalogs).grant(owner, type, delta, wholeSeconds(command.atMs), until(command));
        } else {
            withdraw(type.pooled() ? copy.head() : owner, type, delta.negated(), command.atMs);
        }
        keep(copy);
    }

    private void transfer(final Command command, final ReferenceAccount account) {
        final BucketModel type = bucket(command, command.atMs);
        final Fraction amount =
                type.money() ? amount(command, account.money).orElse(Fraction.ZERO) : Fraction.of(command.quantity);
        require(amount.signum() > 0 && !command.text.isEmpty(), ResultCode.INVALID_VALUE);
        require(command.untilMs == 0 || command.atMs < command.untilMs, ResultCode.INVALID_VALUE);
        until(command);
        wholeSeconds(command.atMs);
        require(account.transits.size() < MOST_IN_TRANSIT, ResultCode.TOO_MANY_IN_TRANSIT);
        final ReferenceAccount copy = turned(account, command.atMs);
        transfers.send(command, copy, type, amount);
        keep(copy);
    }

    private void adjustLine(final Command command, final ReferenceAccount account) {
        require(command.hasAmount && !command.name.isEmpty(), ResultCode.INVALID_VALUE);
        final Fraction amount = amount(command, account.money).orElseThrow();
        final ReferenceAccount copy = turned(account, command.atMs);
        copy.charge(line(command.name, command.atMs, copy), amount);
        keep(copy);
    }

    /** Takes an amount from the buckets of a type that hold, never below zero. */
    private static void withdraw(final Owner holder, final BucketModel type, final Fraction amount, final long time) {
        Fraction left = amount;
        for (final Bucket bucket : holder.inOrderOfExpiry(type.name(), time)) {
            final Fraction taken = bucket.free().floor().max(Fraction.ZERO).min(left);
            bucket.remaining = bucket.remaining.minus(taken);
            left = left.minus(taken);
        }
        require(left.signum() == 0, ResultCode.INVALID_VALUE);
    }

    private void closeOne(final Command command, final ReferenceAccount account) {
        final ReferenceAccount copy = turned(account, command.atMs);
        final ReferenceBilling billing = new ReferenceBilling(copy, catalogs);
        billing.close(
                billing.closable(command.atMs).orElseThrow(() -> new Refusal(ResultCode.INVALID_VALUE)), command.atMs);
        keep(copy);
    }

    private void closeAll(final Command command, final ReferenceAccount account) {
        final ReferenceAccount copy = turned(account, command.fromMs);
        final ReferenceBilling billing = new ReferenceBilling(copy, catalogs);
        Optional<ReferenceCycle> oldest = billing.closable(command.fromMs);
        while (oldest.isPresent()) {
            billing.close(oldest.get(), command.atMs);
            oldest = billing.closable(command.fromMs);
        }
        keep(copy);
    }

    private BucketModel bucket(final Command command, final long time) {
        return catalogs.at(time).bucket(command.name).orElseThrow(() -> new Refusal(ResultCode.UNKNOWN_NAME));
    }

    private static LineKey line(final String name, final long time, final ReferenceAccount account) {
        final ReferenceCycle cycle = ReferenceCycle.at(time, account.zone, account.cycleRule);
        return new LineKey(name, cycle.from(), LineKind.USAGE);
    }

    private static Optional<Fraction> amount(final Command command, final Money money) {
        final Fraction unit = Fraction.of(Money.power10(money.scale()));
        return command.hasAmount
                ? Optional.of(Fraction.of(decimal(command).times(unit).exactLong()))
                : Optional.empty();
    }

    /** True if its amount has no more decimals than the currency's scale. */
    private static boolean isExact(final Command command, final Money money) {
        final Fraction unit = Fraction.of(Money.power10(money.scale()));
        return !command.hasAmount || decimal(command).times(unit).isWhole();
    }

    private static Fraction decimal(final Command command) {
        return Fraction.of(BigDecimal.valueOf(command.amountUnscaled, command.amountDecimals));
    }

    private static long from(final Command command) {
        return wholeSeconds(command.fromMs == 0 ? command.atMs : command.fromMs);
    }

    private static Optional<Long> until(final Command command) {
        return command.untilMs == 0 ? Optional.empty() : Optional.of(wholeSeconds(command.untilMs));
    }

    /** Validity is kept in whole seconds. */
    private static long wholeSeconds(final long time) {
        ReferenceAccount.checkTime(time);
        return Math.floorDiv(time, 1000L) * 1000;
    }

    private static void require(final boolean condition, final ResultCode otherwise) {
        if (!condition) {
            throw new Refusal(otherwise);
        }
    }
}
