package io.ratinggrid.rating.catalog.source;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in what charges and plans refer to. § stands before the place that the message names. */
class DefinitionMistakesTest {
    private static final String SERVICES =
            "services: {voice: {unit: second}, data: {unit: octet}, sms: {unit: message}}\n";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            voice: §{}                              => service 'voice' needs 'unit'; for example unit: second
            voice: {unit: §10 minutes}              => '10 minutes' is no unit; one word of letters and hyphens, for example message
            data: {unit: §M}                        => 'M' can mean several units; for example octet, kB or KiB
            energy: {unit: kWh, decimals: §10}      => '10' is no such number; a whole number from 0 to 9
            voice: {unit: second, decimals: §3}     => 'decimals' is for units that are counted, not for time; leave it out
            voice: {unit: second, §decimal: 3}      => 'decimal' is no key of service 'voice'; did you mean 'decimals'?
            voice: §second                          => service 'voice' is written as keys and values, not as 'second'; key: value
            §" voice": {unit: second}               => ' voice' is no name of a service; 1 to 64 characters without control characters
            """)
    void shouldReportServices(final String service, final String message) {
        Mistakes.in(directory, "services: {" + service + "}\n").are(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            §3                                      => '3' has no unit; a number and a unit of time, for example 60 s
            §3 GB                                   => 'GB' is a unit of data volume, not of time; a number and a unit of time, for example 60 s
            §-1 h                                   => '-1 h' is below zero; zero or more
            §28 days                                => grace '28 days' is longer than 27 days; shorter than a month
            """)
    void shouldReportTheGrace(final String grace, final String message) {
        Mistakes.in(directory, "grace: " + grace + "\n").are(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            §36 h                                   => payment-terms '36 h' are no whole days up to 365; for example 14 days
            §366 days                               => payment-terms '366 days' are no whole days up to 365; for example 14 days
            """)
    void shouldReportThePaymentTerms(final String terms, final String message) {
        Mistakes.in(directory, "payment-terms: " + terms + "\n").are(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            [a, §a]                                 => legal entity 'a' is empty or there already; a name of its own
            §[]                                     => 'legal-entities' names none; for example [acme]
            """)
    void shouldReportTheLegalEntities(final String names, final String message) {
        Mistakes.in(directory, "legal-entities: " + names + "\n").are(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            home: ["44", §"44"]                     => prefix '44' is already in zone 'home' at catalog.yaml:6:16; a prefix belongs to one zone
            home: ["44"], uk: [§"44"]               => prefix '44' is already in zone 'home' at catalog.yaml:6:16; a prefix belongs to one zone
            home: [§"+44"]                          => '+44' is no prefix; digits only; did you mean '44'?
            home: [§"0044 20 7946 0000 00"]         => '0044 20 7946 0000 00' is no prefix; 0 to 15 digits
            home: [§"1234567890123456"]             => '1234567890123456' is no prefix; 0 to 15 digits
            home: [§fourty]                         => 'fourty' is no prefix; 0 to 15 digits
            §home: []                               => zone 'home' has no prefix; ["44"], or [""] for every number
            home: {file: §nowhere.csv}              => there is no file 'nowhere.csv'; a path relative to catalog.yaml
            """)
    void shouldReportZones(final String zones, final String message) {
        Mistakes.in(directory, "zones: {" + zones + "}\n").are(message);
    }

    @Test
    void shouldReportRowsOfAZoneFile() {
        Mistakes.in(directory, "zones: {home: {file: zones.csv}, abroad: {file: zones.csv}}\n")
                .file(
                        "zones.csv",
                        """
                        zone,prefix
                        home,44
                        abroad,33
                        abroad,§44
                        §hom,45
                        home,§4x
                        """)
                .are(
                        "prefix '44' is already in zone 'home' at zones.csv:2:6; a prefix belongs to one zone",
                        "zone 'hom' is not defined to read this file; did you mean 'home'?",
                        "'4x' is no prefix; digits only; did you mean '4'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            [§2026-02-30]                           => '2026-02-30' is no date between 1970 and 2200; for example 2026-12-25
            [2026-01-01, §2026-01-01]               => holiday 2026-01-01 is written twice; remove one
            [§1926-01-01]                           => '1926-01-01' is no date between 1970 and 2200; for example 2026-12-25
            """)
    void shouldReportHolidays(final String dates, final String message) {
        Mistakes.in(directory, "holidays: {england: " + dates + "}\n").are(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            week: §{rules: []}                                                             => band calendar 'week' needs 'otherwise'; for example otherwise: night
            week: {otherwise: night, timezone: §Europe/Lundon}                             => time zone 'Europe/Lundon' is not known; did you mean 'Europe/London'?
            week: {otherwise: night, holidays: §wales}                                     => holiday calendar 'wales' is not defined; england
            week: {otherwise: night, rules: [{band: day, days: [§moon]}]}                  => 'moon' is no day; did you mean 'mon'?
            week: {otherwise: night, rules: [{band: day, days: [mon], from: §"8:00"}]}     => '8:00' is no time of day; "00:00" to "24:00"
            week: {otherwise: night, rules: [{band: day, days: [mon], from: "20:00", to: §"08:00"}]} => the rule ends before it starts; over midnight write two rules, one to 24:00 and one from 00:00
            week: {otherwise: night, rules: [§{band: day}]}                                => a band rule needs 'days'; for example days: [mon-fri]
            week: {otherwise: night, rules: [§{band: day, days: [holiday]}]}               => band calendar 'week' has a rule for holidays but no holidays; holidays: england
            week: {otherwise: night, rules: [{band: day, days: [mon-fri], to: "18:00"}, §{band: eve, days: [fri-sun], from: "17:00"}]} => band 'eve' overlaps band 'day' at line 7 on friday from 17:00 to 18:00; every minute belongs to one band
            """)
    void shouldReportBands(final String bands, final String message) {
        Mistakes.in(directory, "holidays: {england: [2026-01-01]}\nbands: {" + bands + "}\n")
                .are(message);
    }

    @Test
    void shouldReportTooManyBands() {
        final StringBuilder rules = new StringBuilder();
        for (int i = 0; i < 101; i++) {
            rules.append("{band: b%d, days: [mon], from: \"%02d:%02d\", to: \"%02d:%02d\"},"
                    .formatted(i, i / 6, i % 6 * 10, i / 6, i % 6 * 10 + 9));
        }
        Mistakes.in(directory, "bands: {week: §{otherwise: night, rules: [" + rules + "]}}\n")
                .are("band calendar 'week' has 101 bands; at most 100 and the one of 'otherwise'");
    }

    @Test
    void shouldWarnOfHolidaysThatNoRuleReads() {
        Mistakes.in(
                        directory,
                        """
                services: {voice: {unit: second}}
                holidays: {england: [2026-01-01], §wales: [2026-03-01]}
                bands: {week: {otherwise: night, holidays: §england}}
                tariffs: {standard: {charges: {calls: {service: voice, bands: week, price: free}}}}
                plans: {mobile: {tariffs: [standard]}}
                """)
                .areWarnings(
                        "holiday calendar 'wales' is not used by any band calendar; use it or remove it",
                        "band calendar 'week' names holidays but has no rule for them; {band: ..., days: [holiday]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            {services: {voice: 1}}§                                                 => bucket 'b' needs 'unit'; for example unit: minute
            {unit: minute}§                                                         => bucket 'b' needs 'services'; for example services: {voice: 1}
            {unit: minute, services: §{}}                                           => no service can draw from the bucket; services: {voice: 1}
            {unit: minute, services: {§voise: 1}}                                   => service 'voise' is not defined; did you mean 'voice'?
            {unit: minute, services: {voice: §0}}                                   => '0' is not more than zero; a number above zero
            {unit: minute, services: {voice: §-0.5}}                                => '-0.5' is not more than zero; a number above zero
            {unit: minute, services: {voice: §half}}                                => 'half' is no number; a plain decimal number with at most 9 digits on either side of the point, for example 0.5
            {unit: minute, services: {voice: §0.0000000001}}                        => '0.0000000001' is no number; a plain decimal number with at most 9 digits on either side of the point, for example 0.5
            {unit: minute, services: {data: §1}}                                    => the bucket holds time but 'data' is counted in data volume; say for how much, for example 1 / octet
            {unit: minute, services: [§data]}                                       => the bucket holds time but 'data' is counted in data volume; say for how much, for example {data: 1 / octet}
            {unit: minute, services: §data}                                         => the bucket holds time but 'data' is counted in data volume; say for how much, for example {data: 1 / octet}
            {unit: credit, services: {voice: §1 / minute}}                          => drawdown '1 / minute' is not exact in 9 decimals of the bucket's smallest unit; give the bucket up to 9 decimals, or draw by another quantity
            {unit: credit, decimals: 9, services: {data: §1 / minute}}              => 'minute' is a unit of time, not of data volume; a number and a unit of volume, for example 1.5 GB
            {unit: minute, services: [voice], zones: [§home]}                       => zone 'home' is not defined; the catalog defines none
            {unit: minute, services: [voice], bands: [§nigt]}                       => band 'nigt' is not defined in any band calendar; did you mean 'night'?
            {unit: minute, services: [voice], priority: §high}                      => 'high' is no such number; a whole number from 0 to 1000000
            {unit: minute, services: [voice], validity: §30}                        => '30' is no validity; cycle, forever or a number of days such as 30 days
            {unit: minute, services: [voice], rollover: §{maximum: 5 minutes}}      => only what ends with the cycle can roll over; validity: cycle
            {unit: minute, services: [voice], validity: cycle, rollover: {maximum: §5 GB}} => 'GB' is a unit of data volume, not of time; a number and a unit of time, for example 60 s
            {unit: minute, services: [voice], validity: cycle, rollover: {cycles: §0}} => '0' is no such number; a whole number from 1 to 1200
            {unit: minute, services: [voice], notify: [§101%]}                      => '101%' is no such threshold; whole percent from 1% to 100%
            {unit: minute, services: [voice], notify: [§1 GB]}                      => 'GB' is a unit of data volume, not of time; a number and a unit of time, for example 60 s
            {unit: minute, services: [voice], refill: {at: 1 min, amount: §0 min, most: 1}} => '0 min' is not more than zero; a quantity above zero
            {unit: minute, services: [voice], refill: §{at: 1 min, amount: 1 min}}  => 'refill' needs 'most'; for example most: 3
            {unit: minute, services: [voice], refill: §{amount: 1 min, most: 1}}    => 'refill' needs 'at'; for example at: 1 GB
            {unit: minute, services: [voice], refill: §{at: 1 min, most: 1}}        => 'refill' needs 'amount'; for example amount: 5 GB
            {unit: minute, services: [voice], refill: {at: 1 min, amount: 1 min, most: §0}} => '0' is no such number; a whole number from 1 to 100
            {unit: minute, services: [voice], refill: {at: 1 min, amount: 1 min, most: 1, §mots: 1}} => 'mots' is no key of 'refill'; did you mean 'most'?
            {unit: minute, services: [voice], refill: {at: §5 GB, amount: 1 min, most: 1}} => 'GB' is a unit of data volume, not of time; a number and a unit of time, for example 60 s
            {unit: minute, services: [voice], refill: {at: 1 min, amount: 1 min, most: 1, line: §Refill}} => there is no price to go on a line; price: 10.00
            {money: true, refill: {at: §-1.00, amount: 1.00, most: 1}}              => amount '-1.00' is negative; zero or more
            {money: true, refill: {at: 1.00, amount: §0.00, most: 1}}               => '0.00' is not more than zero; an amount above zero
            {money: true, refill: {at: 1.00, amount: 1.00, price: §0, line: Refill, most: 1}} => '0' is not more than zero; an amount above zero, or no price
            {money: true, refill: §{at: 1.00, amount: 1.00, price: 1.00, most: 1}}  => 'refill' needs 'line'; for example line: Refill
            {unit: minute, services: [voice], member-cap: §5 minutes}               => only what is pooled has members; pooled: true
            {unit: minute, services: [voice], pooled: true, member-cap: §5 GB}      => 'GB' is a unit of data volume, not of time; a number and a unit of time, for example 60 s
            {unit: minute, services: [voice], pooled: true, member-cap: {quantity: 5 min, §had: true}} => 'had' is no key of 'member-cap'; did you mean 'hard'?
            {unit: minute, services: [voice], pooled: true, member-cap: §{hard: true}} => 'member-cap' needs 'quantity'; for example quantity: 5 GB
            {money: true, pooled: true, member-cap: §5 minutes}                     => '5 minutes' is no amount of EUR; a plain decimal number, for example 0.05
            {money: true, §unit: minute}                                            => a money bucket holds EUR and has no unit; leave it out
            {money: true, services: §{voice: 1}}                                    => money pays the price and has no drawdown; services: [voice, sms]
            {money: true, services: [voice, §voice]}                                => service 'voice' is written twice; remove one
            """)
    void shouldReportBuckets(final String bucket, final String message) {
        final String marked = bucket.endsWith("§") ? "§" + bucket.substring(0, bucket.length() - 1) : bucket;
        Mistakes.in(directory, SERVICES + "bands: {week: {otherwise: night}}\nbuckets: {b: " + marked + "}\n")
                .are(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            {tariffs: [§standart]}                       => tariff 'standart' is not defined; did you mean 'standard'?
            {tariffs: [standard, §standard]}             => tariff 'standard' is written twice; remove one
            {fee: §-50.00}                               => amount '-50.00' is negative; zero or more
            {fee: {amount: 50.00, due: §later}}          => 'later' is not possible here; one of advance, arrears
            {grants: {§minute: 100 minutes}}             => bucket 'minute' is not defined; did you mean 'minutes'?
            {grants: {minutes: §100 GB}}                 => 'GB' is a unit of data volume, not of time; a number and a unit of time, for example 60 s
            {grants: {minutes: §0 s}}                    => '0 s' is not more than zero; a quantity above zero
            {once: {main: §5 minutes}}                   => '5 minutes' is no amount of EUR; a plain decimal number, for example 0.05
            {once: {main: §0}}                           => '0' is not more than zero; an amount above zero
            {threshold: §0.00}                           => '0.00' is not more than zero; an amount above zero
            {threshold: {amount: 10.00, §recuring: true}} => 'recuring' is no key of 'threshold'; did you mean 'recurring'?
            {cap: §0.00}                                 => '0.00' is not more than zero; an amount above zero
            {cap: {amount: 5.00, notify: [§0%]}}         => '0%' is no such threshold; whole percent from 1% to 100%
            {cap: {amount: 5.00, notify: [§50.5%]}}      => '50.5%' is no such threshold; whole percent from 1% to 100%
            {cap: {amount: 5.00, notify: [50%, §50%]}}   => threshold '50%' is written twice; remove one
            {cap: {amount: 5.00, notify: [§0]}}          => '0' is not more than zero; an amount above zero
            {member-caps: {§minute: 5 minutes}}          => bucket 'minute' is not defined; did you mean 'minutes'?
            {member-caps: {§minutes: 5 minutes}}         => bucket 'minutes' is not pooled and has no members; a pooled bucket
            {fee: {amount: 1.00, discount: §{cycles: 3}}} => 'discount' takes nothing off; percent, amount or both
            {fee: {amount: 1.00, discount: {percent: 10, cycles: §0}}} => '0' is no such number; a whole number from 1 to 1000
            {fee: {amount: 1.00, discount: {§per-cent: 10}}} => 'per-cent' is no key of 'discount'; did you mean 'percent'?
            {spend: §{line: Minimum}}                    => 'spend' says nothing; minimum, maximum or volume-discount
            {spend: {minimum: 5.00, maximum: §4.99}}     => maximum '4.99' is less than the minimum; at least the minimum
            {spend: {volume-discount: §[{up-to: 5.00}]}} => the last tier ends; a last tier without 'up-to'
            {spend: {volume-discount: [{up-to: 5.00}, §{up-to: 5.00}, {}]}} => a tier is out of order; tiers by up-to, ascending, the last without
            {spend: {volume-discount: [{}, §{percent: 5}]}} => a tier is out of order; tiers by up-to, ascending, the last without
            {spend: {§minimun: 5.00, maximum: 6.00}}     => 'minimun' is no key of 'spend'; did you mean 'minimum'?
            {proration: §maybe}                          => 'maybe' is not possible here; one of off, on
            {proration: {by: §hour}}                     => 'hour' is not possible here; one of day, second
            {proration: {days: §0}}                      => '0' is no such number; a whole number from 1 to 366
            {proration: {days: §actually}}               => 'actually' is no such number; a whole number from 1 to 366
            {proration: {by: second, change-day: §old}}  => 'change-day' says nothing where seconds are counted; by: day, or leave it out
            {proration: {unused: §credit}}               => 'credit' is not possible here; one of carry, keep, net, refund
            {proration: {unused: refund, bill: §later}}  => a refund cannot wait; bill: now, or unused: carry
            {proration: {§changeday: old}}               => 'changeday' is no key of 'proration'; did you mean 'change-day'?
            {priority: §-1}                              => '-1' is no such number; a whole number from 0 to 1000000
            """)
    void shouldReportPlans(final String plan, final String message) {
        final String before =
                """
                buckets: {minutes: {unit: minute, services: [voice]}, main: {money: true}}
                tariffs: {standard: {charges: {calls: {service: voice, price: free}}}}
                """;
        Mistakes.in(directory, SERVICES + before + "plans: {mobile: " + plan + "}\n")
                .are(message);
    }

    @Test
    void shouldReportFallbacksInACircleOnce() {
        Mistakes.in(
                        directory,
                        """
                services: {voice: {unit: second}}
                tariffs:
                  first: {fallback: second, charges: {a: {service: voice, price: free}}}
                  second: {fallback: §third, charges: {b: {service: voice, price: free}}}
                  third: {fallback: second, charges: {c: {service: voice, price: free}}}
                  own: {fallback: §own, charges: {d: {service: voice, price: free}}}
                  lost: {fallback: §nowhere, charges: {e: {service: voice, price: free}}}
                """)
                .are(
                        "fallback in a circle: second -> third -> second; a tariff without fallback at the end",
                        "fallback in a circle: own -> own; a tariff without fallback at the end",
                        "tariff 'nowhere' is not defined; one of first, second, third, own, lost");
    }

    @Test
    void shouldWarnOfWhatNobodyUses() {
        Mistakes.in(
                        directory,
                        """
                services: {voice: {unit: second}}
                zones: {§home: ["44"]}
                bands: {§week: {otherwise: night}}
                decks: {§retail: {file: retail.csv}}
                tariffs: {§standard: {charges: {calls: {service: voice, price: free}}}}
                """)
                .file("retail.csv", "prefix,rate\n44,0.05\n")
                .areWarnings(
                        "zone 'home' is not used by any charge or bucket; use it or remove it",
                        "band calendar 'week' is not used by any charge; use it or remove it",
                        "deck 'retail' is not used by any charge; use it or remove it",
                        "tariff 'standard' is not used by any plan or fallback; use it or remove it");
    }
}
