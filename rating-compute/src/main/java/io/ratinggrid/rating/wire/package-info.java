/** What a gateway's stream and the owners of partitions say to each other: plain values, whatever carries them. */
package io.ratinggrid.rating.wire;
