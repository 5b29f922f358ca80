package io.countersign.spring;

import io.countersign.Approvals;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Doing what time alone does; publishing what is due belongs to it where the host has a publisher. */
@AutoConfiguration(after = ApprovalAutoConfiguration.class)
@ConditionalOnProperty(
        name = {"approval.enabled", "approval.dispatcher.enabled"},
        matchIfMissing = true)
@ConditionalOnBean(Approvals.class)
public class ApprovalDispatcherAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    DispatcherLoop approvalDispatcher(Approvals approvals, ApprovalProperties properties) {
        return new DispatcherLoop(approvals, properties.dispatcher().interval());
    }
}
