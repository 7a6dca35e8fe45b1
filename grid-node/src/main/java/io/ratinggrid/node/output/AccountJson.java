package io.ratinggrid.node.output;

import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.AccumulatorSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.InvoiceSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.PoolDrawSlot;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.SubscriptionAmountSlot;
import io.ratinggrid.rating.account.SubscriptionSlot;
import io.ratinggrid.rating.account.TransitSlot;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.MemberCap;
import io.ratinggrid.rating.charging.Exposure;
import io.ratinggrid.rating.charging.MemberCaps;
import io.ratinggrid.rating.money.ExactAmount;
import tools.jackson.core.JsonGenerator;

/** Writes an account's element of {@code balances.json} and of {@code unbilled.json}. Reused; one thread. */
public final class AccountJson {
    private final CatalogHistory catalogs;
    private final Catalog catalog;
    private final SymbolNames names;
    private final long asOfMs;
    private final ExactAmount amount = new ExactAmount();
    private final MemberCaps caps = new MemberCaps();

    public AccountJson(final CatalogHistory catalogs) {
        this(catalogs, 0);
    }

    /** {@code asOfMs}: when it is asked whether invoices are overdue, milliseconds; 0: it is not asked. */
    AccountJson(final CatalogHistory catalogs, final long asOfMs) {
        this.catalogs = catalogs;
        this.asOfMs = asOfMs;
        catalog = catalogs.latest();
        names = new SymbolNames(catalogs);
    }

    /** Buckets and accumulators of an account and its subscribers. */
    public void balances(final JsonGenerator json, final Account account) {
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("account", account.head().name());
        if (AccountSlot.quarantined(account.head())) {
            json.writeBooleanProperty("quarantined", true);
        }
        json.writeArrayPropertyStart("buckets");
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            buckets(json, account.record(ordinal));
        }
        json.writeEndArray();
        inTransit(json, account.head());
        members(json, account);
        json.writeArrayPropertyStart("accumulators");
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            accumulators(json, zone(account), account.record(ordinal));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void buckets(final JsonGenerator json, final StateRecord record) {
        for (int slot = 0; slot < record.slots(); slot++) {
            if (record.kind(slot) == SlotKind.BUCKET && (BucketSlot.flags(record, slot) & BucketSlot.ENDED) == 0) {
                bucket(json, record, slot);
            }
        }
    }

    private void bucket(final JsonGenerator json, final StateRecord record, final int slot) {
        final BucketType type = catalogs.bucket(BucketSlot.type(record, slot));
        json.writeStartObject();
        json.writeNumberProperty("id", BucketSlot.id(record, slot));
        json.writeStringProperty("bucket", names.of(record, BucketSlot.type(record, slot)));
        owner(json, record);
        Json.time(json, "from", BucketSlot.from(record, slot) * 1000);
        if (BucketSlot.to(record, slot) != Seconds.FOREVER) {
            Json.time(json, "until", BucketSlot.to(record, slot) * 1000);
        }
        if ((BucketSlot.flags(record, slot) & BucketSlot.ROLLED) != 0) {
            json.writeBooleanProperty("rolled-over", true);
        }
        final boolean carried = (BucketSlot.flags(record, slot) & BucketSlot.CARRIED) != 0;
        json.writeStringProperty(
                carried ? "opening" : "granted", BucketQuantity.text(type, catalog, BucketSlot.granted(record, slot)));
        json.writeStringProperty(
                "drawn",
                BucketQuantity.text(
                        type, catalog, BucketSlot.granted(record, slot) - BucketSlot.remaining(record, slot)));
        json.writeStringProperty("remaining", BucketQuantity.text(type, catalog, BucketSlot.remaining(record, slot)));
        final long reserved = ReservationSlot.held(record, slot);
        if (reserved != 0) {
            json.writeStringProperty("reserved", BucketQuantity.text(type, catalog, reserved));
        }
        json.writeEndObject();
    }

    /** What is on its way to other accounts, if anything is. */
    private void inTransit(final JsonGenerator json, final StateRecord head) {
        if (head.first(SlotKind.TRANSIT) < 0) {
            return;
        }
        json.writeArrayPropertyStart("in-transit");
        for (int slot = head.first(SlotKind.TRANSIT); slot >= 0; slot = head.next(SlotKind.TRANSIT, slot)) {
            final int type = TransitSlot.type(head, slot);
            json.writeStartObject();
            json.writeNumberProperty("item", TransitSlot.item(head, slot));
            json.writeStringProperty("bucket", names.of(head, type));
            json.writeStringProperty(
                    "amount", BucketQuantity.text(catalogs.bucket(type), catalog, TransitSlot.amount(head, slot)));
            json.writeStringProperty("to", Long.toHexString(TransitSlot.account(head, slot)));
            Json.time(json, "at", TransitSlot.at(head, slot) * 1000);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What subscribers have drawn of pools, and may draw of those that the account has, if any has or is capped. */
    private void members(final JsonGenerator json, final Account account) {
        final List<Member> members = new ArrayList<>();
        final Set<Integer> pools = AccountSlot.cycleTo(account.head()) == 0 ? Set.of() : pools(account.head());
        final long cycle = AccountSlot.cycleFrom(account.head());
        for (int ordinal = 1; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = record.first(SlotKind.POOL_DRAW); slot >= 0; slot = record.next(SlotKind.POOL_DRAW, slot)) {
                members.add(new Member(
                        record,
                        PoolDrawSlot.type(record, slot),
                        PoolDrawSlot.from(record, slot),
                        PoolDrawSlot.drawn(record, slot, amount).whole()));
            }
            for (final int pool : pools) {
                if (PoolDrawSlot.find(record, pool, cycle) < 0
                        && caps.atEnd(account, record, catalogs, pool, cycle) != MemberCap.NONE) {
                    members.add(new Member(record, pool, cycle, 0));
                }
            }
        }
        if (!members.isEmpty()) {
            json.writeArrayPropertyStart("members");
            members.forEach(member -> member(json, account, member));
            json.writeEndArray();
        }
    }

    /** What a subscriber has drawn of a type of bucket in a cycle. */
    private record Member(StateRecord record, int type, long cycle, long drawn) {}

    /** Types of the buckets that all may draw on, in the order of their grant. */
    private Set<Integer> pools(final StateRecord head) {
        final Set<Integer> pools = new LinkedHashSet<>();
        for (int slot = head.first(SlotKind.BUCKET); slot >= 0; slot = head.next(SlotKind.BUCKET, slot)) {
            if ((BucketSlot.flags(head, slot) & BucketSlot.ENDED) == 0
                    && catalogs.bucket(BucketSlot.type(head, slot)).pooled()) {
                pools.add(BucketSlot.type(head, slot));
            }
        }
        return pools;
    }

    private void member(final JsonGenerator json, final Account account, final Member member) {
        final BucketType type = catalogs.bucket(member.type());
        final MemberCap cap = caps.atEnd(account, member.record(), catalogs, member.type(), member.cycle());
        json.writeStartObject();
        json.writeStringProperty("bucket", names.of(member.record(), member.type()));
        owner(json, member.record());
        Json.cycle(json, zone(account), member.cycle());
        json.writeStringProperty("drawn", BucketQuantity.text(type, catalog, member.drawn()));
        if (cap != MemberCap.NONE) {
            json.writeStringProperty("cap", BucketQuantity.text(type, catalog, cap.amount()));
            json.writeBooleanProperty("hard", cap.hard());
        }
        json.writeEndObject();
    }

    private void accumulators(final JsonGenerator json, final ZoneId zone, final StateRecord record) {
        for (int slot = 0; slot < record.slots(); slot++) {
            if (record.kind(slot) == SlotKind.ACCUMULATOR) {
                json.writeStartObject();
                json.writeStringProperty("accumulator", names.of(record, AccumulatorSlot.symbol(record, slot)));
                owner(json, record);
                Json.cycle(json, zone, AccumulatorSlot.from(record, slot));
                json.writeNumberProperty("value", AccumulatorSlot.value(record, slot));
                json.writeEndObject();
            }
        }
    }

    private static void owner(final JsonGenerator json, final StateRecord record) {
        if (record.ordinal() != 0) {
            json.writeStringProperty("subscriber", record.name());
        }
    }

    /** Unbilled lines of an account, rounded as a document would, with their sum. */
    public void unbilled(final JsonGenerator json, final Account account) {
        final StateRecord head = account.head();
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("account", head.name());
        if (asOfMs > 0) {
            Json.time(json, "as-of", asOfMs);
        }
        final Map<List<String>, Long> services = new LinkedHashMap<>();
        json.writeArrayPropertyStart("lines");
        for (int slot = 0; slot < head.slots(); slot++) {
            if (head.kind(slot) == SlotKind.LINE && LineSlot.flags(head, slot) != LineSlot.PREPAID) {
                services.merge(service(head, slot), line(json, zone(account), head, slot), Math::addExact);
            }
        }
        json.writeEndArray();
        services(json, services);
        Json.money(json, "unbilled", catalog.money(), services.values().stream().reduce(0L, Math::addExact));
        receivables(json, account);
        Json.money(json, "exposure", catalog.money(), Exposure.of(head));
        if (AccountSlot.hasCreditLimit(head)) {
            Json.money(json, "credit-limit", catalog.money(), AccountSlot.creditLimit(head));
        }
        json.writeEndObject();
    }

    /** What a line is of: usage of a service, fees, or something else; as name and value of a JSON member. */
    private List<String> service(final StateRecord head, final int slot) {
        final int flags = LineSlot.flags(head, slot);
        final String service = flags == 0 ? catalogs.serviceOf(LineSlot.line(head, slot)) : "";
        if (!service.isEmpty()) {
            return List.of("service", service);
        }
        final boolean fee = (flags & (LineSlot.FEE | LineSlot.CREDIT)) != 0;
        return List.of("kind", fee ? "fee" : (flags & LineSlot.SPEND) != 0 ? "spend" : "other");
    }

    private void services(final JsonGenerator json, final Map<List<String>, Long> services) {
        json.writeArrayPropertyStart("services");
        services.forEach((service, scaled) -> {
            json.writeStartObject();
            json.writeStringProperty(service.get(0), service.get(1));
            json.writeStringProperty("unbilled", decimal(scaled));
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    /** Subscriptions of an account and its subscribers, in order of subscribing. */
    void subscriptions(final JsonGenerator json, final Account account) {
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("account", account.head().name());
        json.writeArrayPropertyStart("subscriptions");
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = 0; slot < record.slots(); slot++) {
                if (record.kind(slot) == SlotKind.SUBSCRIPTION) {
                    subscription(json, record, slot);
                }
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void subscription(final JsonGenerator json, final StateRecord record, final int slot) {
        json.writeStartObject();
        json.writeStringProperty("plan", names.of(record, SubscriptionSlot.plan(record, slot)));
        owner(json, record);
        json.writeNumberProperty("quantity", SubscriptionSlot.quantity(record, slot));
        Json.time(json, "from", SubscriptionSlot.from(record, slot) * 1000);
        if (SubscriptionSlot.until(record, slot) != Seconds.FOREVER) {
            Json.time(json, "until", SubscriptionSlot.until(record, slot) * 1000);
        }
        if (SubscriptionSlot.paused(record, slot)) {
            json.writeBooleanProperty("paused", true);
        }
        amounts(json, record, slot);
        json.writeEndObject();
    }

    /** What a subscription grants in place of its plan's amounts, if anything. */
    private void amounts(final JsonGenerator json, final StateRecord record, final int subscription) {
        boolean any = false;
        for (int slot = 0; slot < record.slots(); slot++) {
            if (record.kind(slot) == SlotKind.SUBSCRIPTION_AMOUNT
                    && SubscriptionAmountSlot.subscription(record, slot) == subscription) {
                if (!any) {
                    json.writeObjectPropertyStart("amounts");
                }
                any = true;
                final int type = SubscriptionAmountSlot.type(record, slot);
                json.writeStringProperty(
                        names.of(record, type),
                        BucketQuantity.text(
                                catalogs.bucket(type), catalog, SubscriptionAmountSlot.amount(record, slot)));
            }
        }
        if (any) {
            json.writeEndObject();
        }
    }

    /** Documents that are not paid in full, and what is paid ahead, if there are any. */
    private void receivables(final JsonGenerator json, final Account account) {
        final StateRecord head = account.head();
        if (head.first(SlotKind.INVOICE) >= 0) {
            json.writeArrayPropertyStart("invoices");
            int number = InvoiceSlot.next(head, 0);
            while (number > 0) {
                invoice(json, zone(account), head, InvoiceSlot.find(head, number));
                number = InvoiceSlot.next(head, number);
            }
            json.writeEndArray();
        }
        if (InvoiceSlot.ahead(head) > 0) {
            Json.money(json, "paid-ahead", catalog.money(), InvoiceSlot.ahead(head));
        }
    }

    private void invoice(final JsonGenerator json, final ZoneId zone, final StateRecord head, final int slot) {
        json.writeStartObject();
        json.writeNumberProperty("number", InvoiceSlot.number(head, slot));
        Json.time(json, "issued", InvoiceSlot.issued(head, slot) * 1000);
        Json.due(json, zone, InvoiceSlot.overdueFrom(head, slot));
        json.writeStringProperty("state", state(head, slot));
        json.writeStringProperty("total", decimal(InvoiceSlot.total(head, slot)));
        json.writeStringProperty("paid", decimal(InvoiceSlot.paid(head, slot)));
        json.writeStringProperty("open", decimal(InvoiceSlot.open(head, slot)));
        json.writeEndObject();
    }

    private String state(final StateRecord head, final int slot) {
        if (asOfMs > 0 && asOfMs >= InvoiceSlot.overdueFrom(head, slot) * 1000) {
            return "overdue";
        }
        return InvoiceSlot.paid(head, slot) == 0 ? "open" : "partly-paid";
    }

    private String decimal(final long scaled) {
        return catalog.money().decimal(scaled).toPlainString();
    }

    /** Sum of the unbilled lines of an account, rounded as a document would, in scaled units. */
    public long unbilledTotal(final Account account) {
        final StateRecord head = account.head();
        long total = 0;
        for (int slot = 0; slot < head.slots(); slot++) {
            if (head.kind(slot) == SlotKind.LINE && LineSlot.flags(head, slot) != LineSlot.PREPAID) {
                total = Math.addExact(total, due(head, slot));
            }
        }
        return total;
    }

    private long due(final StateRecord head, final int slot) {
        return LineSlot.amount(head, slot, amount).rounded(catalog.money().scaledPerMinor(), RoundingMode.HALF_UP)
                - LineSlot.billed(head, slot);
    }

    private long line(final JsonGenerator json, final ZoneId zone, final StateRecord head, final int slot) {
        final long due = due(head, slot);
        json.writeStartObject();
        json.writeStringProperty("line", names.of(head, LineSlot.line(head, slot)));
        Json.cycle(json, zone, LineSlot.from(head, slot));
        Json.lineKind(json, LineSlot.flags(head, slot));
        json.writeStringProperty(
                "charged", catalog.money().decimal(LineSlot.whole(head, slot)).toPlainString());
        json.writeStringProperty(
                "billed", catalog.money().decimal(LineSlot.billed(head, slot)).toPlainString());
        json.writeStringProperty("unbilled", catalog.money().decimal(due).toPlainString());
        json.writeEndObject();
        return due;
    }

    private static ZoneId zone(final Account account) {
        return BillCycle.zone(AccountSlot.zone(account.head()));
    }
}
