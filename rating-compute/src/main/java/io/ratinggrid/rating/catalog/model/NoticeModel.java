package io.ratinggrid.rating.catalog.model;

import java.math.BigDecimal;

/**
 * One threshold that is told of when it is reached: of a balance what is used in {@code percent} of what was granted, or, with 0
 * percent, what is left; of what is counted or spent what it has come to, {@code percent} only says of what that is a part.
 *
 * @param percent 1 to 100, 0: none
 * @param at      base units (money: decimals of the currency), above 0; 0 where a balance is looked at by percent
 */
public record NoticeModel(int percent, BigDecimal at) {}
