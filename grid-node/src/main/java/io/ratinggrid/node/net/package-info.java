/** The port where a node takes the streams of gateways in other processes, over TCP. */
package io.ratinggrid.node.net;
