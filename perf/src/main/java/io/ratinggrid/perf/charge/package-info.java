/** Online charging measured: sessions that reserve and commit, beside a bare put over the same way. */
package io.ratinggrid.perf.charge;
