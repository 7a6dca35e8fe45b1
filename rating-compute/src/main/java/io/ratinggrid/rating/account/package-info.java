/** The state of an account: one record for its head and one for each subscriber, kept in the bytes that images store. */
package io.ratinggrid.rating.account;
