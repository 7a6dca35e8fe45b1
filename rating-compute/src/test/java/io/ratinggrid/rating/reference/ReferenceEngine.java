package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.reference.ReferenceAccount.Bucket;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKey;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKind;
import io.ratinggrid.rating.reference.ReferenceAccount.Owner;

/**
 * Carries out commands one by one, as docs/RATING.md says. A command that is refused or suspended changes nothing. Not
 * thread-safe.
 */
public final class ReferenceEngine {
    /** Window of the check for duplicates, by the event's own time. */
    private static final long WINDOW_MS = 35L * 24 * 60 * 60 * 1000;

    private final ReferenceCatalogs catalogs;
    private final Map<Long, ReferenceAccount> accounts = new HashMap<>();
    /** Content of what was carried out, by account, origin and id. */
    private final Map<Identity, Long> known = new HashMap<>();

    public ReferenceEngine(final List<CatalogModel> models) {
        catalogs = new ReferenceCatalogs(models);
    }

    /** Carries out a command. */
    public ResultCode execute(final Command command) {
        try {
            final ResultCode code = carryOut(command);
            if (command.idLength > 0) {
                known.put(Identity.of(command), command.content);
            }
            return code;
        } catch (final Refusal refusal) {
            return refusal.code;
        } catch (final ArithmeticException e) {
            return ResultCode.AMOUNT_OVERFLOW;
        }
    }

    /** Everything that the tests compare about an account. */
    public Optional<AccountFigures> figures(final String account) {
        return Optional.ofNullable(accounts.get(AccountKey.of(account))).map(AccountFigures::of);
    }

    private ResultCode carryOut(final Command command) {
        final boolean opens = command.type == CommandType.OPEN_ACCOUNT;
        require(command.type.supported() && command.type != CommandType.PUBLISH_CATALOG, ResultCode.NOT_SUPPORTED);
        require(opens || accounts.containsKey(command.account), ResultCode.UNKNOWN_ACCOUNT);
        checkDuplicate(command);
        if (opens) {
            require(!accounts.containsKey(command.account), ResultCode.ALREADY_EXISTS);
            accounts.put(command.account, open(command));
            return ResultCode.DONE;
        }
        final ReferenceAccount copy = accounts.get(command.account).copy();
        require(command.subscriber < copy.owners.size(), ResultCode.UNKNOWN_SUBSCRIBER);
        final ReferenceUsage.Rated rated = carryOut(command, copy);
        accounts.put(command.account, rated.account());
        return rated.code();
    }

    private record Identity(long account, int origin, String id) {
        static Identity of(final Command command) {
            return new Identity(
                    command.account, command.origin, new String(command.id(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private void checkDuplicate(final Command command) {
        if (command.type == CommandType.USAGE) {
            require(command.startMs >= command.atMs - WINDOW_MS, ResultCode.TOO_OLD_TO_CHECK);
        }
        final Long content = command.idLength == 0 ? null : known.get(Identity.of(command));
        require(content == null || content == command.content, ResultCode.CONFLICT);
        require(content == null, ResultCode.DUPLICATE);
    }

    private ReferenceUsage.Rated carryOut(final Command command, final ReferenceAccount account) {
        if (command.type == CommandType.USAGE) {
            return rate(command, account);
        }
        final Owner owner = account.owners.get(command.subscriber);
        final ReferenceBilling billing = new ReferenceBilling(account, catalogs);
        switch (command.type) {
            case ADD_SUBSCRIBER -> addSubscriber(command, account);
            case SUBSCRIBE -> subscribe(command, owner, billing);
            case TOP_UP -> topUp(command, account, owner, billing);
            case ADJUST -> adjust(command, account, owner, billing);
            case CLOSE_CYCLE -> closeOne(command, billing);
            case ADVANCE_TIME -> closeAll(command, billing);
            default -> throw new Refusal(ResultCode.NOT_SUPPORTED);
        }
        return new ReferenceUsage.Rated(ResultCode.DONE, account);
    }

    private ReferenceUsage.Rated rate(final Command command, final ReferenceAccount account) {
        final ReferenceCatalog catalog = catalogs.at(command.startMs);
        final ReferenceCycle cycle = ReferenceCycle.at(command.startMs, account.zone, account.cycleDay);
        require(cycle.to() >= account.closedUntil, ResultCode.PERIOD_FINAL);
        new ReferenceBilling(account, catalogs).turnTo(command.startMs);
        return new ReferenceUsage(account, catalog, command).rate(account);
    }

    private static ReferenceAccount open(final Command command) {
        require(command.cycleDay >= 1 && command.cycleDay <= 31, ResultCode.INVALID_VALUE);
        try {
            final Money money = Money.of(command.text);
            final ReferenceAccount account = new ReferenceAccount(
                    command.name, money, ZoneId.of(command.zone), command.cycleDay, amount(command, money));
            account.owners.add(new Owner(0, command.name));
            return account;
        } catch (final DateTimeException | IllegalArgumentException e) {
            throw new Refusal(ResultCode.INVALID_VALUE);
        }
    }

    private static void addSubscriber(final Command command, final ReferenceAccount account) {
        final boolean known = account.owners.stream().skip(1).anyMatch(owner -> owner.name.equals(command.name));
        require(!known, ResultCode.ALREADY_EXISTS);
        account.owners.add(new Owner(account.owners.size(), command.name));
    }

    private void subscribe(final Command command, final Owner owner, final ReferenceBilling billing) {
        final long from = from(command);
        final long until = command.untilMs == 0 ? ReferenceAccount.NEVER : wholeSeconds(command.untilMs);
        require(from < until, ResultCode.INVALID_VALUE);
        final PlanModel plan =
                catalogs.at(from).plan(command.name).orElseThrow(() -> new Refusal(ResultCode.UNKNOWN_NAME));
        billing.turnTo(from);
        billing.subscribe(owner, plan, from, until);
    }

    private void topUp(
            final Command command, final ReferenceAccount account, final Owner owner, final ReferenceBilling billing) {
        final long from = from(command);
        final BucketModel type = bucket(command, from);
        final Optional<Fraction> amount = amount(command, account.money);
        final Fraction quantity = type.money() ? amount.orElse(Fraction.ZERO) : Fraction.of(command.quantity);
        require(quantity.signum() > 0, ResultCode.INVALID_VALUE);
        billing.turnTo(from);
        billing.grant(owner, type, quantity, from, until(command));
        if (!type.money()) {
            amount.ifPresent(price -> account.charge(line(command.text, from, account), price));
        }
    }

    private void adjust(
            final Command command, final ReferenceAccount account, final Owner owner, final ReferenceBilling billing) {
        billing.turnTo(command.atMs);
        final Optional<Fraction> amount = amount(command, account.money);
        if ("line".equals(command.text)) {
            final Fraction charged = amount.orElseThrow(() -> new Refusal(ResultCode.INVALID_VALUE));
            account.charge(line(command.name, command.atMs, account), charged);
            return;
        }
        final long from = from(command);
        final BucketModel type = bucket(command, from);
        final Fraction delta = type.money() ? amount.orElse(Fraction.ZERO) : Fraction.of(command.quantity);
        require(delta.signum() != 0, ResultCode.INVALID_VALUE);
        if (delta.signum() > 0) {
            billing.grant(owner, type, delta, from, until(command));
        } else {
            withdraw(type.pooled() ? account.head() : owner, type, delta.negated(), command.atMs);
        }
    }

    /** Takes an amount from the buckets of a type that hold, never below zero. */
    private static void withdraw(final Owner holder, final BucketModel type, final Fraction amount, final long time) {
        final List<Bucket> buckets = holder.buckets.stream()
                .filter(bucket -> bucket.type.equals(type.name()) && bucket.holdsAt(time))
                .sorted(Comparator.comparing((Bucket bucket) -> bucket.until).thenComparing(bucket -> bucket.id))
                .toList();
        Fraction left = amount;
        for (final Bucket bucket : buckets) {
            final Fraction taken = bucket.remaining.floor().max(Fraction.ZERO).min(left);
            bucket.remaining = bucket.remaining.minus(taken);
            left = left.minus(taken);
        }
        require(left.signum() == 0, ResultCode.INVALID_VALUE);
    }

    private static void closeOne(final Command command, final ReferenceBilling billing) {
        billing.turnTo(command.atMs);
        billing.close(billing.closable(command.atMs).orElseThrow(() -> new Refusal(ResultCode.INVALID_VALUE)));
    }

    private static void closeAll(final Command command, final ReferenceBilling billing) {
        billing.turnTo(command.fromMs);
        for (Optional<ReferenceCycle> oldest = billing.closable(command.fromMs);
                oldest.isPresent();
                oldest = billing.closable(command.fromMs)) {
            billing.close(oldest.get());
        }
    }

    private BucketModel bucket(final Command command, final long time) {
        return catalogs.at(time).bucket(command.name).orElseThrow(() -> new Refusal(ResultCode.UNKNOWN_NAME));
    }

    private static LineKey line(final String name, final long time, final ReferenceAccount account) {
        final ReferenceCycle cycle = ReferenceCycle.at(time, account.zone, account.cycleDay);
        return new LineKey(name, cycle.from(), LineKind.USAGE);
    }

    private static Optional<Fraction> amount(final Command command, final Money money) {
        return command.hasAmount
                ? Optional.of(Fraction.of(BigDecimal.valueOf(command.amountUnscaled, command.amountDecimals)
                        .scaleByPowerOfTen(money.scale())))
                : Optional.empty();
    }

    private static long from(final Command command) {
        return wholeSeconds(command.fromMs == 0 ? command.atMs : command.fromMs);
    }

    private static Optional<Long> until(final Command command) {
        return command.untilMs == 0 ? Optional.empty() : Optional.of(wholeSeconds(command.untilMs));
    }

    /** Validity is kept in whole seconds. */
    private static long wholeSeconds(final long time) {
        return Math.floorDiv(time, 1000L) * 1000;
    }

    private static void require(final boolean condition, final ResultCode otherwise) {
        if (!condition) {
            throw new Refusal(otherwise);
        }
    }
}
