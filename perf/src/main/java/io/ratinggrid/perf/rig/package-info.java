/** The whole path measured: what the machine could do at most, what the grid does, each run reconciled. */
package io.ratinggrid.perf.rig;
