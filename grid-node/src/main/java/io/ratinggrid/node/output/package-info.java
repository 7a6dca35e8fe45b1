/** What comes out: rated events, balances, unbilled charges, documents and refusals as JSON and CSV (docs/FORMATS.md). */
package io.ratinggrid.node.output;
