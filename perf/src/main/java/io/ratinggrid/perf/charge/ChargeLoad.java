package io.ratinggrid.perf.charge;

import io.ratinggrid.perf.rig.Arrival;

/**
 * What is asked when charging is measured.
 *
 * @param charged  accounts that have sessions, besides the others
 * @param warmUp   requests before anything is measured
 * @param requests of each closed loop
 * @param rate     requests a second of the open loops, 0: half of what the bare put sustains
 * @param seconds  of each open loop
 * @param arrival  how the requests of open loops come
 * @param drain    queued events that drain beside the last open loop, 0: there is none
 */
public record ChargeLoad(int charged, int warmUp, int requests, int rate, int seconds, Arrival arrival, int drain) {
    public ChargeLoad {
        if (charged < 1 || warmUp < 0 || requests < 1 || rate < 0 || seconds < 1 || drain < 0) {
            throw new IllegalArgumentException("charged=" + charged + " warmUp=" + warmUp + " requests=" + requests
                    + " rate=" + rate + " seconds=" + seconds + " drain=" + drain);
        }
    }
}
