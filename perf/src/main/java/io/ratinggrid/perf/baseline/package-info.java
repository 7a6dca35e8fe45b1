/**
 * What most people would build from the same parts, to be measured beside the grid: a queue in a gateway process, and in a second process
 * an Ignite cache of accounts that entry processors charge in transactions, and one of rated events.
 */
package io.ratinggrid.perf.baseline;
