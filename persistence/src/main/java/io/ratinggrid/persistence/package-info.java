/**
 * Ignite caches and data regions, the journal and snapshot stores,
 * recovery, backup and restore.
 */
package io.ratinggrid.persistence;
