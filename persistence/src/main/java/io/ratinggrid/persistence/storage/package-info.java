/** Journal and images in Ignite native persistence, and the embedded node that carries them.
 * What the whole cluster must share is kept in the grid itself and compared at every start. */
package io.ratinggrid.persistence.storage;
