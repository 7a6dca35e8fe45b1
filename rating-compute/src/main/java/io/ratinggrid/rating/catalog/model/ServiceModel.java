package io.ratinggrid.rating.catalog.model;

/**
 * Something that is metered.
 *
 * @param name     as usage events name it, for example {@code voice}
 * @param unit     word for one unit in texts: second, octet, message, kWh
 * @param decimals decimals of a {@link Dimension#COUNT} unit (0 to 9), 0 for the other dimensions
 */
public record ServiceModel(String name, Dimension dimension, String unit, int decimals) {}
