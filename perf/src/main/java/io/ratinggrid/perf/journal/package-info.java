/** What dead nodes have on their disks of the journal, and engines of one's own that carry it out again. */
package io.ratinggrid.perf.journal;
