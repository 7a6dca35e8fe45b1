package io.ratinggrid.persistence.storage;

import java.util.function.Predicate;

import org.apache.ignite.spi.IgniteSpiAdapter;
import org.apache.ignite.spi.IgniteSpiMultipleInstancesSupport;
import org.apache.ignite.spi.metric.LongMetric;
import org.apache.ignite.spi.metric.MetricExporterSpi;
import org.apache.ignite.spi.metric.ReadOnlyMetricManager;
import org.apache.ignite.spi.metric.ReadOnlyMetricRegistry;

/** Shows numbers that Ignite keeps about itself to those who ask; sends nothing anywhere. Any thread. */
@IgniteSpiMultipleInstancesSupport(true)
final class MetricTap extends IgniteSpiAdapter implements MetricExporterSpi {
    private volatile ReadOnlyMetricManager manager;

    @Override
    public void setMetricRegistry(final ReadOnlyMetricManager metrics) {
        manager = metrics;
    }

    @Override
    public void setExportFilter(final Predicate<ReadOnlyMetricRegistry> filter) {
        // Only what is asked for is shown.
    }

    @Override
    public void spiStart(final String instanceName) {
        // Nothing runs.
    }

    @Override
    public void spiStop() {
        manager = null;
    }

    /** A number of a registry; 0 before the node has made it and after the node is gone. */
    long value(final String registry, final String metric) {
        final ReadOnlyMetricManager metrics = manager;
        if (metrics == null) {
            return 0;
        }
        for (final ReadOnlyMetricRegistry candidate : metrics) {
            if (candidate.name().equals(registry)) {
                final LongMetric found = candidate.findMetric(metric);
                return found == null ? 0 : found.value();
            }
        }
        return 0;
    }
}
