package io.countersign.spring;

import io.countersign.Approvals;
import io.countersign.publish.Publisher;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Publishing what is due, where the host has a publisher. */
@AutoConfiguration(after = ApprovalAutoConfiguration.class)
@ConditionalOnProperty(
        name = {"approval.enabled", "approval.dispatcher.enabled"},
        matchIfMissing = true)
@ConditionalOnBean({Approvals.class, Publisher.class})
public class ApprovalDispatcherAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    DispatcherLoop approvalDispatcher(Approvals approvals, ApprovalProperties properties) {
        return new DispatcherLoop(approvals, properties.dispatcher().interval());
    }
}
