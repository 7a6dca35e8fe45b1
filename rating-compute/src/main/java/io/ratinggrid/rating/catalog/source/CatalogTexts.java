package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.BandRuleModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.IncrementModel;
import io.ratinggrid.rating.catalog.model.MemberCapModel;
import io.ratinggrid.rating.catalog.model.NoticeModel;
import io.ratinggrid.rating.catalog.model.OverageModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.ProrationModel;
import io.ratinggrid.rating.catalog.model.RefillModel;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.catalog.model.SpendModel;
import io.ratinggrid.rating.catalog.model.TariffModel;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;

/** Everything in a catalog but deck rows as texts: for each thing its properties. */
final class CatalogTexts {
    private final CatalogModel model;
    private final Money money;
    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final Map<String, BucketModel> buckets = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> things = new LinkedHashMap<>();

    CatalogTexts(final CatalogModel model) {
        this.model = model;
        money = Money.of(model.currency());
        model.services().forEach(service -> measures.put(service.name(), Measure.of(service)));
        model.buckets().forEach(bucket -> buckets.put(bucket.name(), bucket));
    }

    Map<String, Map<String, String>> all() {
        final Map<String, String> head = thing("catalog");
        head.put("effective", model.effective().toString());
        head.put("currency", model.currency());
        head.put("time zone", model.timeZone().getId());
        head.put("grace", Quantities.format(model.grace().toMillis(), Measure.TIME));
        model.termDays().ifPresent(days -> head.put("payment terms", days + " days"));
        if (!model.legalEntities().isEmpty()) {
            head.put("legal entities", String.join(", ", model.legalEntities()));
        }
        model.services().forEach(this::add);
        model.zones().forEach(zone -> thing("zone '" + zone.name() + "'").put("prefixes", sorted(zone.prefixes())));
        model.holidays().forEach(holiday -> thing("holiday calendar '" + holiday.name() + "'")
                .put("dates", sorted(holiday.dates())));
        model.bandCalendars().forEach(this::add);
        model.decks().forEach(deck -> thing("deck '" + deck.name() + "'"));
        model.buckets().forEach(this::add);
        model.tariffs().forEach(this::add);
        model.plans().forEach(this::add);
        return things;
    }

    private Map<String, String> thing(final String name) {
        return things.computeIfAbsent(name, key -> new LinkedHashMap<>());
    }

    private void add(final ServiceModel service) {
        final Map<String, String> properties = thing("service '" + service.name() + "'");
        properties.put("unit", service.unit());
        properties.put("decimals", Integer.toString(service.decimals()));
    }

    private void add(final BandCalendarModel calendar) {
        final Map<String, String> properties = thing("band calendar '" + calendar.name() + "'");
        properties.put("time zone", calendar.timeZone().getId());
        calendar.holidays().ifPresent(name -> properties.put("holidays", name));
        properties.put("otherwise", calendar.fallback());
        properties.put(
                "rules", calendar.rules().stream().map(CatalogTexts::rule).collect(Collectors.joining(", ")));
    }

    private static String rule(final BandRuleModel rule) {
        return rule.band() + " on "
                + rule.days().stream().sorted().map(day -> Words.of(day)).collect(Collectors.joining("/"))
                + " %02d:%02d-%02d:%02d"
                        .formatted(
                                rule.fromMinute() / 60,
                                rule.fromMinute() % 60,
                                rule.toMinute() / 60,
                                rule.toMinute() % 60);
    }

    private void add(final BucketModel bucket) {
        final Map<String, String> properties = thing("bucket '" + bucket.name() + "'");
        properties.put("unit", bucket.money() ? "money" : bucket.unit());
        properties.put("decimals", Integer.toString(bucket.decimals()));
        bucket.drawdown()
                .forEach((service, rate) -> properties.put("drawdown of '" + service + "'", rate.toPlainString()));
        properties.put("zones", bucket.zones().isEmpty() ? "all" : sorted(bucket.zones()));
        properties.put("bands", bucket.bands().isEmpty() ? "all" : sorted(bucket.bands()));
        properties.put("priority", Integer.toString(bucket.priority()));
        properties.put("covers connect fee", Boolean.toString(bucket.coversConnectFee()));
        properties.put("pooled", Boolean.toString(bucket.pooled()));
        properties.put("validity", validity(bucket.validity()));
        bucket.rollover()
                .ifPresent(rollover -> properties.put(
                        "rollover", maximum(bucket, rollover.maximum()) + " for " + rollover.cycles() + " cycles"));
        bucket.memberCap().ifPresent(cap -> properties.put("member cap", text(bucket, cap)));
        if (!bucket.notices().isEmpty()) {
            properties.put("notify", notices(bucket.notices()));
        }
        bucket.refill().ifPresent(refill -> properties.put("refill", text(bucket, refill)));
    }

    private static String notices(final List<NoticeModel> notices) {
        return notices.stream()
                .map(notice -> notice.percent() == 0
                        ? notice.at().toPlainString()
                        : notice.percent() + " %"
                                + (notice.at().signum() == 0
                                        ? ""
                                        : " (" + notice.at().toPlainString() + ")"))
                .collect(Collectors.joining(", "));
    }

    private static String validity(final BucketModel.Validity validity) {
        return validity.cycle() ? "cycle" : validity.days() == 0 ? "forever" : validity.days() + " days";
    }

    private String maximum(final BucketModel bucket, final long maximum) {
        if (maximum == Long.MAX_VALUE) {
            return "all";
        }
        return bucket.money() ? amount(money.decimal(maximum)) : Quantities.format(maximum, Measure.of(bucket));
    }

    private void add(final TariffModel tariff) {
        tariff.fallback()
                .ifPresentOrElse(
                        fallback -> thing("tariff '" + tariff.name() + "'").put("fallback", fallback),
                        () -> thing("tariff '" + tariff.name() + "'"));
        tariff.charges().forEach(charge -> add(tariff, charge));
    }

    private void add(final TariffModel tariff, final ChargeModel charge) {
        final Map<String, String> properties =
                thing("charge '" + charge.name() + "' of tariff '" + tariff.name() + "'");
        final Measure measure = measures.get(charge.service());
        final PricingTexts prices = new PricingTexts(measure, money);
        charge.pricing()
                .forEach((band, pricing) ->
                        properties.put(band.isEmpty() ? "price" : "price in band '" + band + "'", prices.of(pricing)));
        properties.put("service", charge.service());
        properties.put("line", charge.line());
        properties.put("when", charge.when().isEmpty() ? "always" : PricingTexts.when(charge.when()));
        properties.put("weight", Integer.toString(charge.weight()));
        charge.bands().ifPresent(bands -> properties.put("bands", bands));
        properties.put("at band boundary", charge.cutAtBand() ? "cut" : "keep");
        properties.put("at period boundary", charge.splitAtPeriod() ? "split" : "whole");
        properties.put("at version boundary", charge.splitAtVersion() ? "split" : "whole");
        properties.put("increments", increments(charge.increments(), measure));
        properties.put("free", Quantities.format(charge.free(), measure));
        properties.put("connect fee", amount(charge.connectFee()));
        charge.minimum().ifPresent(minimum -> properties.put("minimum", amount(minimum)));
        charge.maximum()
                .ifPresent(maximum -> properties.put(
                        "maximum", amount(maximum) + (charge.cutAtMaximum() ? ", then cut" : ", then free")));
        charge.accumulator().ifPresent(accumulator -> properties.put("accumulator", accumulator(accumulator)));
        properties.put("percentage discount", charge.percentOff().toPlainString());
        properties.put("fixed discount", amount(charge.amountOff()));
        properties.put("rounding", rounding(charge));
        properties.put("overage", overage(charge));
        properties.put("flat fee at zero", Boolean.toString(charge.flatAtZero()));
    }

    private static String increments(final List<IncrementModel> increments, final Measure measure) {
        return increments.stream()
                .map(group -> Quantities.format(group.size(), measure)
                        + (group.upTo() == Long.MAX_VALUE ? "" : " up to " + Quantities.format(group.upTo(), measure)))
                .collect(Collectors.joining(", "));
    }

    private static String accumulator(final AccumulatorModel accumulator) {
        return "'" + accumulator.name() + "' " + Words.of(accumulator.metric())
                + (accumulator.unique().isEmpty() ? "" : " by " + accumulator.unique())
                + (accumulator.pooled() ? ", pooled" : "")
                + (accumulator.countIncluded() ? ", included units counted" : "")
                + (accumulator.notices().isEmpty() ? "" : ", told of at " + notices(accumulator.notices()));
    }

    private static String rounding(final ChargeModel charge) {
        return charge.rounding()
                        .places()
                        .map(places -> "per event to " + places + " places")
                        .orElse("per line") + ", "
                + Words.of(charge.rounding().mode());
    }

    private String overage(final ChargeModel charge) {
        final OverageModel overage = charge.overage();
        final Optional<Measure> bucket = buckets.values().stream()
                .filter(one -> !one.money() && one.drawdown().containsKey(charge.service()))
                .map(Measure::of)
                .findFirst();
        return Words.of(overage.policy())
                + bucket.filter(measure -> overage.limit() > 0)
                        .map(measure -> " by " + Quantities.format(overage.limit(), measure))
                        .orElse("");
    }

    private void add(final PlanModel plan) {
        final Map<String, String> properties = thing("plan '" + plan.name() + "'");
        properties.put("tariffs", String.join(", ", plan.tariffs()));
        properties.put("fee", amount(plan.fee()));
        properties.put("fee line", plan.feeLine());
        properties.put("fee due", plan.inAdvance() ? "advance" : "arrears");
        plan.discount()
                .ifPresent(discount -> properties.put(
                        "fee discount",
                        discount.percent().toPlainString() + " %, then " + amount(discount.amount())
                                + (discount.cycles() == 0 ? "" : ", cycles " + discount.cycles())));
        properties.put("proration", plan.proration().map(CatalogTexts::text).orElse("off"));
        plan.spend().ifPresent(spend -> properties.put("spend", text(spend)));
        plan.grants()
                .forEach(grant -> properties.put(
                        (grant.everyCycle() ? "grant of '" : "grant once of '") + grant.bucket() + "'",
                        granted(grant)));
        plan.threshold()
                .ifPresent(threshold -> properties.put(
                        "threshold", amount(threshold.amount()) + (threshold.recurring() ? ", recurring" : "")));
        plan.cap()
                .ifPresent(cap -> properties.put(
                        "cap",
                        amount(cap.amount()) + (cap.hard() ? ", hard" : "") + ", told of at "
                                + notices(cap.notices())));
        plan.memberCaps()
                .forEach((bucket, cap) -> properties.put(
                        "member cap on '" + bucket + "'",
                        cap.map(one -> text(buckets.get(bucket), one)).orElse("all")));
        properties.put("priority", Integer.toString(plan.priority()));
    }

    private static String text(final ProrationModel proration) {
        return "by " + (proration.bySecond() ? "second" : "day")
                + " of " + (proration.days() == 0 ? "the actual" : proration.days()) + " days"
                + (proration.changeDayIsOld() ? ", change day old" : "")
                + ", unused " + Words.of(proration.unused())
                + (proration.later() ? ", billed later" : "");
    }

    private String text(final SpendModel spend) {
        final StringBuilder text = new StringBuilder("line '" + spend.line() + "'");
        spend.minimum().ifPresent(minimum -> text.append(", at least ").append(amount(minimum)));
        spend.maximum().ifPresent(maximum -> text.append(", at most ").append(amount(maximum)));
        spend.discount().forEach(tier -> text.append(", ")
                .append(tier.percent().toPlainString())
                .append(" % off")
                .append(tier.upTo().map(upTo -> " up to " + amount(upTo)).orElse("")));
        return text.toString();
    }

    private String text(final BucketModel bucket, final MemberCapModel cap) {
        return held(bucket, cap.amount()) + (cap.hard() ? ", hard" : "");
    }

    private String text(final BucketModel bucket, final RefillModel refill) {
        return held(bucket, refill.amount()) + " at " + held(bucket, refill.at())
                + (refill.price().signum() == 0
                        ? ""
                        : " for " + amount(refill.price()) + " on line '" + refill.line() + "'")
                + ", at most " + refill.most() + " a cycle";
    }

    private String granted(final PlanModel.GrantModel grant) {
        return held(buckets.get(grant.bucket()), grant.amount());
    }

    private String held(final BucketModel bucket, final BigDecimal amount) {
        return bucket.money() ? amount(amount) : Quantities.format(amount, Measure.of(bucket));
    }

    private String amount(final BigDecimal amount) {
        return PricingTexts.amount(amount, money);
    }

    private static String sorted(final Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new)).stream()
                .map(text -> text.isEmpty() ? "\"\"" : text)
                .collect(Collectors.joining(" "));
    }
}
