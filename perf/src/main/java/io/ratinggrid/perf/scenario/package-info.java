/** Workloads that ask one question each: what is otherwise, how it recovers, how it lives through a burst or a day. */
package io.ratinggrid.perf.scenario;
