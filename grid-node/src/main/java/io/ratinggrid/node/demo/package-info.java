/** What {@code ratinggrid demo} is made of: the worked figures, the carrier's records, the report. No grid in here. */
package io.ratinggrid.node.demo;
