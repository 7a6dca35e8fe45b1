/** What a command changed and why: the only way that state changes, live as in recovery, and what the journal holds. */
package io.ratinggrid.rating.effect;
