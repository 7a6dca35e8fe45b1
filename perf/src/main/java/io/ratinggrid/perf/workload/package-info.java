/** The canonical workload: accounts, catalog and usage that all figures of the whole path are measured with. */
package io.ratinggrid.perf.workload;
