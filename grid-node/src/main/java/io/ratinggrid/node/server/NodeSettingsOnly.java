package io.ratinggrid.node.server;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** What a node's file says, and no node. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({NodeProperties.class, GridProperties.class})
class NodeSettingsOnly {}
