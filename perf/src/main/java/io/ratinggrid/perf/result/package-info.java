/** What runs came to: values, of which some count, kept in a file that can be compared. */
package io.ratinggrid.perf.result;
