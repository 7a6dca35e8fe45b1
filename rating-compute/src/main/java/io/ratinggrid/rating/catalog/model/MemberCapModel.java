package io.ratinggrid.rating.catalog.model;

import java.math.BigDecimal;

/**
 * What a member of an account may draw of a pool in a cycle.
 *
 * @param amount base units (money: decimals of the currency), zero or more
 * @param hard   true: usage beyond it is not funded; false: the pool does not pay it
 */
public record MemberCapModel(BigDecimal amount, boolean hard) {}
