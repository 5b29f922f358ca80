package io.countersign.spring;

import io.countersign.Approvals;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Meters, where the host has Micrometer. */
@AutoConfiguration(after = ApprovalAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(Approvals.class)
@ConditionalOnProperty(name = "approval.metrics.enabled", matchIfMissing = true)
public class ApprovalMetricsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    CheckpointMeters approvalCheckpointMeters(Approvals approvals) {
        return new CheckpointMeters(approvals);
    }
}
