package io.countersign.spring;

import io.countersign.Approvals;
import io.countersign.Checkpoints;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** How far the record is provable, as this node sees it. */
final class CheckpointMeters implements MeterBinder {
    private final Approvals approvals;
    private final InstantSource time;

    CheckpointMeters(Approvals approvals) {
        this.approvals = approvals;
        this.time = InstantSource.system();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder("approval.checkpoint.lag", this, TimeUnit.MILLISECONDS, CheckpointMeters::lagMillis)
                .description("Since when entries of the record may not be covered by a signed checkpoint")
                .register(registry);
        Gauge.builder("approval.checkpoint.anchored", this, CheckpointMeters::anchored)
                .description("1 where every anchor holds the last checkpoint of every workspace, else 0")
                .register(registry);
    }

    private double lagMillis() {
        Instant covered = approvals.checkpoints().status().covered();
        return covered == null
                ? Double.NaN
                : Math.max(0, Duration.between(covered, time.instant()).toMillis());
    }

    private double anchored() {
        return approvals.checkpoints().status().state() == Checkpoints.State.ANCHORED ? 1 : 0;
    }
}
