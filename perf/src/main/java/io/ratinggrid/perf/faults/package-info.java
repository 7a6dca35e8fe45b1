/** Real nodes and gateways under load, killed, stopped and cut off; an independent ledger says whether anything was lost or done twice. */
package io.ratinggrid.perf.faults;
