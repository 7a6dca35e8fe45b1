/** A node as a Spring Boot application: its settings from a file, its HTTP interface, health and metrics. */
package io.ratinggrid.node.server;
