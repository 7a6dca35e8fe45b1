/** The real rating engine behind owners, and what its journal and state must be: compared with an engine that only executes,
 * and with the slow reference. */
package io.ratinggrid.node.reference;
