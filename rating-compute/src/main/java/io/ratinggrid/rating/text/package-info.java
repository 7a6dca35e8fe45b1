/**
 * Helps for messages that people read.
 */
package io.ratinggrid.rating.text;
