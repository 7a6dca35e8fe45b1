package io.ratinggrid.rating.catalog.source;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TieMistakesTest {
    @TempDir
    Path directory;

    @Test
    void shouldReportChargesThatAreNeverReached() {
        Mistakes.inCharges(
                        directory,
                        """
                first: {service: sms, when: {zone: domestic}, price: free}
                same: §{service: sms, when: {zone: domestic}, price: free}
                heavier: {service: voice, when: {zone: domestic}, weight: 5, price: free}
                lighter: §{service: voice, when: {zone: domestic}, weight: 4, price: free}
                """)
                .are(
                        "charge 'same' is never reached: charge 'first' at line 17 has the same conditions and equal weight;"
                                + " other conditions, a higher weight, or remove it",
                        "charge 'lighter' is never reached: charge 'heavier' at line 19 has the same conditions and higher"
                                + " weight; other conditions, a higher weight, or remove it");
    }

    @Test
    void shouldReportTheLighterOfTwoWhereverItStands() {
        Mistakes.inCharges(
                        directory,
                        """
                lighter: §{service: voice, weight: 4, price: free}
                heavier: {service: voice, weight: 5, price: free}
                """)
                .are("charge 'lighter' is never reached: charge 'heavier' at line 18 has the same conditions and higher"
                        + " weight; other conditions, a higher weight, or remove it");
    }

    @Test
    void shouldReportTies() {
        Mistakes.inCharges(
                        directory,
                        """
                domestic: {service: sms, when: {zone: domestic}, price: free}
                roaming: §{service: sms, when: {roaming: "yes"}, price: free}
                """)
                .are(
                        "charge 'roaming' ties with charge 'domestic' at line 17: both match roaming=yes and zone=domestic with"
                                + " 1 of the attributes and weight 0; different weights");
    }

    @Test
    void shouldAcceptWhatWeightMoreAttributesOrOtherValuesDecide() {
        Mistakes.inCharges(
                        directory,
                        """
                domestic: {service: sms, when: {zone: domestic}, price: free}
                international: {service: sms, when: {zone: international}, price: free}
                roaming: {service: sms, when: {roaming: "yes"}, weight: 1, price: free}
                roaming-home: {service: sms, when: {roaming: "yes", zone: domestic}, price: free}
                else: {service: sms, price: free}
                calls: {service: voice, bands: day-night, price: free}
                """)
                .areWarnings();
    }

    @Test
    void shouldReportTiesOfMatrixRows() {
        Mistakes.inCharges(
                        directory,
                        """
                data:
                  service: data
                  matrix:
                    - {when: {roaming: "yes"}, price: 0.10 / MB}
                    - §{when: {rating-group: "10"}, price: 0.05 / MB}
                    - §{when: {rating-group: "10"}, price: 0.04 / MB, name: repeated}
                    - {when: {rating-group: "20"}, weight: 1, price: 0.04 / MB}
                """)
                .are(
                        "matrix row at line 21 ties with matrix row at line 20: both match rating-group=10 and roaming=yes"
                                + " with 1 of the attributes and weight 0; different weights",
                        "matrix row 'repeated' is never reached: matrix row at line 21 has the same conditions and equal"
                                + " weight; other conditions, a higher weight, or remove it");
    }
}
