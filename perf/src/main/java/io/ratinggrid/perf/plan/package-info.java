/** From what events, commits and accounts were measured to cost to the machines that a carrier needs. */
package io.ratinggrid.perf.plan;
