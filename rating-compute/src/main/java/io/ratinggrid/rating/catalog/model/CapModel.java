package io.ratinggrid.rating.catalog.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * What may be spent on the lines of a plan's charges in a cycle.
 *
 * @param amount  decimals of the currency, above 0
 * @param hard    true: what goes beyond is not funded; false: that is only told of
 * @param notices what is told of on the way there
 */
public record CapModel(BigDecimal amount, boolean hard, List<NoticeModel> notices) {}
