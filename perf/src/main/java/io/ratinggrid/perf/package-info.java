/**
 * Workloads, load rig, reports, baselines and end-to-end tests.
 * Nothing depends on this module; it may see all the others.
 */
package io.ratinggrid.perf;
