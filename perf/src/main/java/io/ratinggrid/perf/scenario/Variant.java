package io.ratinggrid.perf.scenario;

import io.ratinggrid.perf.rig.RigSettings;

/**
 * One of several ways to run the same events.
 *
 * @param name     for people
 * @param settings of any directory
 */
record Variant(String name, RigSettings settings) {}
