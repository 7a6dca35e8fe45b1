/** A partition logic simple enough to be checked by eye, and a stepped world to run owners in. */
package io.ratinggrid.node.toy;
