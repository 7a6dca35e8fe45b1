package io.ratinggrid.rating.catalog.source;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row: what stands behind {@code service: voice} in a charge, § before the place, and the message. */
class ChargeMistakesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            price: §0.05                            => price '0.05' does not say for how much; did you mean '0.05 / second'?
            price: §0.05 / GB                       => 'GB' is a unit of data volume, not of time; a number and a unit of time, for example 60 s
            price: §0.05 / minutte                  => unit 'minutte' is not known; did you mean 'minute'?
            price: §"0,05 / minute"                 => '0,05' is no amount of EUR; did you mean '0.05'?
            price: §-0.05 / minute                  => amount '-0.05' is negative; zero or more
            price: §0.05 / 0 s                      => '0 s' is no quantity to set a price for; more than zero
            price: §0.0000000001 / minute           => price '0.0000000001 / minute' has more than 9 decimals; set the price for a larger quantity, for example 0.10 / GB
            price: §1e3 / minute                    => '1e3' is no amount of EUR; a plain decimal number, for example 0.05
            price: §1000000000001 / minute          => price '1000000000001 / minute' is too large; at most 1000000000000 EUR
            price: §0.05 USD / minute               => '0.05 USD' is no amount of EUR; a plain decimal number, for example 0.05
            price: §[0.05 / minute]                 => a single value is expected, not a list
            price: free, §flat: 1.00                => 'flat' is a second price beside 'price'; keep one
            price: free, §prise: 1.00               => 'prise' is no key of charge 'calls'; did you mean 'price'?
            price: free, §price: free               => 'price' is written twice; it is already at line 17
            flat: §twenty                           => 'twenty' is no amount of EUR; a plain decimal number, for example 0.05
            connect-fee: §0.0000001, price: free    => amount '0.0000001' has more than 6 decimals; at most 6 for EUR
            connect-fee: §-1, price: free           => amount '-1' is negative; zero or more
            maximum: §1000000000001, price: free    => amount '1000000000001' is too large; at most 1000000000000 EUR
            minimum: §2.00, maximum: 1.00, price: free => minimum 2.00 is above maximum 1.00; a minimum not above the maximum
            maximum: {amount: 1.00, then: §stop}, price: free => 'stop' is not possible here; one of cut, free
            free: §10 MB, price: free               => 'MB' is a unit of data volume, not of time; a number and a unit of time, for example 60 s
            free: §10, price: free                  => '10' has no unit; a number and a unit of time, for example 60 s
            free: §-10 s, price: free               => '-10 s' is below zero; zero or more
            increments: §60, price: free            => '60' are no increments; first and further, for example 60/6
            increments: §60/0, price: free          => increment '0' is not more than zero; for example 60/60
            increments: §60/-6, price: free         => '-6 s' is below zero; zero or more
            increments: [{up-to: 60 s, size: §25 s}, {size: 6 s}], price: free => 1 min is no multiple of the increment 25 s; a size that fills the group
            increments: [{up-to: 60 s, size: 60 s}, {up-to: §30 s, size: 6 s}, {size: 1 s}], price: free => the group ends at 30 s but the one before it at 1 min; each group ends above the one before
            increments: §[{up-to: 60 s, size: 60 s}], price: free => the last group of increments must be open; a last group {size: ...} without 'up-to'
            increments: [{size: 60 s}, §{size: 6 s}], price: free => this group is never reached: the one before it has no 'up-to'; up-to: ...
            weight: §heavy, price: free             => 'heavy' is no such number; a whole number from -1000000 to 1000000
            when: {zone: §domestik}, price: free    => zone 'domestik' is not defined; did you mean 'domestic'?
            when: {§band: day}, price: free         => a band is no condition; give prices by band: price: {day: ..., night: ...}
            when: {§service: sms}, price: free      => the service is no condition; service: sms in the charge
            bands: §day-nite, price: free           => band calendar 'day-nite' is not defined; did you mean 'day-night'?
            at-band-boundary: §cut, price: free     => there is no band boundary without 'bands'; leave it out
            at-band-boundary: §split, bands: day-night, price: free => 'split' is not possible here; one of cut, keep
            at-period-boundary: §cut, price: free   => 'cut' is not possible here; one of split, whole
            at-version-boundary: §keep, price: free => 'keep' is not possible here; one of split, whole
            at-period-boundary: §split, accumulator: {name: month, metric: maximum}, price: free => metric 'maximum' looks at whole events; leave it out, or metric: sum
            at-version-boundary: §split, accumulator: {name: month, metric: count}, flat: 1.00 => metric 'count' looks at whole events; leave it out, or metric: sum
            price: §{day: free, night: free}        => prices by band need a band calendar; bands: day-night
            bands: day-night, price: §{day: free}   => band 'night' of band calendar 'day-night' has no price; night: ...
            bands: day-night, price: {day: free, night: free, §evening: free} => band 'evening' is not in band calendar 'day-night'; one of day, night
            bands: day-night, by-band: {day: {price: free}, night: §{}} => there is no price; one of price, graduated, volume, stair-step, package, flat, percentage, graduated-percentage, carried, deck, matrix
            deck: §retail                           => deck 'retail' is not defined; the catalog defines none
            carried: §both                          => 'both' is not possible here; one of total, unit
            package: {size: §0 s, price: 5.00}      => '0 s' is not more than zero; a quantity above zero
            package: §{price: 5.00}                 => 'package' needs 'size'; for example size: 10 second
            package: {size: 60 s, price: 5.00, round: §sideways} => 'sideways' is not possible here; one of down, up
            percentage: §101                        => '101' is no percentage; 0 to 100 with at most 9 decimals
            percentage: {percent: 2.5, plus: 0.30}, connect-fee: §0.10 => 'connect-fee' and the 'plus' of the percentage are the same thing; keep one
            discount: {percent: §-5}, price: free   => '-5' is no percentage; 0 to 100 with at most 9 decimals
            discount: {percent: §100.1}, price: free => '100.1' is no percentage; 0 to 100 with at most 9 decimals
            discount: {amount: §-5}, price: free    => amount '-5' is negative; zero or more
            rounding: {places: §2}, price: free     => a line is rounded to the places of EUR; leave 'places' out, or per: event
            rounding: {per: event, places: §7}, price: free => '7' is no such number; a whole number from 0 to 6
            rounding: {mode: §bankers}, price: free => 'bankers' is not possible here; one of down, half-even, half-up, up
            overage: §refuse, price: free           => 'refuse' is not possible here; one of bill-later, block, charge-now
            overage: {overdraw: §10 GB}, price: free => 'GB' is a unit of data volume, not of time; a number and a unit of time, for example 60 s
            flat-at-zero: §yes, price: free         => 'yes' is not possible here; one of false, true
            accumulator: §{metric: sum}, price: free => 'accumulator' needs 'name'; for example name: data-month
            accumulator: {name: month, metric: §summ}, price: free => 'summ' is not possible here; did you mean 'sum'?
            accumulator: §{name: month, metric: unique}, price: free => 'accumulator' needs 'unique-by'; for example unique-by: user
            accumulator: {name: month, unique-by: §user}, price: free => 'unique-by' is for the metric 'unique'; metric: unique
            accumulator: §month, carried: total     => a price that the event carries does not depend on what was used before; no accumulator
            accumulator: §{name: month, metric: maximum}, flat: 1.00 => metric 'maximum' counts usage but the price is for events; metric: sum, or a price for usage
            accumulator: §{name: month, metric: count}, percentage: 2 => metric 'count' counts events but the price is for amount; metric: sum, or a price for events
            §discount: {percent: 10}, accumulator: {name: stored, metric: time-weighted}, price: free => 'discount' is of events and their sessions, and a level goes on without them; leave it out
            accumulator: {name: stored, metric: time-weighted}, §when: {zone: domestic}, price: free => 'when' is of events and their sessions, and a level goes on without them; leave it out
            accumulator: §{name: stored, metric: time-weighted, count-included: true}, price: free => no bucket pays for a level; no 'count-included'
            accumulator: {name: stored, metric: time-weighted}, at-period-boundary: §split, price: free => metric 'time-weighted' looks at whole events; leave it out, or metric: sum
            accumulator: §{name: stored, metric: time-weighted}, flat: 1.00 => metric 'time-weighted' counts usage but the price is for events; metric: sum, or a price for usage
            accumulator: {name: stored, metric: time-weighted}, graduated: [{price: free, up-to: 10 s}, §{up-to: 20 s, price: free}] => a level that goes on must have a price; a last tier without 'up-to'
            accumulator: {name: stored, metric: time-weighted}, matrix: §[{when: {roaming: "yes"}, price: free}] => a level goes on into the next cycle without an event that a row could match; one table of prices
            matrix: §[]                             => a matrix has at least one row; [{when: {roaming: "yes"}, price: ...}]
            matrix: [§{when: {roaming: "yes"}}]     => there is no price; one of price, graduated, volume, stair-step, package, flat, percentage, graduated-percentage
            """)
    void shouldReportWhereAndWhat(final String charge, final String message) {
        Mistakes.inCharges(directory, "calls: {service: voice, " + charge + "}").are(message);
    }

    @Test
    void shouldReportAChargeWithoutAPrice() {
        Mistakes.inCharges(directory, "calls: §{service: voice}")
                .are("there is no price; one of price, graduated, volume, stair-step, package, flat, percentage,"
                        + " graduated-percentage, carried, deck, matrix, by-band");
    }

    @Test
    void shouldReportAKeyWithoutAValue() {
        Mistakes.inCharges(directory, "calls: {service: voice, §price: }")
                .are("'price' has no value; write one or leave the key out");
    }

    @Test
    void shouldReportUnknownServices() {
        Mistakes.inCharges(directory, "calls: {service: §voise, price: free}\nmore: §{price: free}")
                .are(
                        "service 'voise' is not defined; did you mean 'voice'?",
                        "charge 'more' needs 'service'; for example service: voice");
    }

    @Test
    void shouldReportEveryMistakeOfAChargeAtOnce() {
        Mistakes.inCharges(
                        directory,
                        """
                calls:
                  service: voice
                  free: §10 MB
                  connect-fee: §-1
                  discount: {percent: §200}
                  price: §0.05
                """)
                .are(
                        "'MB' is a unit of data volume, not of time; a number and a unit of time, for example 60 s",
                        "amount '-1' is negative; zero or more",
                        "'200' is no percentage; 0 to 100 with at most 9 decimals",
                        "price '0.05' does not say for how much; did you mean '0.05 / second'?");
    }

    @Test
    void shouldReportADifferentUseOfAnAccumulator() {
        Mistakes.inCharges(
                        directory,
                        """
                calls: {service: voice, price: free, accumulator: {name: month, pooled: true}}
                roaming: {service: voice, when: {roaming: "yes"}, price: free, accumulator: §month}
                messages: {service: sms, price: free, accumulator: §{name: month, pooled: true}}
                """)
                .are(
                        "accumulator 'month' differs from its first use at catalog.yaml:17:57; the same metric,"
                                + " count-included, pooled, unique-by and notify, or another name",
                        "accumulator 'month' counts time at catalog.yaml:17:57 but message here; another name");
    }

    @Test
    void shouldRefuseALevelThatPrepaidMoneyCanPay() {
        Mistakes.inCharges(
                        directory,
                        "seats: {service: sms, accumulator: §{name: seats, metric: time-weighted}, price: 1.00 / message}")
                .are(
                        "the price of charge 'seats' falls when its level does, and prepaid money of bucket 'main' can pay it;"
                                + " no money bucket for 'sms'");
    }

    @Test
    void shouldReportAnAccumulatorOfUsageAndOfEvents() {
        Mistakes.inCharges(
                        directory,
                        """
                calls: {service: voice, price: free, accumulator: month}
                visits: {service: voice, when: {kind: visit}, flat: 1.00, accumulator: §month}
                texts: {service: sms, flat: 1.00, accumulator: events}
                mails: {service: energy, flat: 1.00, accumulator: events}
                """)
                .are("accumulator 'month' counts usage at catalog.yaml:17:57 but events here; another name");
    }

    @Test
    void shouldRefusePricesOfOneChargeThatCountDifferentThings() {
        Mistakes.inCharges(
                        directory,
                        """
                calls:
                  service: voice
                  matrix:
                    - {when: {roaming: "no"}, price: 0.05 / minute}
                    - {when: {roaming: "yes"}, flat: §1.00}
                """)
                .are(
                        "this price of charge 'calls' counts something else than the charge's first price; usage, events and"
                                + " amounts are priced by charges of their own");
    }

    @Test
    void shouldRefuseOneNameForChargesOfTwoTariffs() {
        Mistakes.in(
                        directory,
                        """
                services: {voice: {unit: second}}
                tariffs:
                  standard: {charges: {calls: {service: voice, price: free}}}
                  other: {charges: {§calls: {service: voice, price: free}}}
                plans: {mobile: {tariffs: [standard, other]}}
                """)
                .are(
                        "charge 'calls' is already in tariff 'standard'; a name of its own: explanations name charges without"
                                + " their tariff");
    }
}
