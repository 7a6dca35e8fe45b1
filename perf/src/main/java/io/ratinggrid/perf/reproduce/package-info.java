/** Every command behind the figures of docs/PERFORMANCE.md, in one go. */
package io.ratinggrid.perf.reproduce;
