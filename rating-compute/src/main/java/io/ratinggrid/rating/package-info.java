/** The rating core: a pure function of catalog, account state and command, and the bytes that these are kept in. */
package io.ratinggrid.rating;
