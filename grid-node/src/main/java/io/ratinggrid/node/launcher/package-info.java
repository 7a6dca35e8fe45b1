/**
 * The command {@code ratinggrid} and its sub-commands, which start the other parts.
 * Together with {@code standalone} the only place that knows the gateway.
 */
package io.ratinggrid.node.launcher;
