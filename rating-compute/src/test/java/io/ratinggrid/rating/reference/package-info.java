/**
 * The rules of docs/RATING.md once more, slowly and obviously, in exact fractions: what the fast engine must agree with. It
 * shares nothing with it but the parsed catalog and the commands.
 */
package io.ratinggrid.rating.reference;
