package io.ratinggrid.rating.catalog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.model.CatalogModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogDiffTest {
    private static final String BODY =
            """
            services: {voice: {unit: second}, data: {unit: octet}, sale: {unit: order}}
            zones: {domestic: ["44"], old: ["33"]}
            bands: {week: {otherwise: night, rules: [{band: day, days: [mon-fri], from: "08:00", to: "20:00"}]}}
            decks: {retail: {file: retail.csv}}
            buckets: {minutes: {unit: minute, services: [voice], zones: [domestic, old]}, pool: {unit: minute, services: [voice], pooled: true, member-cap: 1 minute, refill: {at: 1 minute, amount: 1 hour, most: 2}}}
            tariffs:
              standard:
                charges:
                  calls: {service: voice, bands: week, price: {day: 0.10 / minute, night: 0.05 / minute}}
                  abroad: {service: voice, when: {zone: old}, deck: retail}
                  usage: {service: data, graduated: [{up-to: 500 GB, price: 0.40 / GB}, {price: 0.20 / GB}]}
                  sales: {service: sale, graduated-percentage: [{up-to: 1000.00, percent: 2.5}, {percent: 2}]}
            plans:
              mobile: {tariffs: [standard], fee: 50.00, grants: {minutes: 100 minutes}, member-caps: {pool: 5 minutes}}
              student: {tariffs: [standard]}
            """;

    @TempDir
    Path directory;

    private CatalogModel load(final String name, final String body, final String deck) {
        Mistakes.in(directory.resolve(name), body).file("retail.csv", deck);
        return CatalogSource.load(directory.resolve(name)).versions().get(0);
    }

    @Test
    void shouldSayNothingAboutEqualCatalogs() {
        final String deck = "prefix,rate\n33,0.10\n";
        assertEquals(List.of(), CatalogDiff.between(load("a", BODY, deck), load("b", BODY, deck)));
    }

    @Test
    void shouldSayWhatChanged() {
        final CatalogModel before = load("a", BODY, "prefix,rate,name\n33,0.10,France\n34,0.10,Spain\n");
        final String changed = BODY.replace("day: 0.10", "day: 0.12")
                .replace("up-to: 500 GB", "up-to: 600 GB")
                .replace("percent: 2}", "percent: 1.75}")
                .replace("{service: voice, bands", "{service: voice, connect-fee: 0.05, increments: 60/1, bands")
                .replace("[\"44\"]", "[\"44\", \"4420\"]")
                .replace("fee: 50.00", "fee: {amount: 55.00, due: arrears}")
                .replace("100 minutes", "2 hours")
                .replace("member-cap: 1 minute", "member-cap: {quantity: 2 minutes, hard: true}")
                .replace("most: 2", "price: 9.5, line: Refill, most: 3")
                .replace("{pool: 5 minutes}", "{pool: all}")
                .replace("student: {tariffs: [standard]}", "senior: {tariffs: [standard], threshold: 100.00}");
        final CatalogModel after = load("b", changed, "prefix,rate,name\n33,0.09,France\n35,0.10,Portugal\n");
        assertEquals(
                """
                zone 'domestic': prefixes from 44 to 44 4420
                bucket 'pool': member cap from 1 min to 2 min, hard
                bucket 'pool': refill from 1 h at 1 min, at most 2 a cycle to 1 h at 1 min for 9.50 on line 'Refill', at most 3 a cycle
                charge 'calls' of tariff 'standard': price in band 'day' from 0.10 / min to 0.12 / min
                charge 'calls' of tariff 'standard': increments from 1 ms to 1 min up to 1 min, 1 s
                charge 'calls' of tariff 'standard': connect fee from 0.00 to 0.05
                charge 'usage' of tariff 'standard': price from graduated up to 500 GB 0.40 / GB, beyond 0.20 / GB to graduated\
                 up to 600 GB 0.40 / GB, beyond 0.20 / GB
                charge 'sales' of tariff 'standard': price from graduated up to 1000.00 2.5 %, beyond 2 % to graduated up to\
                 1000.00 2.5 %, beyond 1.75 %
                plan 'mobile': fee from 50.00 to 55.00
                plan 'mobile': fee due from advance to arrears
                plan 'mobile': grant of 'minutes' from 100 min to 2 h
                plan 'mobile': member cap on 'pool' from 5 min to all
                removed plan 'student'
                added plan 'senior'
                deck 'retail' prefix 33 from 0.10 / min (France) to 0.09 / min (France)
                removed deck 'retail' prefix 34
                added deck 'retail' prefix 35
                """,
                text(before, after));
    }

    @Test
    void shouldCutLongListsOfDeckRows() {
        final StringBuilder deck = new StringBuilder("prefix,rate\n33,0.10\n");
        final CatalogModel before = load("a", BODY, deck.toString());
        for (int i = 0; i < 30; i++) {
            deck.append(3_400 + i).append(",0.10\n");
        }
        final String text = text(before, load("b", BODY, deck.toString()));
        assertEquals(21, text.lines().count());
        assertEquals(
                "deck 'retail': 10 further prefixes; rows from 1 to 31",
                text.lines().skip(20).findFirst().orElseThrow());
    }

    private static String text(final CatalogModel before, final CatalogModel after) {
        return CatalogDiff.between(before, after).stream()
                .map(change -> change + "\n")
                .collect(Collectors.joining());
    }
}
